import { onOff, own, someOf, timeOfDay, whole, wholeOrNone, wholes } from '#platform/setting-kinds.js';

/** What admins hear of, one by one. */
const adminNoticeKinds = [
  'ban',
  'campaign',
  'change',
  'failure',
  'gift',
  'maintenance',
  'partner',
  'promo_code',
  'promo_group',
  'purchase',
  'referral',
  'renewal',
  'ticket',
  'trial',
] as const;
/** What they may hear of once something tells of it; `traffic` has a switch of its own (`traffic_alarm`). */
const plannedNoticeKinds = ['top_up', 'traffic'];

const topic = { min: 1, max: 2_147_483_647, unit: 'pieces' } as const;
const percent = { min: 0, max: 100, unit: 'percent' } as const;
const validity = { min: 1, max: 168, unit: 'hours', default: 24 } as const;

/** What people are told by themselves, and what admins hear in their chat. */
export const notificationSettings = {
  admin_notice_kinds: someOf(
    adminNoticeKinds,
    adminNoticeKinds,
    {
      fa: ['موضوع اعلان‌های مدیران', 'مدیران از این رویدادها باخبر می‌شوند.'],
      en: ['Notices to admins about', 'The events that admins hear of.'],
      ru: ['О чём узнают админы', 'События, о которых сообщается админам.'],
    },
    plannedNoticeKinds,
  ),
  admin_notices: onOff(false, {
    fa: [
      'اعلان به مدیران',
      'خرید، اشتراک آزمایشی، ثبت‌نام از کمپین، بازگشت وجه و خرابی سرورها به گفت‌وگوی مدیران فرستاده می‌شود.',
    ],
    en: [
      'Notices to admins',
      'Sales, trials, registrations by campaigns, refunds and servers in trouble are told in the chat of the admins.',
    ],
    ru: [
      'Уведомления админам',
      'Продажи, пробные периоды, регистрации из кампаний, возвраты и сбои серверов приходят в чат админов.',
    ],
  }),
  channel_left_notice: onOff(true, {
    fa: ['اعلان خروج از کانال', 'به کاربر آزمایشی که از کانال خارج شود گفته می‌شود که برگردد.'],
    en: [
      'Notice: left the channel',
      'People on trial are told when they left the channel and must come back.',
    ],
    ru: ['Сообщение о выходе из канала', 'Человеку с пробным периодом говорят, что он вышел из канала.'],
  }),
  daily_report: onOff(false, {
    fa: ['گزارش روزانه', 'هر روز گزارشی از کاربران، فروش و پرداخت‌ها به مدیران فرستاده می‌شود.'],
    en: ['Daily report', 'Admins get a report of people, sales and payments every day.'],
    ru: ['Ежедневный отчёт', 'Админы каждый день получают отчёт о людях, продажах и платежах.'],
  }),
  daily_report_time: timeOfDay('10:00', {
    fa: ['ساعت گزارش', 'گزارش روزانه در این ساعت فرستاده می‌شود.'],
    en: ['Time of the report', 'When the daily report is sent.'],
    ru: ['Время отчёта', 'Когда отправляется ежедневный отчёт.'],
  }),
  expired_reminder: onOff(true, {
    fa: ['یادآوری پس از پایان', 'یک روز پس از پایان اشتراک به کاربر یادآوری می‌شود.'],
    en: ['Reminder after the end', 'People are reminded a day after their subscription ended.'],
    ru: ['Напоминание после окончания', 'Через день после окончания подписки человеку напоминают о ней.'],
  }),
  expiry_warning_days: wholes(
    { min: 1, max: 30, unit: 'days', default: [3, 1] },
    {
      fa: ['هشدار پیش از پایان', 'چند روز مانده به پایان اشتراک به کاربر هشدار داده می‌شود.'],
      en: [
        'Warnings before the end',
        'How many days before the end of a paid subscription people are warned.',
      ],
      ru: ['Предупреждения до окончания', 'За сколько дней до конца платной подписки предупреждать.'],
    },
  ),
  notifications_enabled: onOff(true, {
    fa: [
      'پیام‌های یادآوری',
      'هشدارهای پیش از پایان اشتراک و حجم، یادآوری آزمایشی بی‌استفاده و پیام‌های پس از پایان فرستاده می‌شود.',
    ],
    en: [
      'Reminders',
      'Warnings of the end and of used traffic, reminders of unused trials and after the end are sent at all.',
    ],
    ru: [
      'Напоминания',
      'Предупреждения об окончании и о трафике, напоминания о неиспользованном пробном и после окончания.',
    ],
  }),
  report_topic_id: own(
    wholeOrNone(topic, {
      fa: ['تاپیک گزارش', 'شمارهٔ تاپیک گزارش‌ها در گروه مدیران؛ بدون آن، تاپیک عمومی.'],
      en: [
        'Topic of reports',
        'Forum topic of the reports in the chat of the admins; the general one if none.',
      ],
      ru: ['Тема отчётов', 'Тема для отчётов в чате админов; если нет, общая.'],
    }),
  ),
  ticket_topic_id: own(
    wholeOrNone(topic, {
      fa: [
        'تاپیک تیکت‌ها',
        'شمارهٔ تاپیک گروه مدیران که همهٔ تیکت‌ها در آن می‌آیند؛ بدون آن، هر تیکت تاپیک خودش را دارد.',
      ],
      en: [
        'Topic of tickets',
        'Forum topic of the chat of the admins that takes all tickets; if none, each ticket has a topic of its own.',
      ],
      ru: [
        'Тема обращений',
        'Тема чата админов для всех обращений; если не задана, у каждого обращения своя тема.',
      ],
    }),
  ),
  traffic_topic_id: own(
    wholeOrNone(topic, {
      fa: ['تاپیک هشدار مصرف', 'شمارهٔ تاپیک هشدارهای مصرف در گروه مدیران؛ بدون آن، تاپیک عمومی.'],
      en: ['Topic of traffic alarms', 'Forum topic of traffic alarms; the general one if none.'],
      ru: ['Тема тревог о трафике', 'Тема для тревог о трафике; если нет, общая.'],
    }),
  ),
  trial_unused_hours: wholes(
    { min: 1, max: 168, unit: 'hours', default: [1, 24] },
    {
      fa: ['یادآوری آزمایشی بی‌استفاده', 'چند ساعت پس از شروع به کسی که هنوز وصل نشده کمک پیشنهاد می‌شود.'],
      en: [
        'Reminders of an unused trial',
        'After how many hours people who never connected are offered help.',
      ],
      ru: ['Напоминания о пробном', 'Через сколько часов предложить помощь тому, кто не подключился.'],
    },
  ),
  trial_warning_hours: whole(
    { min: 1, max: 72, unit: 'hours', default: 2 },
    {
      fa: ['هشدار پایان آزمایشی', 'چند ساعت مانده به پایان آزمایشی به کاربر هشدار داده می‌شود.'],
      en: ['Warning before a trial ends', 'How many hours before the end of a trial people are warned.'],
      ru: ['Предупреждение о конце пробного', 'За сколько часов до конца пробного периода предупреждать.'],
    },
  ),
  winback_first: onOff(true, {
    fa: ['پیشنهاد اول بازگشت', 'دو روز پس از پایان اشتراک تخفیفی پیشنهاد می‌شود.'],
    en: ['First win-back offer', 'A discount is offered two days after the end of a subscription.'],
    ru: ['Первое предложение вернуться', 'Через два дня после окончания подписки предлагается скидка.'],
  }),
  winback_first_hours: whole(validity, {
    fa: ['اعتبار پیشنهاد اول', 'پیشنهاد اول بازگشت چند ساعت اعتبار دارد.'],
    en: ['First offer valid for', 'How long the first win-back offer holds.'],
    ru: ['Срок первого предложения', 'Сколько часов действует первое предложение.'],
  }),
  winback_first_percent: whole(
    { ...percent, default: 10 },
    {
      fa: ['تخفیف پیشنهاد اول', 'درصد تخفیف پیشنهاد اول بازگشت.'],
      en: ['Discount of the first offer', 'Percent off in the first win-back offer.'],
      ru: ['Скидка первого предложения', 'Процент скидки в первом предложении.'],
    },
  ),
  winback_second: onOff(true, {
    fa: ['پیشنهاد دوم بازگشت', 'چند روز بعد تخفیف بزرگ‌تری پیشنهاد می‌شود.'],
    en: ['Second win-back offer', 'A greater discount is offered some days later.'],
    ru: ['Второе предложение вернуться', 'Несколькими днями позже предлагается скидка побольше.'],
  }),
  winback_second_days: whole(
    { min: 3, max: 60, unit: 'days', default: 5 },
    {
      fa: ['زمان پیشنهاد دوم', 'پیشنهاد دوم چند روز پس از پایان اشتراک فرستاده می‌شود.'],
      en: ['Second offer after', 'How many days after the end the second offer is made.'],
      ru: ['Когда второе предложение', 'Через сколько дней после окончания делается второе предложение.'],
    },
  ),
  winback_second_hours: whole(validity, {
    fa: ['اعتبار پیشنهاد دوم', 'پیشنهاد دوم بازگشت چند ساعت اعتبار دارد.'],
    en: ['Second offer valid for', 'How long the second win-back offer holds.'],
    ru: ['Срок второго предложения', 'Сколько часов действует второе предложение.'],
  }),
  winback_second_percent: whole(
    { ...percent, default: 20 },
    {
      fa: ['تخفیف پیشنهاد دوم', 'درصد تخفیف پیشنهاد دوم بازگشت.'],
      en: ['Discount of the second offer', 'Percent off in the second win-back offer.'],
      ru: ['Скидка второго предложения', 'Процент скидки во втором предложении.'],
    },
  ),
};
