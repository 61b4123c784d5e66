import { onOff, whole, wholes } from '#platform/setting-kinds.js';

/** Renewal from the balance, where the feature `auto_renewal` is on. */
export const autopaySettings = {
  autopay_by_default: onOff(false, {
    fa: ['تمدید خودکار پیش‌فرض', 'تمدید خودکار برای هر اشتراک جدید از ابتدا روشن است.'],
    en: ['Autopay by default', 'Autopay is on for every new subscription from the start.'],
    ru: ['Автопродление по умолчанию', 'У каждой новой подписки автопродление включено сразу.'],
  }),
  autopay_days_before: whole(
    { min: 1, max: 30, unit: 'days', default: 3 },
    {
      fa: ['چند روز پیش از پایان', 'تمدید خودکار چند روز مانده به پایان اشتراک انجام می‌شود.'],
      en: ['Days before the end', 'How many days before its end a subscription is renewed.'],
      ru: ['За сколько дней до конца', 'За сколько дней до окончания подписка продлевается.'],
    },
  ),
  autopay_days_choices: wholes(
    { min: 1, max: 30, unit: 'days', default: [1, 3, 7, 14] },
    {
      fa: ['گزینه‌های کاربر', 'کاربر از میان این تعداد روزها زمان تمدید خودکار را انتخاب می‌کند.'],
      en: ['Choices of people', 'Numbers of days before the end that people choose from.'],
      ru: ['Варианты для людей', 'Из скольких дней до окончания может выбрать человек.'],
    },
  ),
  autopay_most_rise_percent: whole(
    { min: 0, max: 1_000, unit: 'percent', default: 20 },
    {
      fa: [
        'بیشترین افزایش قیمت',
        'اگر قیمت تمدید از آخرین خرید بیش از این درصد گران‌تر باشد، اول از کاربر پرسیده می‌شود.',
      ],
      en: [
        'Greatest price rise',
        'When a renewal costs more than that above the last purchase, its owner is asked first.',
      ],
      ru: [
        'Наибольший рост цены',
        'Если продление дороже последней покупки больше чем на столько, сначала спрашивается согласие.',
      ],
    },
  ),
  autopay_retry_hours: whole(
    { min: 1, max: 168, unit: 'hours', default: 6 },
    {
      fa: ['فاصلهٔ تلاش دوباره', 'اگر موجودی کافی نباشد، پس از این چند ساعت دوباره تلاش می‌شود.'],
      en: ['Pause between tries', 'How long to wait before trying again when the balance was too low.'],
      ru: ['Пауза между попытками', 'Через сколько часов повторить, если на балансе не хватило денег.'],
    },
  ),
};
