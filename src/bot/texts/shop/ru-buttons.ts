import type { ShopTranslation } from './shape.js';

/** Buttons about what is sold. */
export const shopButtonsRu = {
  buy: '🛒 Купить',
  buyAnother: '🛒 Купить ещё одну',
  subscriptions: '🔑 Мои подписки',
  subscription: '🔑 Моя подписка',
  wallet: '👛 Кошелёк: {balance}',
  trial: '🎁 Попробовать бесплатно',
  trialPaid: '🎁 Пробный период за {price}',
  startTrial: '🎁 Начать пробный период',
  cart: '🧺 Ваш заказ: {total}',
  plan: '{name}: {price}',
  pay: '✅ Оплатить {total}',
  confirm: '✅ Подтвердить',
  payLater: '💳 Пополнить и купить',
  leaveOut: '✖️ Без {what} (−{price})',
  takeIn: '➕ Добавить {what} ({price})',
  payNow: '✅ Оплатить',
  dropCart: '✖️ Отменить заказ',
  otherPlans: '⬅️ Другие тарифы',
  back: '⬅️ Назад',
  newer: '⬅️ Новее',
  older: 'Раньше ➡️',
  previous: '⬅️ Назад',
  next: 'Дальше ➡️',
  topUp: '➕ Пополнить',
  history: '📜 Движения',
  topUpBySupport: '💬 Оплата через поддержку',
  connect: '🚀 Подключить',
  qr: '🔳 QR-код',
  copyLink: '📋 Скопировать ссылку',
  refresh: '🔄 Обновить',
  renewOrChange: '♻️ Продлить или сменить тариф',
  devices: '📱 Устройства',
  manage: '⚙️ Управление',
  addTraffic: '➕ Трафик',
  addDevices: '➕ Устройства',
  resetTraffic: '🔁 Обнулить за {price}',
  autopay: '🔂 Автопродление',
  autopayOff: '⏸ Выключить',
  rename: '✏️ Название',
  clearName: '✖️ Без названия',
  reissue: '🔗 Новая ссылка',
  yesReissue: '🔗 Да, новая ссылка',
  removeDevice: '🗑 Удалить {number}',
  removeAllDevices: '🗑 Удалить все',
  yesRemoveAll: '🗑 Да, удалить все',
  trafficPackage: '{traffic}: {price}',
  devicePackage: '{devices}: {price}',
  install: '⬇️ Установить {app}',
  addToApp: '🔗 Добавить подписку',
  subscriptionPage: '🌐 Открыть страницу подписки',
  downloadHapp: '⬇️ Скачать Happ',
} as const satisfies ShopTranslation<'buttons'>;

/** Short answers to taps. */
export const shopAlertsRu = {
  refreshing: 'Обновляю…',
  removing: 'Удаляю устройство…',
  removingAll: 'Удаляю устройства…',
  noLinkYet: 'Ссылка создаётся и придёт через мгновение.',
} as const satisfies ShopTranslation<'alerts'>;

/** Counted words. */
export const shopCountsRu = {
  gigabytes: { one: '{count} ГБ', few: '{count} ГБ', many: '{count} ГБ', other: '{count} ГБ' },
  devices: {
    one: '{count} устройство',
    few: '{count} устройства',
    many: '{count} устройств',
    other: '{count} устройства',
  },
} as const satisfies ShopTranslation<'counts'>;

/** Words for amounts. */
export const amountsRu = {
  unlimited: 'безлимитный трафик',
  gigabytes: '{amount} ГБ',
  megabytes: '{amount} МБ',
} as const satisfies ShopTranslation<'amounts'>;
