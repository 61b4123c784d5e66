import { z } from 'zod';
import { languages } from '#platform/language.js';
import { timeZoneName } from '#platform/time-zone.js';
import {
  documentPerLanguage,
  masterOnly,
  onOff,
  setting,
  textPerLanguage,
  texts,
  whole,
} from '#platform/setting-kinds.js';
import { distinct, shownLine } from '#platform/text-schemas.js';
import { isTenantAddress } from '#platform/tenant-address.js';
import { faultOfWelcome, welcomePlaceholders } from '../welcome-placeholders.js';

const listAddress = z
  .string()
  .max(500)
  .refine(isTenantAddress, 'must begin with https:// (http:// in a private network) and hold no # or @');

const everyLanguage = [...languages];
const placeholders = welcomePlaceholders.map((name) => `{${name}}`).join(' ');

/** Registration, texts that everybody sees, and who may come in. */
export const basicsSettings = {
  blacklist_enabled: onOff(false, {
    fa: ['فهرست سیاه', 'افرادی که نامشان در فهرست سیاه است نمی‌توانند ثبت‌نام یا خرید کنند.'],
    en: ['Blacklist', 'People on the blacklist can neither register nor buy.'],
    ru: ['Чёрный список', 'Люди из чёрного списка не могут ни зарегистрироваться, ни купить.'],
  }),
  blacklist_refresh_hours: whole(
    { min: 1, max: 168, unit: 'hours', default: 24 },
    {
      fa: ['به‌روزرسانی فهرست سیاه', 'فهرست سیاه هر چند ساعت یک بار دوباره خوانده می‌شود.'],
      en: ['Blacklist refresh', 'How often the blacklist is read again.'],
      ru: ['Обновление чёрного списка', 'Как часто чёрный список читается заново.'],
    },
  ),
  blacklist_url: setting(
    'address',
    { schema: listAddress.nullable(), default: null },
    {
      fa: ['نشانی فهرست سیاه', 'فایل متنی فهرست سیاه: در هر خط شناسهٔ عددی، نام کاربری و دلیل.'],
      en: ['Address of the blacklist', 'A text file with an id, a @name and a reason on each line.'],
      ru: ['Адрес чёрного списка', 'Текстовый файл: в каждой строке id, @имя и причина.'],
    },
  ),
  language_selection: onOff(true, {
    fa: ['انتخاب زبان', 'کاربران جدید زبان خود را انتخاب می‌کنند و همه می‌توانند آن را تغییر دهند.'],
    en: ['Choice of language', 'New people choose their language, and everybody may change it.'],
    ru: ['Выбор языка', 'Новые люди выбирают язык, и каждый может его сменить.'],
  }),
  name_filter: onOff(true, {
    fa: ['پالایش نام‌ها', 'کسانی که در نامشان لینک، @ یا واژهٔ ممنوع هست به ربات راه ندارند.'],
    en: ['Filter of names', 'People whose name holds a link, an @ or a forbidden word are kept out.'],
    ru: ['Фильтр имён', 'Люди со ссылкой, знаком @ или запретным словом в имени не допускаются.'],
  }),
  name_filter_words: texts(
    { each: shownLine(64).min(2), most: 200, default: ['tme', 'joingroup'] },
    {
      fa: ['واژه‌های ممنوع در نام', 'واژه‌هایی که نباید در نام یا نام کاربری افراد باشد.'],
      en: ['Forbidden words in names', 'Words that must not occur in the names of people.'],
      ru: ['Запретные слова в именах', 'Слова, которых не должно быть в имени человека.'],
    },
  ),
  offered_languages: setting(
    'languages',
    {
      schema: distinct(z.enum(languages), languages.length).min(1),
      default: everyLanguage,
      choices: languages,
    },
    {
      fa: ['زبان‌ها', 'زبان‌هایی که می‌توان انتخاب کرد، به ترتیب دکمه‌هایشان.'],
      en: ['Languages', 'Languages to choose from, in the order of their buttons.'],
      ru: ['Языки', 'Языки на выбор, в порядке их кнопок.'],
    },
  ),
  privacy_policy_required: onOff(false, {
    fa: ['پذیرش حریم خصوصی', 'کاربران جدید باید سیاست حریم خصوصی را بپذیرند (اگر متنی داشته باشد).'],
    en: ['Privacy policy required', 'New people must accept the privacy policy, where there is one.'],
    ru: ['Принятие политики', 'Новые люди должны принять политику конфиденциальности, если она есть.'],
  }),
  privacy_policy_text: documentPerLanguage({
    fa: ['متن حریم خصوصی', 'سیاست حریم خصوصی به هر زبان، با HTML تلگرام؛ بدون متن نمایش داده نمی‌شود.'],
    en: ['Privacy policy', 'The policy in each language, as Telegram HTML; not shown where there is none.'],
    ru: [
      'Политика конфиденциальности',
      'Текст на каждом языке в HTML Телеграма; без текста не показывается.',
    ],
  }),
  public_offer_text: documentPerLanguage({
    fa: ['متن شرایط فروش', 'شرایط فروش به هر زبان، با HTML تلگرام؛ بدون متن نمایش داده نمی‌شود.'],
    en: [
      'Public offer',
      'The terms of sale in each language, as Telegram HTML; not shown where there is none.',
    ],
    ru: ['Публичная оферта', 'Оферта на каждом языке в HTML Телеграма; без текста не показывается.'],
  }),
  rules_required: onOff(false, {
    fa: ['پذیرش قوانین', 'کاربران جدید باید قوانین را بپذیرند.'],
    en: ['Rules required', 'New people must accept the rules.'],
    ru: ['Принятие правил', 'Новые люди должны принять правила.'],
  }),
  rules_text: documentPerLanguage({
    fa: ['متن قوانین', 'قوانین به هر زبان، با HTML تلگرام؛ بدون متن، قوانین سادهٔ ما نمایش داده می‌شود.'],
    en: ['Rules', 'The rules in each language, as Telegram HTML; a plain text of ours where there are none.'],
    ru: ['Правила', 'Правила на каждом языке в HTML Телеграма; если их нет, простой текст от нас.'],
  }),
  throttle_ms: masterOnly(
    whole(
      { min: 0, max: 10_000, unit: 'milliseconds', default: 0 },
      {
        fa: [
          'فاصلهٔ دو درخواست',
          'کمترین فاصلهٔ دو درخواست یک نفر؛ زودتر از آن هشدار می‌گیرد. ۰: بدون محدودیت.',
        ],
        en: ['Pause between requests', 'Who asks again sooner is warned instead of served; 0 sets no limit.'],
        ru: ['Пауза между запросами', 'Кто спросит раньше, получит предупреждение; 0 снимает ограничение.'],
      },
    ),
  ),
  time_zone: setting(
    'time-zone',
    {
      schema: timeZoneName,
      default: 'Asia/Tehran',
    },
    {
      fa: ['منطقهٔ زمانی', 'منطقهٔ زمانی همهٔ تاریخ‌هایی که افراد می‌خوانند، مانند Asia/Tehran.'],
      en: ['Time zone', 'Time zone of all dates that people read, such as Asia/Tehran.'],
      ru: ['Часовой пояс', 'Часовой пояс всех дат, которые видят люди, например Asia/Tehran.'],
    },
  ),
  welcome_text: textPerLanguage(
    {
      fa: ['پیام خوش‌آمد', `پیامی برای تازه‌واردها، با HTML تلگرام؛ جای‌خالی‌ها: ${placeholders}.`],
      en: ['Welcome', `A message for the newly registered, as Telegram HTML; it may hold ${placeholders}.`],
      ru: ['Приветствие', `Сообщение новичкам, в HTML Телеграма; может содержать ${placeholders}.`],
    },
    { demand: faultOfWelcome },
  ),
  welcome_trial_button: onOff(true, {
    fa: ['دکمهٔ آزمایشی در خوش‌آمد', 'زیر پیام خوش‌آمد دکمه‌ای برای دریافت اشتراک آزمایشی هست.'],
    en: ['Trial button in the welcome', 'The welcome has a button that starts the trial.'],
    ru: ['Кнопка пробного периода', 'Под приветствием есть кнопка пробного периода.'],
  }),
};
