import { z } from 'zod';
import { masterOnly, setting, tomanOrNone, whole } from '#platform/setting-kinds.js';

/** The one fixed offer of the feature `simple_purchase`. */
export const simplePurchaseSettings = {
  simple_purchase_days: whole(
    { min: 1, max: 3_650, unit: 'days', default: 30 },
    {
      fa: ['مدت خرید ساده', 'پیشنهاد خرید ساده چند روزه است.'],
      en: ['Length of the simple offer', 'How many days the simple offer lasts.'],
      ru: ['Срок простой покупки', 'На сколько дней простое предложение.'],
    },
  ),
  simple_purchase_devices: whole(
    { min: 1, max: 1_000, unit: 'devices', default: 1 },
    {
      fa: ['دستگاه‌های خرید ساده', 'پیشنهاد خرید ساده روی چند دستگاه کار می‌کند.'],
      en: ['Devices of the simple offer', 'On how many devices the simple offer works.'],
      ru: ['Устройства простой покупки', 'На скольких устройствах работает простое предложение.'],
    },
  ),
  simple_purchase_price_toman: tomanOrNone({
    fa: ['قیمت خرید ساده', 'قیمت پیشنهاد خرید ساده به تومان؛ بدون قیمت نمایش داده نمی‌شود.'],
    en: ['Price of the simple offer', 'What the simple offer costs; without a price it is not shown.'],
    ru: ['Цена простой покупки', 'Сколько стоит простое предложение; без цены не показывается.'],
  }),
  simple_purchase_squad: masterOnly(
    setting(
      'text',
      { schema: z.uuid().nullable(), default: null },
      {
        fa: ['سرور خرید ساده', 'شناسهٔ گروه سرور پیشنهاد خرید ساده؛ پیش‌فرض: یکی از گروه‌های موجود.'],
        en: [
          'Server of the simple offer',
          'Squad that the simple offer gives; one of those at hand by default.',
        ],
        ru: ['Сервер простой покупки', 'Сквад простого предложения; по умолчанию один из доступных.'],
      },
    ),
  ),
  simple_purchase_traffic_gb: whole(
    { min: 0, max: 100_000, unit: 'gigabytes', default: 0 },
    {
      fa: ['حجم خرید ساده', 'حجم پیشنهاد خرید ساده به گیگابایت؛ ۰: نامحدود.'],
      en: ['Traffic of the simple offer', 'How much traffic the simple offer has; 0 is unlimited.'],
      ru: ['Трафик простой покупки', 'Сколько трафика в простом предложении; 0 без ограничения.'],
    },
  ),
};
