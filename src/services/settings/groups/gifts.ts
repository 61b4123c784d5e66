import { oneOf, whole } from '#platform/setting-kinds.js';

/** Plans that people buy for somebody else, where the feature `gifts` is on. What is sold keeps the terms of its day. */
export const giftSettings = {
  gift_days_valid: whole(
    { min: 1, max: 3_650, unit: 'days', default: 365 },
    {
      fa: ['مهلت هدیه', 'هدیه تا این چند روز پس از خرید دریافت می‌شود.'],
      en: ['Time to take a gift', 'How long after the purchase a gift can be taken.'],
      ru: ['Срок подарка', 'Сколько дней после покупки подарок можно получить.'],
    },
  ),
  gift_refund: oneOf(['any_time', 'first_days', 'at_end', 'never'], 'any_time', {
    fa: [
      'بازگشت وجه هدیه',
      'پول هدیه‌ای که کسی نگرفته به کیف پول خریدار برمی‌گردد: any_time هر زمان و در پایان مهلت، first_days فقط در روزهای اول، at_end فقط در پایان مهلت، never هرگز.',
    ],
    en: [
      'Refund of a gift',
      'When the money of a gift that nobody took returns to its buyer’s wallet: any_time on demand and at the end, first_days on demand in the first days only, at_end by itself at the end only, never.',
    ],
    ru: [
      'Возврат подарка',
      'Когда деньги за неполученный подарок возвращаются на баланс: any_time по просьбе и в конце срока, first_days только в первые дни, at_end только в конце срока, never никогда.',
    ],
  }),
  gift_refund_days: whole(
    { min: 1, max: 3_650, unit: 'days', default: 14 },
    {
      fa: ['روزهای اول هدیه', 'با first_days، خریدار تا این چند روز پول هدیهٔ گرفته‌نشده را پس می‌گیرد.'],
      en: ['First days of a gift', 'With first_days: how long its buyer may have the money back.'],
      ru: ['Первые дни подарка', 'При first_days: сколько дней покупатель может вернуть деньги.'],
    },
  ),
};
