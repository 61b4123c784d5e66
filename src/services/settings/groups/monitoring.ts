import { masterOnly, onOff, oneOf, whole } from '#platform/setting-kinds.js';

/** What the fleet watches, cleans up and repairs by itself. */
export const monitoringSettings = {
  inactive_user_months: whole(
    { min: 0, max: 120, unit: 'months', default: 3 },
    {
      fa: [
        'حذف کاربران غیرفعال',
        'اطلاعات کسی که این چند ماه نیامده و نه اشتراکی دارد و نه موجودی، حذف می‌شود؛ ۰: هرگز.',
      ],
      en: [
        'Removal of idle people',
        'Data of people without a subscription and money are erased after so many idle months; 0: never.',
      ],
      ru: [
        'Удаление неактивных',
        'Данные человека без подписки и денег стираются после стольких месяцев тишины; 0: никогда.',
      ],
    },
  ),
  low_balance_grace_hours: masterOnly(
    whole(
      { min: 0, max: 720, unit: 'hours', default: 24 },
      {
        fa: ['مهلت پس از توقف فروش', 'اگر کیف پول ربات پر نشود، این چند ساعت پس از توقف فروش ربات می‌ایستد.'],
        en: [
          'Grace after sales stop',
          'A bot whose wallet stays too low stands still so many hours after its sales stopped.',
        ],
        ru: [
          'Отсрочка после остановки продаж',
          'Если кошелёк не пополнен, бот замирает через столько часов после остановки продаж.',
        ],
      },
    ),
  ),
  panel_removal: masterOnly(
    oneOf(['delete', 'disable'], 'delete', {
      fa: ['حذف از پنل', 'حساب پنل کسی که مدیر او را حذف می‌کند: delete پاک و disable غیرفعال می‌شود.'],
      en: ['Removal on the panel', 'What becomes of the panel account when an admin deletes a person.'],
      ru: ['Удаление на панели', 'Что делать с аккаунтом панели, когда админ удаляет человека.'],
    }),
  ),
  traffic_alarm: onOff(false, {
    fa: ['هشدار مصرف زیاد', 'مدیران از مصرف روزانهٔ غیرعادی باخبر می‌شوند.'],
    en: ['Alarm of heavy traffic', 'Admins are told of unusually heavy use in a day.'],
    ru: ['Тревога о трафике', 'Админы узнают о необычно большом расходе за день.'],
  }),
  traffic_alarm_gb: whole(
    { min: 1, max: 10_000, unit: 'gigabytes', default: 10 },
    {
      fa: ['آستانهٔ هشدار', 'مصرف روزانهٔ یک اشتراک که پس از آن هشدار داده می‌شود، به گیگابایت.'],
      en: ['Threshold of the alarm', 'Use of one subscription in a day from which on the alarm is raised.'],
      ru: ['Порог тревоги', 'Расход одной подписки за день, начиная с которого поднимается тревога.'],
    },
  ),
  traffic_alarm_repeat_hours: whole(
    { min: 1, max: 168, unit: 'hours', default: 24 },
    {
      fa: ['تکرار هشدار', 'هشدار دربارهٔ یک اشتراک زودتر از این چند ساعت تکرار نمی‌شود.'],
      en: ['Repeat of the alarm', 'The alarm about one subscription is not repeated sooner than this.'],
      ru: ['Повтор тревоги', 'О той же подписке тревога не повторяется раньше этого срока.'],
    },
  ),
};
