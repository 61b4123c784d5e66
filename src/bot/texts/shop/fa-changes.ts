import type { ShopTranslation } from './shape.js';

/** Persian texts about what is replaced, shortened or lost, which is asked first. */
export const changesFa = {
  title: '⚠️ آنچه دارید تغییر می‌کند',
  fromTo: '{before} ← {after}',
  lose: 'آنچه از دست می‌دهید:',
  lostTraffic: '• {traffic} از حجم شما',
  lostUnlimited: '• حجم نامحدود شما',
  lostDevices: '• جای {devices}',
  lostServers: '• بعضی از سرورهایی که اکنون دارید',
  lostDays: '• {days} از مدتی که هم‌اکنون دارید',
  devicesGo:
    'اگر دستگاه‌های بیشتری وصل باشند، پس از تغییر یک روز فرصت دارید انتخاب کنید کدام‌ها حذف شوند؛ پس از آن، دستگاه‌هایی که زودتر اضافه شده‌اند خودبه‌خود حذف می‌شوند.',
  covered: 'پرداختی لازم نیست: باقی‌ماندهٔ پلن فعلی شما کافی است',
  replacesCart: 'این سفارش جای سفارشی را می‌گیرد که برایتان نگه داشته شده است: <b>{what}</b>، {total}.',
  dropCart: 'این سفارش کنار گذاشته شود؟ <b>{what}</b>، {total}. از آن پس حتی با رسیدن پول هم خریده نمی‌شود.',
  removeDevice: 'این دستگاه حذف شود؟ {device}. برای استفاده باید دوباره وصل شود.',
  surplus:
    '⚠️ این اشتراک برای حداکثر {limit} است و دستگاه‌های بیشتری وصل‌اند. لطفاً تا {time} انتخاب کنید کدام‌ها حذف شوند (تعداد: {number})؛ پس از آن، دستگاه‌هایی که زودتر اضافه شده‌اند خودبه‌خود حذف می‌شوند.',
  removed: 'این اشتراک برای حداکثر {limit} است؛ برای همین دستگاه‌هایی که زودتر اضافه شده بودند حذف شدند:',
  offSale: 'پلن «{plan}» دیگر فروخته نمی‌شود. اشتراک شما تا پایان مدتش مثل قبل کار می‌کند.',
  offSaleUnnamed: 'آنچه دارید دیگر فروخته نمی‌شود. اشتراک شما تا پایان مدتش مثل قبل کار می‌کند.',
  instead:
    'به‌جای آن می‌توانید یکی از این‌ها را انتخاب کنید. برای دیدن قیمت کامل، روی آن بزنید؛ هنوز نه پولی کم می‌شود و نه چیزی تغییر می‌کند.',
  nothingInstead: 'فعلاً گزینه‌ای برای جایگزینی نیست.',
  buyToGoOn: 'یکی از گزینه‌های فروش را انتخاب کنید تا با همان لینک دوباره کار کند.',
  renewToGoOn: 'آن را تمدید کنید تا با همان لینک دوباره کار کند.',
  trafficOrRenewal: 'با خرید حجم یا تمدید، دوباره وصل می‌شوید.',
  moreTraffic: 'با خرید حجم، دوباره وصل می‌شوید.',
  renewal: 'با تمدید یا انتخاب پلن دیگر، دوباره وصل می‌شوید.',
} as const satisfies ShopTranslation<'changes'>;

/** Buttons that agree to a change, or take back what was kept. */
export const changeButtonsFa = {
  change: '♻️ بله، تغییر کند',
  changeAndPay: '♻️ تغییر و پرداخت {total}',
  changeLater: '💳 افزایش موجودی و تغییر',
  changeNow: '♻️ پرداخت و تغییر',
  simpleBuy: '⚡ خرید: {days}، {price}',
  simpleExtend: '⚡ تمدید: {days}، {price}',
  simpleChange: '⚡ تغییر پلن: {days}، {price}',
  nothingToPay: 'بدون پرداخت',
  yesDrop: '✖️ بله، کنار گذاشته شود',
  yesRemove: '🗑 بله، حذف شود',
  chooseDevices: '📱 دیدن دستگاه‌ها',
} as const satisfies ShopTranslation<'changeButtons'>;
