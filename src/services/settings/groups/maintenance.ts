import { masterOnly, onOff, own, textPerLanguage, whole } from '#platform/setting-kinds.js';

/** Times in which only admins are served. */
export const maintenanceSettings = {
  maintenance_auto: masterOnly(
    onOff(true, {
      fa: [
        'تعمیر خودکار',
        'وقتی پنل پاسخ ندهد حالت تعمیر خودکار روشن و پس از بازگشت آن خاموش می‌شود؛ آنچه دستی روشن شده می‌ماند.',
      ],
      en: [
        'Automatic maintenance',
        'Maintenance begins when the panel fails and ends when it is back; what was switched on by hand stays.',
      ],
      ru: [
        'Автоматические работы',
        'Режим включается, когда панель молчит, и выключается, когда она вернулась; включённое вручную остаётся.',
      ],
    }),
  ),
  maintenance_check_seconds: masterOnly(
    whole(
      { min: 10, max: 3_600, unit: 'seconds', default: 30 },
      {
        fa: ['فاصلهٔ بررسی پنل', 'پنل برای این ربات هر چند ثانیه یک بار بررسی‌شده به شمار می‌آید.'],
        en: ['Pause between checks', 'How often the panel counts as checked for this bot.'],
        ru: ['Интервал проверки панели', 'Как часто панель считается проверенной для этого бота.'],
      },
    ),
  ),
  maintenance_failures: masterOnly(
    whole(
      { min: 1, max: 100, unit: 'pieces', default: 3 },
      {
        fa: [
          'تعداد بررسی پیاپی',
          'پس از این تعداد بررسی ناموفق پیاپی حالت تعمیر خودکار روشن، و پس از همین تعداد بررسی موفق خاموش می‌شود.',
        ],
        en: [
          'Checks in a row',
          'How many checks in a row must fail before maintenance begins, and succeed before it ends.',
        ],
        ru: [
          'Проверок подряд',
          'После скольких неудачных проверок подряд режим включается и после скольких удачных выключается.',
        ],
      },
    ),
  ),
  maintenance_mode: own(
    onOff(false, {
      fa: ['حالت تعمیر', 'همه به‌جز مدیران فقط پیام تعمیر را می‌بینند؛ پرداخت‌ها و رسیدها پذیرفته می‌شوند.'],
      en: [
        'Maintenance',
        'Everybody but the admins sees the maintenance text alone; payments and receipts go on.',
      ],
      ru: [
        'Технические работы',
        'Все, кроме админов, видят только сообщение о работах; платежи и чеки принимаются.',
      ],
    }),
  ),
  maintenance_reason: own(
    textPerLanguage({
      fa: ['دلیل تعمیر', 'جمله‌ای به هر زبان که زیر پیام تعمیرِ دستی می‌آید و مدیران هم می‌بینند.'],
      en: [
        'Reason of maintenance',
        'A sentence that stands below the text while it is on by hand; admins read it too.',
      ],
      ru: ['Причина работ', 'Фраза под сообщением о работах, включённых вручную; её видят и админы.'],
    }),
  ),
  maintenance_text: textPerLanguage({
    fa: ['پیام تعمیر', 'پیام زمان تعمیر به هر زبان، با HTML تلگرام؛ بدون متن، پیام سادهٔ ما.'],
    en: [
      'Maintenance text',
      'What people read meanwhile, as Telegram HTML; a plain text of ours by default.',
    ],
    ru: ['Текст о работах', 'Что видят люди, в HTML Телеграма; по умолчанию простой текст от нас.'],
  }),
};
