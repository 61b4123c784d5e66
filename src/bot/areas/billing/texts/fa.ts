import type { Translation } from '../../../texts/shape.js';
import type { billingEn } from './en.js';

/** Persian texts about a bot's account with the fleet. */
export const billingFa = {
  salesStopped:
    '⏸ فروش برای مدتی متوقف است. هر چه خریده‌اید بی‌وقفه کار می‌کند. لطفاً کمی بعد دوباره سر بزنید.',
  still: {
    people:
      '🌙 این ربات فعلاً در استراحت است و کمتر از همیشه پاسخ می‌دهد. هر چه خریده‌اید بی‌وقفه کار می‌کند و پرداخت‌های در جریان هم به نتیجه می‌رسند. لطفاً کمی بعد دوباره سر بزنید.',
    owners:
      '⛔ ربات شما ایستاده است: موجودی کیف پول آن نزد سامانه از حداقل کمتر است. با افزایش موجودی آن همه چیز خودبه‌خود از سر گرفته می‌شود. گردش حساب: {command}',
    alert: 'ربات فعلاً در استراحت است. هر چه خریده‌اید بی‌وقفه کار می‌کند. لطفاً کمی بعد دوباره سر بزنید.',
  },
  statement: {
    title: 'صورت‌حساب ربات نزد سامانه، {from} تا {to}',
    soFar: 'این ماه هنوز تمام نشده است.',
    opening: 'ماندهٔ اول دوره: {amount}',
    topUps: 'افزایش موجودی: {amount}',
    sales: 'حجم فروخته‌شده: {amount}',
    refunds: 'فروش‌های برگشتی: {amount}',
    traffic: 'حجم مصرف‌شده: {amount}',
    adjustments: 'اصلاحات: {amount}',
    closing: 'ماندهٔ پایان دوره: <b>{amount}</b>',
    owed: 'مصرفی که هنوز حساب نشده: {amount}',
    none: 'برای این ماه صورت‌حسابی نیست. ماه را این‌طور بنویسید: {example}',
  },
  buttons: { earlier: '⬅️ ماه قبل', later: 'ماه بعد ➡️' },
  commands: { statement: 'صورت‌حساب ربات نزد سامانه' },
} as const satisfies Translation<typeof billingEn>;
