import type { Translation } from '../../../texts/shape.js';
import type { campaignsEn } from './en.js';

/** Persian texts about what people get who come by an advertising link. */
export const campaignsFa = {
  gift: {
    balance: '🎁 هدیهٔ خوشامد: {amount} به کیف پول شما اضافه شد.',
    subscription:
      '🎁 هدیهٔ خوشامد: یک اشتراک {days} با {traffic} برای {devices}. لینک آن تا چند لحظهٔ دیگر می‌رسد.',
    percent: {
      any: '🎁 هدیهٔ خوشامد: {percent} درصد تخفیف برای خرید یا تمدید بعدی شما، تا {date}.',
      purchase: '🎁 هدیهٔ خوشامد: {percent} درصد تخفیف برای خرید بعدی شما، تا {date}.',
      renewal: '🎁 هدیهٔ خوشامد: {percent} درصد تخفیف برای تمدید بعدی شما، تا {date}.',
    },
    sum: {
      any: '🎁 هدیهٔ خوشامد: {amount} تخفیف برای خرید یا تمدید بعدی شما، تا {date}.',
      purchase: '🎁 هدیهٔ خوشامد: {amount} تخفیف برای خرید بعدی شما، تا {date}.',
      renewal: '🎁 هدیهٔ خوشامد: {amount} تخفیف برای تمدید بعدی شما، تا {date}.',
    },
    somePlans: 'این تخفیف برای بعضی از پلن‌هاست و در قیمت آن‌ها دیده می‌شود.',
  },
  waits: '🎁 یک هدیهٔ خوشامد در انتظار شماست: یک اشتراک آزمایشی.',
  returned: {
    plain: 'متأسفیم، نتوانستیم اشتراک هدیهٔ شما را راه‌اندازی کنیم. لطفاً به پشتیبانی پیام بدهید.',
    withTrial:
      'متأسفیم، نتوانستیم اشتراک هدیهٔ شما را راه‌اندازی کنیم. به‌جای آن می‌توانید اشتراک آزمایشی بگیرید.',
  },
} as const satisfies Translation<typeof campaignsEn>;
