import type { Translation } from '../../../texts/shape.js';
import type { serversEn } from './en.js';

/** Persian texts about how the servers are. */
export const serversFa = {
  title: 'وضعیت سرورها',
  allUp: 'همهٔ سرورها فعال‌اند. زمان بررسی: {time}.',
  someUp: 'از {all} سرور، {up} سرور فعال است. زمان بررسی: {time}.',
  none: 'فعلاً سروری برای نمایش نیست.',
  stale:
    'در حال حاضر نمی‌توانیم سرورها را ببینیم. وضعیت زیر مربوط به {time} است و شاید حالا فرق کرده باشد. لطفاً چند دقیقهٔ دیگر دوباره نگاه کنید.',
  unseen: 'در حال حاضر نمی‌توانیم سرورها را ببینیم. لطفاً چند دقیقهٔ دیگر دوباره نگاه کنید.',
  online: '🟢 فعال: {flag} {name}',
  connecting: '🟡 در حال اتصال: {flag} {name}',
  offline: '🔴 قطع: {flag} {name}',
  buttons: {
    status: '📡 وضعیت سرورها',
    refresh: '🔄 بررسی دوباره',
    earlier: '⬅️ صفحهٔ قبل',
    later: 'صفحهٔ بعد ➡️',
  },
} as const satisfies Translation<typeof serversEn>;
