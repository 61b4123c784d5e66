import type { ShopTranslation } from './shape.js';

/** Russian texts about what is replaced, shortened or lost, which is asked first. */
export const changesRu = {
  title: '⚠️ То, что у вас есть, изменится',
  fromTo: '{before} → {after}',
  lose: 'Что вы потеряете:',
  lostTraffic: '• {traffic} трафика',
  lostUnlimited: '• безлимитный трафик',
  lostDevices: '• доступ для части устройств: {devices}',
  lostServers: '• часть серверов, которые есть у вас сейчас',
  lostDays: '• {days} срока, который у вас уже есть',
  devicesGo:
    'Если устройств подключено больше, после смены у вас будет сутки, чтобы выбрать, какие из них удалить; потом сами удалятся те, что добавлены раньше других.',
  covered: 'Доплачивать не нужно: хватает остатка нынешнего тарифа',
  replacesCart: 'Он займёт место сохранённого заказа: <b>{what}</b>, {total}.',
  dropCart: 'Отменить заказ? <b>{what}</b>, {total}. Он не будет куплен, даже когда поступят деньги.',
  removeDevice: 'Удалить это устройство? {device}. Его придётся подключать заново.',
  surplus:
    '⚠️ Эта подписка рассчитана максимум на {limit}, а подключено больше. Выберите, пожалуйста, какие удалить (число: {number}), до {time}; потом сами удалятся те, что добавлены раньше других.',
  removed: 'Подписка рассчитана максимум на {limit}, поэтому удалены устройства, добавленные раньше других:',
  offSale: 'Тариф «{plan}» больше не продаётся. Подписка до конца срока работает как прежде.',
  offSaleUnnamed: 'То, что у вас есть, больше не продаётся. Подписка до конца срока работает как прежде.',
  instead:
    'Вот что можно выбрать вместо него. Нажмите, чтобы увидеть цену целиком; пока ничего не списывается и не меняется.',
  nothingInstead: 'Сейчас выбрать взамен нечего.',
  buyToGoOn: 'Выберите что-нибудь из того, что есть в продаже, и всё заработает по той же ссылке.',
  renewToGoOn: 'Продлите её, и всё заработает по той же ссылке.',
  trafficOrRenewal: 'Докупите трафик или продлите подписку.',
  moreTraffic: 'Докупите трафик, и всё заработает снова.',
  renewal: 'Продлите подписку или выберите другой тариф, и всё заработает снова.',
} as const satisfies ShopTranslation<'changes'>;

/** Buttons that agree to a change, or take back what was kept. */
export const changeButtonsRu = {
  change: '♻️ Да, сменить',
  changeAndPay: '♻️ Сменить и оплатить {total}',
  changeLater: '💳 Пополнить и сменить',
  changeNow: '♻️ Оплатить и сменить',
  simpleBuy: '⚡ Купить: {days}, {price}',
  simpleExtend: '⚡ Продлить: {days}, {price}',
  simpleChange: '⚡ Сменить тариф: {days}, {price}',
  nothingToPay: 'без оплаты',
  yesDrop: '✖️ Да, отменить заказ',
  yesRemove: '🗑 Да, удалить',
  chooseDevices: '📱 Посмотреть устройства',
} as const satisfies ShopTranslation<'changeButtons'>;
