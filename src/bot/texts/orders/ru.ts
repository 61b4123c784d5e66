import type { Translation } from '../shape.js';

/** Why an order cannot be met, in Russian. */
export const orderErrorsRu = {
  'order.account_blocked': 'С вашего аккаунта сейчас нельзя ничего купить.',
  'order.choose_subscription':
    'У вас несколько подписок. Пожалуйста, выберите нужную в разделе «Мои подписки».',
  'order.devices_most': 'Это больше устройств, чем может быть у одной подписки.',
  'order.not_for_trial': 'Пробную подписку изменить нельзя. Купите тариф, он займёт её место.',
  'order.not_offered': 'Сейчас это не продаётся. Пожалуйста, выберите что-нибудь другое.',
  'order.plan_gone': 'Этот тариф больше не продаётся. Пожалуйста, выберите другой.',
  'order.subscription_disabled': 'Эту подписку отключил администратор. Пожалуйста, напишите в поддержку.',
  'order.subscription_gone': 'Этой подписки больше нет.',
  'order.subscription_limit': 'У вас уже предельное число подписок. Вы можете продлить одну из них.',
  'order.subscription_over': 'Эта подписка закончилась. Пожалуйста, сначала продлите её.',
  'order.tenant_wallet':
    'Извините, продажи ненадолго приостановлены. Попробуйте немного позже; деньги не списаны.',
  'order.too_long': 'Подписка стала бы слишком длинной. Попробуйте ближе к её окончанию.',
  'order.traffic_unlimited': 'Трафик этой подписки уже не ограничен.',
  'order.trial_used': 'Вы уже пользовались пробным периодом. Выберите тариф, мы рады, что вы с нами.',
} as const satisfies Omit<Translation['errors'], 'server.bug'>;

/** What a person hears of an order without having asked, in Russian. */
export const orderNoticesRu = {
  completed: '✅ Деньги поступили, покупка совершена: <b>{what}</b>. Через мгновение всё будет готово.',
  changed:
    'Деньги поступили, но цена или условия тем временем изменились: <b>{what}</b>. Пожалуйста, посмотрите ещё раз и подтвердите.',
  refused: 'Деньги поступили и лежат на вашем балансе. Но купить <b>{what}</b> не удалось: {reason}',
  funded: 'Деньги поступили, их хватает: <b>{what}</b>. Теперь заказ можно завершить.',
  expired: 'Срок вашего заказа истёк: <b>{what}</b>. Вы можете заказать снова в любое время.',
  refunded:
    'Извините, нам не удалось это настроить: <b>{what}</b>. Сумма {amount} снова на вашем балансе. Попробуйте позже или напишите в поддержку.',
  undone:
    'Извините, нам не удалось это настроить: <b>{what}</b>. Деньги не списаны. Попробуйте, пожалуйста, позже.',
  refundedServers:
    'Серверов больше нет, поэтому настроить это не удалось: <b>{what}</b>. Сумма {amount} снова на вашем балансе. Выберите, пожалуйста, другой тариф.',
  undoneServers:
    'Серверов больше нет, поэтому настроить это не удалось: <b>{what}</b>. Деньги не списаны. Выберите, пожалуйста, другой тариф.',
} as const satisfies Translation['orderNotices'];

/** What is bought, in a few words, in Russian. */
export const orderNamesRu = {
  simple: 'Подписка на {days}',
  trial: 'Пробный период: {days}',
  traffic: 'Дополнительный трафик: {gb} ГБ',
  unlimitedTraffic: 'Безлимитный трафик',
  devices: 'Дополнительные устройства: {number}',
  reset: 'Сброс израсходованного трафика',
} as const satisfies Translation['orderNames'];

/** What admins hear of orders, in Russian. */
export const adminNoticesRu = {
  trial: '🎁 <b>Взят пробный период</b>',
  purchase: '🛒 <b>Куплена подписка</b>',
  renewal: '🔁 <b>Подписка продлена</b>',
  change: '⚙️ <b>Подписка изменена</b>',
  failure: '⚠️ <b>Продажа отменена</b>: панель не смогла её настроить, деньги возвращены.',
  what: 'Что: {what}',
  person: 'Кто: {person}',
  price: 'Цена: {price}',
  until: 'До: {date}',
  subscription: 'Номер подписки: {number}',
  reason: 'Причина: {reason}',
  walletEmpty:
    '⚠️ <b>{bot}: продажа не состоялась</b>. На кошельке бота {balance}, этого не хватает на трафик. Пополните его, пожалуйста; до тех пор бот не может продавать.',
} as const satisfies Translation['adminNotices'];
