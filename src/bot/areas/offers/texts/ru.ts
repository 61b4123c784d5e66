import type { Translation } from '../../../texts/shape.js';
import type { offersEn } from './en.js';

/** Russian texts about what a person is offered, has off, and tries. */
export const offersRu = {
  title: 'Ваши предложения',
  none: 'Сейчас для вас ничего нет.',
  named: '<b>{title}</b>',
  kinds: { discount: '🎁 Скидка для вас', test_access: '🧪 Больше серверов на пробу' },
  terms: {
    percent: 'Скидка {percent}%.',
    sum: 'Скидка {amount}.',
    purchase: 'Она действует на новую подписку.',
    renewal: 'Она действует на продление подписки.',
    somePlans: 'Она действует на некоторые тарифы и видна в их ценах.',
    holds: 'С момента активации действует {hours}.',
    access: 'Вы можете на {hours} подключить к своей подписке дополнительные серверы.',
    takeUntil: 'Активировать можно до {time}.',
  },
  running: {
    percent: '🎁 Ваша скидка {percent}% действует до {time}.',
    sum: '🎁 Ваша скидка {amount} действует до {time}.',
    access: '🧪 До {time} вы пробуете дополнительные серверы.',
  },
  taken: {
    discount: '✅ Скидка активирована.',
    access: '✅ Серверы добавляются к вашей подписке. Через минуту обновите подписку в приложении.',
  },
  noSubscription:
    'Чтобы попробовать больше серверов, нужна действующая подписка. Предложение ждёт вас до {time}.',
  alerts: {
    gone: 'Срок этого предложения истёк.',
    keptOut: 'С вашего аккаунта сейчас нельзя активировать предложения.',
    nothingNew: 'У вашей подписки уже есть эти серверы.',
  },
  buttons: { mine: '🎁 Мои предложения', take: '🎁 Активировать' },
} as const satisfies Translation<typeof offersEn>;
