import {
  line,
  onOff,
  own,
  setting,
  someOf,
  textPerLanguage,
  timeOfDay,
  whole,
} from '#platform/setting-kinds.js';
import { shownLine } from '#platform/text-schemas.js';

const weekDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Help by people: tickets in the bot and a contact outside it, each a feature of its own. */
export const supportSettings = {
  open_tickets_per_user: whole(
    { min: 1, max: 20, unit: 'pieces', default: 1 },
    {
      fa: ['تیکت‌های باز هر نفر', 'هر نفر هم‌زمان چند تیکت باز می‌تواند داشته باشد.'],
      en: ['Open tickets a person', 'How many tickets a person may have open at a time.'],
      ru: ['Открытых обращений на человека', 'Сколько обращений человек может держать открытыми.'],
    },
  ),
  support_menu: onOff(true, {
    fa: ['پشتیبانی در منو', 'دکمهٔ پشتیبانی در منوی اصلی هست.'],
    en: ['Support in the menu', 'The main menu has a support button.'],
    ru: ['Поддержка в меню', 'В главном меню есть кнопка поддержки.'],
  }),
  support_text: textPerLanguage({
    fa: ['متن پشتیبانی', 'متن صفحهٔ پشتیبانی به هر زبان، با HTML تلگرام؛ بدون متن، متن سادهٔ ما.'],
    en: [
      'Support text',
      'The text of the support screen, as Telegram HTML; a plain text of ours by default.',
    ],
    ru: ['Текст поддержки', 'Текст экрана поддержки в HTML Телеграма; по умолчанию простой текст от нас.'],
  }),
  ticket_close_days: whole(
    { min: 0, max: 365, unit: 'days', default: 7 },
    {
      fa: ['بستن خودکار تیکت', 'تیکتی که این چند روز پس از پاسخ پیامی نگیرد بسته می‌شود. ۰: هرگز.'],
      en: [
        'Tickets close by themselves',
        'A ticket is closed when its person says nothing for so long after an answer; 0: never.',
      ],
      ru: [
        'Обращения закрываются сами',
        'Обращение закрывается, если человек столько дней молчит после ответа; 0: никогда.',
      ],
    },
  ),
  ticket_escalate_after: whole(
    { min: 0, max: 20, unit: 'pieces', default: 3 },
    {
      fa: ['خبر به مالک', 'پس از این چند یادآوری، مالک ربات هم از تیکت بی‌پاسخ باخبر می‌شود. ۰: هرگز.'],
      en: [
        'Owners are told',
        'After so many reminders the owners of the bot hear of a ticket too; 0: never.',
      ],
      ru: ['Сообщить владельцам', 'После стольких напоминаний об обращении узнают и владельцы; 0: никогда.'],
    },
  ),
  ticket_group_id: own(
    line(
      { pattern: /^-\d{5,16}$/, shape: 'must be the number of a group, such as -1001234567890' },
      {
        fa: [
          'گروه پشتیبان‌ها',
          'شمارهٔ گروهی که تیکت‌ها به آن می‌روند (‎-100…)؛ بدون آن، گروه مدیران. هر که در آن بنویسد پشتیبان است.',
        ],
        en: [
          'Group of support',
          'Number of the group that tickets go to (-100…); the chat of the admins if none. Whoever writes there answers people.',
        ],
        ru: [
          'Группа поддержки',
          'Номер группы, куда приходят обращения (-100…); если нет, чат админов. Кто пишет там, отвечает людям.',
        ],
      },
    ),
  ),
  ticket_note_prefix: setting(
    'text',
    {
      schema: shownLine(8).regex(/^[^\p{L}\p{N}]+$/u, 'must be of signs, without letters and digits'),
      default: '//',
    },
    {
      fa: ['نشانهٔ یادداشت', 'آنچه پشتیبان با این نشانه آغاز کند یادداشت خودمانی است و به کاربر نمی‌رسد.'],
      en: [
        'Mark of notes',
        'What staff begin with this is a note among themselves; the person never sees it.',
      ],
      ru: [
        'Знак заметки',
        'Сообщение поддержки с этим знаком в начале — внутренняя заметка, человек её не увидит.',
      ],
    },
  ),
  ticket_rating: onOff(true, {
    fa: ['امتیاز به پشتیبانی', 'پس از بسته شدن تیکت از کاربر پرسیده می‌شود چقدر راضی بوده است.'],
    en: ['Rating of the support', 'When a ticket was closed, people are asked how they were helped.'],
    ru: ['Оценка поддержки', 'После закрытия обращения человека спрашивают, как ему помогли.'],
  }),
  ticket_reply_notices: onOff(true, {
    fa: ['صدای پاسخ تیکت', 'پاسخ تیکت با صدای اعلان می‌آید؛ خاموش: بی‌صدا.'],
    en: ['Sound of replies', 'The answer to a ticket comes with a sound; off: silently.'],
    ru: ['Звук ответов', 'Ответ на обращение приходит со звуком; выключено: без звука.'],
  }),
  ticket_sla: onOff(true, {
    fa: ['یادآوری تیکت بی‌پاسخ', 'تیکتی که بی‌پاسخ بماند به مدیران یادآوری می‌شود.'],
    en: ['Reminders of open tickets', 'Admins are reminded of tickets that wait for an answer.'],
    ru: ['Напоминания об обращениях', 'Админам напоминают об обращениях без ответа.'],
  }),
  ticket_sla_minutes: whole(
    { min: 1, max: 10_080, unit: 'minutes', default: 5 },
    {
      fa: ['مهلت پاسخ', 'پس از این چند دقیقه بی‌پاسخ ماندن، یادآوری فرستاده می‌شود.'],
      en: ['Time to answer', 'How long a ticket may wait before admins are reminded.'],
      ru: ['Срок ответа', 'Сколько обращение может ждать до напоминания.'],
    },
  ),
  ticket_sla_repeat_minutes: whole(
    { min: 1, max: 10_080, unit: 'minutes', default: 15 },
    {
      fa: ['تکرار یادآوری', 'یادآوری یک تیکت زودتر از این چند دقیقه تکرار نمی‌شود.'],
      en: ['Repeat of the reminder', 'The reminder of a ticket is not repeated sooner than this.'],
      ru: ['Повтор напоминания', 'Напоминание об обращении не повторяется раньше этого срока.'],
    },
  ),
  ticket_work_days: someOf(weekDays, weekDays, {
    fa: ['روزهای کاری پشتیبانی', 'مهلت پاسخ تیکت فقط در این روزها حساب می‌شود.'],
    en: ['Working days of the support', 'Only on these days does the time to answer a ticket count.'],
    ru: ['Рабочие дни поддержки', 'Срок ответа на обращение идёт только в эти дни.'],
  }),
  ticket_work_from: timeOfDay('00:00', {
    fa: ['آغاز کار پشتیبانی', 'مهلت پاسخ از این ساعت حساب می‌شود؛ برابر با پایان کار: شبانه‌روزی.'],
    en: [
      'Support begins at',
      'From then on the time to answer counts; the same as the end: around the clock.',
    ],
    ru: ['Начало работы поддержки', 'С этого часа идёт срок ответа; совпадает с концом: круглосуточно.'],
  }),
  ticket_work_to: timeOfDay('00:00', {
    fa: ['پایان کار پشتیبانی', 'مهلت پاسخ تا این ساعت حساب می‌شود؛ زودتر از آغاز: تا فردا.'],
    en: ['Support ends at', 'Until then the time to answer counts; earlier than the begin: on the next day.'],
    ru: ['Конец работы поддержки', 'До этого часа идёт срок ответа; раньше начала: на следующий день.'],
  }),
};
