import { line, masterOnly, onOff, squads, tomanAmount, whole } from '#platform/setting-kinds.js';

/** What the panel takes as a tag. */
export const panelTag = {
  pattern: /^[A-Z0-9_]{1,16}$/,
  shape: 'must be 1 to 16 of the characters A-Z, 0-9 and _',
  max: 16,
};

/** The trial, where the feature `trial_subscription` is on. */
export const trialSettings = {
  trial_days: whole(
    { min: 1, max: 365, unit: 'days', default: 3 },
    {
      fa: ['مدت آزمایشی', 'اشتراک آزمایشی چند روز طول می‌کشد.'],
      en: ['Length of the trial', 'How many days a trial lasts.'],
      ru: ['Длина пробного периода', 'Сколько дней длится пробный период.'],
    },
  ),
  trial_devices: whole(
    { min: 1, max: 100, unit: 'devices', default: 2 },
    {
      fa: ['دستگاه‌های آزمایشی', 'اشتراک آزمایشی روی چند دستگاه کار می‌کند.'],
      en: ['Devices of the trial', 'On how many devices a trial works.'],
      ru: ['Устройства пробного периода', 'На скольких устройствах работает пробный период.'],
    },
  ),
  trial_panel_tag: masterOnly(
    line(panelTag, {
      fa: ['برچسب آزمایشی در پنل', 'برچسب حساب‌های آزمایشی در پنل؛ پیش‌فرض: هیچ.'],
      en: ['Panel tag of trials', 'Tag of trial accounts on the panel; none by default.'],
      ru: ['Метка пробных на панели', 'Метка пробных аккаунтов на панели; по умолчанию нет.'],
    }),
  ),
  trial_payment_required: onOff(false, {
    fa: ['آزمایشی پولی', 'برای گرفتن اشتراک آزمایشی باید مبلغ آن پرداخت شود.'],
    en: ['Paid trial', 'The trial has a price that is paid from the balance.'],
    ru: ['Платный пробный период', 'Пробный период оплачивается с баланса.'],
  }),
  trial_price_toman: tomanAmount(0, {
    fa: ['قیمت آزمایشی', 'قیمت اشتراک آزمایشی به تومان، اگر پولی باشد.'],
    en: ['Price of the trial', 'What the trial costs where it is paid for.'],
    ru: ['Цена пробного периода', 'Сколько стоит пробный период, если он платный.'],
  }),
  trial_rest_kept: onOff(false, {
    fa: ['حفظ روزهای باقی‌مانده', 'روزهای استفاده‌نشدهٔ آزمایشی به اولین خرید اضافه می‌شود.'],
    en: ['Rest of the trial is kept', 'The unused days of the trial are added to the first purchase.'],
    ru: ['Остаток сохраняется', 'Неиспользованные дни пробного прибавляются к первой покупке.'],
  }),
  trial_squads: masterOnly(
    squads({
      fa: ['سرورهای آزمایشی', 'شناسهٔ گروه‌های سروری که آزمایشی می‌دهد؛ خالی: یکی از گروه‌های مجاز.'],
      en: ['Servers of the trial', 'Squads that a trial gives; when empty, one of those marked for trials.'],
      ru: ['Серверы пробного периода', 'Сквады пробного периода; если пусто, один из отмеченных для него.'],
    }),
  ),
  trial_traffic_gb: whole(
    { min: 0, max: 100_000, unit: 'gigabytes', default: 10 },
    {
      fa: ['حجم آزمایشی', 'حجم اشتراک آزمایشی به گیگابایت؛ ۰: نامحدود.'],
      en: ['Traffic of the trial', 'How much traffic a trial has; 0 is unlimited.'],
      ru: ['Трафик пробного периода', 'Сколько трафика даёт пробный период; 0 без ограничения.'],
    },
  ),
};
