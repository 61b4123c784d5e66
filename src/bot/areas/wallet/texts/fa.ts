import type { Translation } from '../../../texts/shape.js';
import type { walletEn } from './en.js';

/** Persian texts about the wallet and the ways to fill it. */
export const walletFa = {
  topUp: {
    choose: 'روش پرداخت را انتخاب کنید:',
    title: 'افزایش موجودی',
    missing: 'سفارش شما {missing} کم دارد.',
    support: 'لطفاً به پشتیبانی پیام بدهید تا راه پرداخت را بگویند و مبلغ را به کیف پول شما اضافه کنند.',
    none: 'فعلاً افزایش موجودی از اینجا ممکن نیست. لطفاً کمی بعد دوباره سر بزنید.',
  },
  title: 'کیف پول شما',
  balance: 'موجودی: {balance}',
  history: 'گردش کیف پول شما',
  none: 'هنوز گردشی ثبت نشده است.',
  line: '{date}: {what}، <b>{amount}</b>',
  reason: '{line} ({reason})',
  undone: { approval: 'پس گرفتن تأیید پرداخت', reward: 'پس گرفتن پاداش معرفی' },
  types: {
    deposit: 'افزایش موجودی',
    withdrawal: 'برداشت',
    subscription_payment: 'خرید',
    refund: 'بازگشت وجه',
    referral_reward: 'پاداش معرفی',
    campaign_bonus: 'هدیهٔ خوشامد',
    promo_bonus: 'کد تخفیف',
    poll_reward: 'پاداش نظرسنجی',
    adjustment: 'اصلاح',
  },
  buttons: {
    newer: '⬅️ تازه‌تر',
    older: 'قدیمی‌تر ➡️',
    topUp: '➕ افزایش موجودی',
    history: '📜 گردش حساب',
    topUpBySupport: '💬 پرداخت از طریق پشتیبانی',
  },
} as const satisfies Translation<typeof walletEn>;
