import type { Translation } from '../../../texts/shape.js';
import type { sharedEn } from './en.js';

/** Persian texts about what every area uses. */
export const sharedFa = {
  counts: {
    gigabytes: { other: '{count} گیگابایت' },
    devices: { other: '{count} دستگاه' },
    hours: { other: '{count} ساعت' },
    minutes: { other: '{count} دقیقه' },
    days: { other: '{count} روز' },
  },
  amounts: { unlimited: 'حجم نامحدود', gigabytes: '{amount} گیگابایت', megabytes: '{amount} مگابایت' },
  fallbacks: { name: 'دوست عزیز' },
  toman: { other: '{count} تومان' },
  alerts: {
    staleButton: 'این دکمه دیگر فعال نیست؛ منوی تازه را ببینید.',
    blocked: 'دسترسی شما به این ربات مسدود شده است.',
  },
  buttons: { back: '⬅️ بازگشت', support: '💬 پشتیبانی', menu: '🏠 منوی اصلی' },
  errors: {
    'server.bug':
      'متأسفیم، مشکلی از سمت ما پیش آمد و همکارانمان باخبر شدند. لطفاً کمی بعد دوباره امتحان کنید.',
  },
} as const satisfies Translation<typeof sharedEn>;
