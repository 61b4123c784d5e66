import { masterOnly, onOff, textPerLanguage, whole } from '#platform/setting-kinds.js';

/** Times in which only admins are served. */
export const maintenanceSettings = {
  maintenance_auto: masterOnly(
    onOff(true, {
      fa: ['تعمیر خودکار', 'وقتی پنل پاسخ ندهد حالت تعمیر خودکار روشن و پس از بازگشت آن خاموش می‌شود.'],
      en: ['Automatic maintenance', 'Maintenance begins when the panel fails and ends when it is back.'],
      ru: [
        'Автоматические работы',
        'Режим включается, когда панель молчит, и выключается, когда она вернулась.',
      ],
    }),
  ),
  maintenance_check_seconds: masterOnly(
    whole(
      { min: 10, max: 3_600, unit: 'seconds', default: 30 },
      {
        fa: ['فاصلهٔ بررسی پنل', 'پنل هر چند ثانیه یک بار بررسی می‌شود.'],
        en: ['Pause between checks', 'How often the panel is checked.'],
        ru: ['Интервал проверки панели', 'Как часто проверяется панель.'],
      },
    ),
  ),
  maintenance_failures: masterOnly(
    whole(
      { min: 1, max: 100, unit: 'pieces', default: 3 },
      {
        fa: ['تعداد خطا', 'پس از این تعداد بررسی ناموفق پیاپی، حالت تعمیر خودکار روشن می‌شود.'],
        en: ['Failures before it begins', 'How many checks in a row must fail before maintenance begins.'],
        ru: ['Сколько сбоев подряд', 'После скольких неудачных проверок подряд режим включается.'],
      },
    ),
  ),
  maintenance_mode: onOff(false, {
    fa: ['حالت تعمیر', 'همه به‌جز مدیران فقط پیام تعمیر را می‌بینند.'],
    en: ['Maintenance', 'Everybody but the admins sees the maintenance text and nothing else.'],
    ru: ['Технические работы', 'Все, кроме админов, видят только сообщение о работах.'],
  }),
  maintenance_text: textPerLanguage({
    fa: ['پیام تعمیر', 'پیام زمان تعمیر به هر زبان، با HTML تلگرام؛ بدون متن، پیام سادهٔ ما.'],
    en: [
      'Maintenance text',
      'What people read meanwhile, as Telegram HTML; a plain text of ours by default.',
    ],
    ru: ['Текст о работах', 'Что видят люди, в HTML Телеграма; по умолчанию простой текст от нас.'],
  }),
};
