import type { Translation } from '../../../texts/shape.js';
import type { reportsEn } from './en.js';

/** Persian texts of reports about a bot or the fleet. */
export const reportsFa = {
  title: {
    day: '📊 گزارش {day}',
    days: '📊 گزارش {from} تا {to}',
    fleet: 'همهٔ ربات‌های سامانه، تعداد: {bots}',
  },
  quiet: 'اتفاقی نیفتاد.',
  newUsers: '👤 ثبت‌نام: <b>{count}</b> ({before})',
  trials: '🎁 اشتراک آزمایشی: <b>{count}</b> ({before})',
  conversions: '🤝 اولین خرید پس از آزمایشی: <b>{count}</b> ({before})',
  conversionsOf: '🤝 اولین خرید پس از آزمایشی: <b>{count}</b>، {percent}٪ آزمایشی‌ها ({before})',
  sales: '🛒 فروش: <b>{count}</b>، {amount} ({before})',
  revenue: '💰 درآمد: <b>{amount}</b> ({before})',
  method: '• {method}: {count}، {amount}',
  otherMethods: '• روش‌های دیگر: {count}، {amount}',
  refunds: '↩️ فروش‌های برگشتی: <b>{count}</b>، {amount} ({before})',
  returned: '🔙 پس‌داده به پرداخت‌کننده: {count}، {amount}',
  active: '📦 فعال در این لحظه: <b>{active}</b>، آزمایشی: {trials}',
  ending: '⏳ پایان تا ۲۴ ساعت دیگر: <b>{day}</b>، تا ۷ روز دیگر: {week}',
  failed: '⚠️ کارهای ناموفق که باید بررسی شوند: {count}',
  undone: '⚠️ کارهایی که بیش از یک ساعت در انتظارند: {count}',
  brackets: {
    day: 'داخل پرانتز: روز پیش از آن · میانگین هفت روز پیش از آن.',
    week: 'داخل پرانتز: هفت روز پیش از آن.',
    month: 'داخل پرانتز: سی روز پیش از آن.',
  },
  legend: '🟩 درآمد و 🟦 ثبت‌نام در ۱۴ روز؛ تازه‌ترین روز در سمت راست است.',
  buttons: { day: '📅 روز', week: '🗓 هفته', month: '📆 ماه', chart: '📈 نمودار' },
  commands: { report: 'گزارش روز، هفته یا ماه' },
} as const satisfies Translation<typeof reportsEn>;
