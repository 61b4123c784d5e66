import type { Translation } from '../../../texts/shape.js';
import type { reportsEn } from './en.js';

/** Russian texts of reports about a bot or the fleet. */
export const reportsRu = {
  title: {
    day: '📊 Отчёт за {day}',
    days: '📊 Отчёт, {from} – {to}',
    fleet: 'Вся система, ботов: {bots}',
  },
  quiet: 'Ничего не произошло.',
  newUsers: '👤 Регистрации: <b>{count}</b> ({before})',
  trials: '🎁 Пробные: <b>{count}</b> ({before})',
  conversions: '🤝 Первые покупки после пробного: <b>{count}</b> ({before})',
  conversionsOf: '🤝 Первые покупки после пробного: <b>{count}</b>, {percent} % пробных ({before})',
  sales: '🛒 Продажи: <b>{count}</b>, {amount} ({before})',
  revenue: '💰 Выручка: <b>{amount}</b> ({before})',
  method: '• {method}: {count}, {amount}',
  otherMethods: '• Другие способы: {count}, {amount}',
  refunds: '↩️ Отменённые продажи: <b>{count}</b>, {amount} ({before})',
  returned: '🔙 Возвращено плательщикам: {count}, {amount}',
  active: '📦 Активны сейчас: <b>{active}</b>, пробных: {trials}',
  ending: '⏳ Закончатся за 24 часа: <b>{day}</b>, за 7 дней: {week}',
  failed: '⚠️ Неудавшиеся задания, требуют внимания: {count}',
  undone: '⚠️ Задания, которые ждут больше часа: {count}',
  brackets: {
    day: 'В скобках: предыдущий день · среднее за семь дней до него.',
    week: 'В скобках: предыдущие семь дней.',
    month: 'В скобках: предыдущие тридцать дней.',
  },
  legend: '🟩 Выручка и 🟦 регистрации за 14 дней, последний день справа.',
  buttons: { day: '📅 День', week: '🗓 Неделя', month: '📆 Месяц', chart: '📈 График' },
  commands: { report: 'Отчёт за день, неделю или месяц' },
} as const satisfies Translation<typeof reportsEn>;
