import { z } from 'zod';
import {
  masterOnly,
  oneOfOrNone,
  onOff,
  own,
  secret,
  setting,
  someOf,
  textPerLanguage,
  texts,
  tomanAmount,
  whole,
  wholeOrNone,
} from '#platform/setting-kinds.js';
import { shownLine } from '#platform/text-schemas.js';
import { isTenantAddress } from '#platform/tenant-address.js';

const rate = { min: 1, max: 1_000_000_000, unit: 'toman' } as const;

const sourceAddress = z
  .string()
  .max(500)
  .refine(isTenantAddress, 'must begin with https:// (http:// in a private network) and hold no # or @');

const messageSecret = secret({
  fa: ['کلید پیامک بانک', 'گوشی شما پیامک‌های بانک را با این کلید امضا می‌کند؛ دست‌کم ۳۲ نویسه.'],
  en: [
    'Secret of bank messages',
    'Your phone signs forwarded bank messages with it; at least 32 characters.',
  ],
  ru: ['Секрет СМС банка', 'Им ваш телефон подписывает пересылаемые СМС банка; не короче 32 символов.'],
});
const longSecret = messageSecret.schema.unwrap().min(32);

/** Top-ups: limits, rates and what people see; the gateways' credentials are in gateways.ts. */
export const paymentSettings = {
  card_instructions_text: textPerLanguage({
    fa: ['راهنمای کارت‌به‌کارت', 'متن کنار شماره کارت به هر زبان، با HTML تلگرام؛ پیش‌فرض: متن سادهٔ ما.'],
    en: ['Card-to-card instructions', 'The text beside the card number; a plain text of ours by default.'],
    ru: ['Инструкция для перевода', 'Текст рядом с номером карты; по умолчанию простой текст от нас.'],
  }),
  card_matching: onOff(false, {
    fa: [
      'تأیید با پیامک بانک',
      'پیامک واریز بانک که گوشی شما می‌فرستد، پرداختی را که با آن جور است تأیید می‌کند.',
    ],
    en: [
      'Matching by bank message',
      "A bank's SMS that your phone forwards approves the one payment that it fits.",
    ],
    ru: [
      'Подтверждение по СМС банка',
      'СМС банка, которую пересылает ваш телефон, подтверждает единственный подходящий платёж.',
    ],
  }),
  card_message_secret: { ...messageSecret, schema: longSecret.nullable() },
  card_message_senders: own(
    texts(
      { each: shownLine(100), most: 50, default: [] },
      {
        fa: [
          'فرستنده‌های پیامک بانک',
          'فقط پیامک این نام‌ها و شماره‌ها پذیرفته می‌شود؛ خالی: فرستنده‌هایی که به نام بانک‌ها می‌شناسیم.',
        ],
        en: [
          'Senders of bank messages',
          'Only messages from these names and numbers count; empty: those that are known as banks.',
        ],
        ru: [
          'Отправители СМС банка',
          'Принимаются только эти имена и номера; пусто: известные нам имена банков.',
        ],
      },
    ),
  ),
  card_open_payments: whole(
    { min: 1, max: 10, unit: 'pieces', default: 3 },
    {
      fa: ['پرداخت‌های باز کارت‌به‌کارت', 'هر نفر هم‌زمان چند پرداخت کارت‌به‌کارت باز می‌تواند داشته باشد.'],
      en: ['Open card-to-card payments', 'How many of them a person may have open at once.'],
      ru: ['Открытые переводы на карту', 'Сколько открытых переводов может быть у человека сразу.'],
    },
  ),
  card_receipt_types: someOf(['image', 'text'], ['image', 'text'], {
    fa: ['نوع رسید', 'رسید کارت‌به‌کارت به چه شکل پذیرفته می‌شود: image عکس، text متن.'],
    en: ['Kinds of receipts', 'In which form receipts of card-to-card payments are accepted.'],
    ru: ['Виды чеков', 'В каком виде принимаются чеки переводов: image фото, text текст.'],
  }),
  card_review_reminder_minutes: whole(
    { min: 0, max: 1_440, unit: 'minutes', default: 30 },
    {
      fa: [
        'یادآوری بررسی رسید',
        'اگر رسیدی این چند دقیقه بررسی نشده بماند، در گروه یادآوری می‌شود. ۰: هرگز.',
      ],
      en: [
        'Reminder of receipts',
        'After so many minutes without a decision reviewers are reminded. 0: never.',
      ],
      ru: ['Напоминание о чеках', 'Через сколько минут без решения напомнить проверяющим. 0: никогда.'],
    },
  ),
  card_rotation_strategy: oneOfOrNone(['round_robin', 'random', 'time_based', 'weighted'], {
    fa: [
      'چرخش کارت‌ها',
      'کارت بعدی چگونه انتخاب می‌شود: به نوبت، تصادفی، زمانی یا وزنی؛ پیش‌فرض: آنچه همهٔ کارت‌ها می‌گویند، وگرنه به نوبت.',
    ],
    en: [
      'Rotation of cards',
      'How the next card is picked: in turn, by chance, by time, by weight. By default as all cards say, else in turn.',
    ],
    ru: [
      'Чередование карт',
      'Как выбирается карта: по очереди, случайно, по времени, по весу. По умолчанию как у всех карт, иначе по очереди.',
    ],
  }),
  card_unique_amount_toman: whole(
    { min: 0, max: 9_999, unit: 'toman', default: 0 },
    {
      fa: [
        'مبلغ یکتا',
        'تا این تعداد تومان به مبلغ افزوده می‌شود تا واریزهای هم‌مبلغ از هم شناخته شوند؛ به کیف پول می‌رود. ۰: هرگز.',
      ],
      en: [
        'Unique amounts',
        'Up to so many toman go on top, so that equal transfers can be told apart; they are credited. 0: never.',
      ],
      ru: [
        'Уникальные суммы',
        'До стольких томанов добавляется, чтобы различать равные переводы; они зачисляются. 0: никогда.',
      ],
    },
  ),
  payment_check_minutes: masterOnly(
    whole(
      { min: 1, max: 1_440, unit: 'minutes', default: 10 },
      {
        fa: ['بررسی پرداخت‌ها', 'پرداخت‌های باز هر چند دقیقه از درگاه پرسیده می‌شوند.'],
        en: ['Check of payments', 'How often open payments are looked up at their gateways.'],
        ru: ['Проверка платежей', 'Как часто открытые платежи проверяются у провайдеров.'],
      },
    ),
  ),
  payment_open_hours: whole(
    { min: 1, max: 168, unit: 'hours', default: 24 },
    {
      fa: ['مهلت پرداخت', 'پرداخت باز پس از این چند ساعت منقضی می‌شود.'],
      en: ['Payments stay open for', 'After this an open payment expires.'],
      ru: ['Срок открытого платежа', 'Через сколько часов неоплаченный платёж истекает.'],
    },
  ),
  rate_max_age_hours: whole(
    { min: 1, max: 168, unit: 'hours', default: 6 },
    {
      fa: ['عمر نرخ', 'نرخ منبع پس از این چند ساعت بی‌خبری دیگر به کار نمی‌رود.'],
      en: ['Age of a rate', 'After so many hours without news, a rate of the source is no longer used.'],
      ru: ['Срок курса', 'Через сколько часов без новостей курс из источника больше не действует.'],
    },
  ),
  rate_source_url: setting(
    'address',
    { schema: sourceAddress.nullable(), default: null },
    {
      fa: ['منبع نرخ ارز', 'نشانی‌ای که نرخ ارزها را به تومان می‌گوید؛ تا تازه است بر نرخ ثابت مقدم است.'],
      en: ['Source of rates', 'An address that tells rates in toman; while fresh, they win over fixed ones.'],
      ru: [
        'Источник курсов',
        'Адрес, который сообщает курсы в томанах; пока они свежие, они важнее заданных.',
      ],
    },
  ),
  rate_toman_per_rub: wholeOrNone(rate, {
    fa: ['نرخ روبل', 'یک روبل چند تومان است؛ درگاه‌های روبلی بدون آن کار نمی‌کنند.'],
    en: ['Rate of the rouble', 'What a rouble is worth; gateways in roubles need it.'],
    ru: ['Курс рубля', 'Сколько томанов в рубле; нужен рублёвым провайдерам.'],
  }),
  rate_toman_per_star: wholeOrNone(rate, {
    fa: ['نرخ استارز', 'یک استارز تلگرام چند تومان است؛ پرداخت با استارز بدون آن کار نمی‌کند.'],
    en: ['Rate of a Star', 'What a Telegram Star is worth; payments in Stars need it.'],
    ru: ['Курс звезды', 'Сколько томанов в звезде Телеграма; нужен для оплаты звёздами.'],
  }),
  rate_toman_per_usd: wholeOrNone(rate, {
    fa: ['نرخ دلار', 'یک دلار (یا تتر) چند تومان است؛ درگاه‌های ارز دیجیتال بدون آن کار نمی‌کنند.'],
    en: ['Rate of the dollar', 'What a dollar or USDT is worth; crypto gateways need it.'],
    ru: ['Курс доллара', 'Сколько томанов в долларе (USDT); нужен криптопровайдерам.'],
  }),
  support_topup: onOff(true, {
    fa: ['واریز از راه پشتیبانی', 'در صفحهٔ واریز گفته می‌شود که از راه پشتیبانی هم می‌توان واریز کرد.'],
    en: ['Top up through support', 'The top-up screen also offers to pay through support.'],
    ru: ['Пополнение через поддержку', 'На экране пополнения предлагается и оплата через поддержку.'],
  }),
  topup_max_toman: tomanAmount(50_000_000, {
    fa: ['بیشترین واریز', 'بیشترین مبلغ یک واریز، به تومان.'],
    en: ['Greatest top-up', 'The most that can be topped up at once.'],
    ru: ['Наибольшее пополнение', 'Сколько можно внести за один раз.'],
  }),
  topup_min_toman: tomanAmount(1_000, {
    fa: ['کمترین واریز', 'کمترین مبلغ یک واریز، به تومان.'],
    en: ['Least top-up', 'The least that can be topped up at once.'],
    ru: ['Наименьшее пополнение', 'Сколько нужно внести по меньшей мере.'],
  }),
  topup_quick_amounts: onOff(false, {
    fa: ['مبلغ‌های آماده', 'در صفحهٔ واریز دکمه‌هایی با قیمت پلن‌ها هست.'],
    en: ['Quick amounts', 'The top-up screen has buttons with the prices of plans.'],
    ru: ['Быстрые суммы', 'На экране пополнения есть кнопки с ценами тарифов.'],
  }),
};
