import type { Translation } from '../../../texts/shape.js';
import type { levelsEn } from './en.js';

/** Persian texts about groups of people who pay less. */
export const levelsFa = {
  title: 'سطح‌های تخفیف',
  spent: 'مجموع خرید شما تا امروز: {spent}',
  name: '<b>{name}</b>',
  counts: '✅ سطح فعلی شما',
  member: '✔️ به این سطح رسیده‌اید',
  missing: 'با {needed} خرید؛ {missing} دیگر مانده است',
  off: {
    period: '• {percent} درصد تخفیف پلن برای {days}',
    traffic: '• {percent} درصد تخفیف حجم اضافه',
    devices: '• {percent} درصد تخفیف دستگاه اضافه',
  },
  how: 'هر مبلغی که برای پلن، حجم و دستگاه می‌پردازید حساب می‌شود. سطحی که به آن رسیده‌اید برای شما می‌ماند و خریدهای بعدی‌تان ارزان‌تر می‌شود.',
  none: 'فعلاً سطحی وجود ندارد.',
  buttons: { levels: '🏅 سطح‌های تخفیف' },
} as const satisfies Translation<typeof levelsEn>;
