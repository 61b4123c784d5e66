import type { ShopTranslation } from './shape.js';

/** Buttons about what is sold. */
export const shopButtonsFa = {
  buy: '🛒 خرید',
  buyAnother: '🛒 خرید اشتراک دیگر',
  subscriptions: '🔑 اشتراک‌های من',
  subscription: '🔑 اشتراک من',
  wallet: '👛 کیف پول: {balance}',
  trial: '🎁 امتحان رایگان',
  trialPaid: '🎁 آزمایشی با {price}',
  startTrial: '🎁 شروع اشتراک آزمایشی',
  cart: '🧺 سفارش شما: {total}',
  plan: '{name}: {price}',
  pay: '✅ پرداخت {total}',
  confirm: '✅ تأیید',
  payLater: '💳 افزایش موجودی و خرید',
  leaveOut: '✖️ بدون {what} ({price} کمتر)',
  takeIn: '➕ همراه {what} ({price})',
  payNow: '✅ پرداخت',
  dropCart: '✖️ کنار گذاشتن سفارش',
  otherPlans: '⬅️ پلن‌های دیگر',
  back: '⬅️ بازگشت',
  newer: '⬅️ تازه‌تر',
  older: 'قدیمی‌تر ➡️',
  previous: '⬅️ قبلی',
  next: 'بعدی ➡️',
  topUp: '➕ افزایش موجودی',
  history: '📜 گردش حساب',
  topUpBySupport: '💬 پرداخت از طریق پشتیبانی',
  connect: '🚀 اتصال',
  qr: '🔳 کد تصویری',
  copyLink: '📋 کپی لینک',
  refresh: '🔄 به‌روزرسانی',
  renewOrChange: '♻️ تمدید یا تغییر پلن',
  devices: '📱 دستگاه‌ها',
  manage: '⚙️ مدیریت',
  addTraffic: '➕ حجم',
  addDevices: '➕ دستگاه',
  resetTraffic: '🔁 صفر کردن مصرف با {price}',
  autopay: '🔂 تمدید خودکار',
  autopayOff: '⏸ خاموش شود',
  rename: '✏️ تغییر اسم',
  clearName: '✖️ بدون اسم',
  reissue: '🔗 لینک جدید',
  yesReissue: '🔗 بله، لینک جدید',
  removeDevice: '🗑 حذف {number}',
  removeAllDevices: '🗑 حذف همه',
  yesRemoveAll: '🗑 بله، همه حذف شوند',
  trafficPackage: '{traffic}: {price}',
  devicePackage: '{devices}: {price}',
  install: '⬇️ نصب {app}',
  addToApp: '🔗 افزودن اشتراک',
  subscriptionPage: '🌐 باز کردن صفحهٔ اشتراک',
  downloadHapp: '⬇️ دریافت هپ',
} as const satisfies ShopTranslation<'buttons'>;

/** Short answers to taps. */
export const shopAlertsFa = {
  refreshing: 'در حال به‌روزرسانی…',
  removing: 'دستگاه در حال حذف است…',
  removingAll: 'دستگاه‌ها در حال حذف هستند…',
  noLinkYet: 'لینک در حال ساخته شدن است و تا چند لحظهٔ دیگر می‌رسد.',
} as const satisfies ShopTranslation<'alerts'>;

/** Counted words. */
export const shopCountsFa = {
  gigabytes: { other: '{count} گیگابایت' },
  devices: { other: '{count} دستگاه' },
} as const satisfies ShopTranslation<'counts'>;

/** Words for amounts. */
export const amountsFa = {
  unlimited: 'حجم نامحدود',
  gigabytes: '{amount} گیگابایت',
  megabytes: '{amount} مگابایت',
} as const satisfies ShopTranslation<'amounts'>;
