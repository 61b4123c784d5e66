import type { Translation } from '../../../texts/shape.js';
import type { billingEn } from './en.js';

/** Russian texts about a bot's account with the fleet. */
export const billingRu = {
  salesStopped:
    '⏸ Продажи ненадолго приостановлены. Всё купленное продолжает работать. Загляните, пожалуйста, чуть позже.',
  still: {
    people:
      '🌙 Бот взял паузу и отвечает не на всё. Купленное продолжает работать, а начатые платежи будут завершены. Загляните, пожалуйста, чуть позже.',
    owners:
      '⛔ Ваш бот остановлен: на его кошельке в системе меньше минимума. Как только кошелёк пополнят, всё продолжится само. Выписка по счёту: {command}',
    alert: 'Бот взял паузу. Всё купленное продолжает работать. Загляните, пожалуйста, чуть позже.',
  },
  statement: {
    title: 'Счёт бота в системе, {from} – {to}',
    soFar: 'Месяц ещё не закончился.',
    opening: 'Остаток на начало: {amount}',
    topUps: 'Пополнения: {amount}',
    sales: 'Проданный трафик: {amount}',
    refunds: 'Возвраты по продажам: {amount}',
    traffic: 'Израсходованный трафик: {amount}',
    adjustments: 'Исправления: {amount}',
    closing: 'Остаток на конец: <b>{amount}</b>',
    owed: 'Израсходовано, но ещё не списано: {amount}',
    none: 'За этот месяц счёта нет. Месяц пишется так: {example}',
  },
  buttons: { earlier: '⬅️ Месяц назад', later: 'Месяц вперёд ➡️' },
  commands: { statement: 'Счёт бота в системе' },
} as const satisfies Translation<typeof billingEn>;
