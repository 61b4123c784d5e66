import { LRUCache } from 'lru-cache';
import type { Language } from '#platform/language.js';
import { escapeHtml } from '#platform/telegram/html.js';
import { gigabyte } from '#platform/units.js';
import { formatDate, formatMonth, formatTime } from './format/date.js';
import { formatCount, formatDecimal, formatDigits, formatNumber } from './format/number.js';
import { oneWay } from './format/one-way.js';
import { displayWords, isolated, personName } from './format/person-name.js';
import { textsOf, type Texts } from './texts/index.js';
import type { Template } from './texts/shape.js';

/** HTML that is put into a text as it is. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html;
type Values<Names extends string> = [Names] extends [never] ? [] : [values: Readonly<Record<Names, Value>>];

/** How the bot speaks to one person: texts, digits, money, dates and names in their language. */
export interface Voice {
  readonly language: Language;
  readonly texts: Texts;
  /** Fills a text's placeholders; values are escaped, numbers get the language's digits. */
  say<Names extends string>(template: Template<Names>, ...values: Values<Names>): string;
  /** The same for what is no HTML, such as a button: nothing is escaped, and it is read the way of the language (`format/one-way`). */
  plain<Names extends string>(
    template: Template<Names>,
    values: Readonly<Record<Names, string | number>>,
  ): string;
  /** A text that an admin wrote per language: this language's, or '' when there is none. */
  own(texts: Partial<Record<Language, string>>): string;
  number(value: number): string;
  /** A number with one digit after the point at most. */
  decimal(value: number): string;
  /** A number that names something, such as a payment's: not grouped. */
  digits(number: string): string;
  /** An amount of toman with its unit. */
  toman(amount: number): string;
  /** The day of an instant, in the bot's time zone. */
  date(at: Date): string;
  /** The month of an instant, in the bot's time zone. */
  month(at: Date): string;
  /** Day and minute of an instant, in the bot's time zone. */
  time(at: Date): string;
  /** A limit of traffic in gigabytes; 0: unlimited. */
  traffic(gb: number): string;
  /** An amount of bytes, as gigabytes or megabytes. */
  size(bytes: number): string;
  /** A counted word, such as «۳ روز». */
  count(what: keyof Texts['shared']['counts'], count: number): string;
  /** A person's name, cleaned and isolated from the direction of the sentence. */
  name(person: { readonly firstName: string; readonly lastName?: string | null | undefined }): string;
  /** A short text of ours, such as an amount with its sign, kept together in a line of any direction. */
  isolate(text: string): string;
  /** Any foreign word (a title, an error of Telegram) in a sentence: cleaned and isolated. */
  foreign(text: string): string;
  /** What a person wrote, line by line: cleaned, isolated, at most 700 signs. */
  words(text: string): string;
}

function showValue(language: Language, value: Value): string {
  if (typeof value === 'number') return formatNumber(language, value);
  return typeof value === 'string' ? escapeHtml(value) : value.html;
}

const megabyte = 2 ** 20;

function showSize(language: Language, bytes: number): string {
  const { gigabytes, megabytes } = textsOf[language].shared.amounts;
  const [form, unit] = bytes >= gigabyte ? [gigabytes, gigabyte] : [megabytes, megabyte];
  const amount =
    unit === gigabyte ? formatDecimal(language, bytes / unit) : formatNumber(language, bytes / unit);
  return form.replace('{amount}', amount);
}

/** Voices keep nothing of whom they speak to, so there is one of each language and time zone; those of rare zones are made anew. */
const voices = new LRUCache<string, Voice>({ max: 200 });

/** The voice for a language and a time zone (IANA name). */
export function voiceOf(language: Language, timeZone = 'Asia/Tehran'): Voice {
  const key = `${language} ${timeZone}`;
  const known = voices.get(key);
  if (known) return known;
  const made = makeVoice(language, timeZone);
  voices.set(key, made);
  return made;
}

function makeVoice(language: Language, timeZone: string): Voice {
  const texts = textsOf[language];
  return {
    language,
    texts,
    say: (template, ...[values]) =>
      template.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = (values as Readonly<Record<string, Value>> | undefined)?.[name];
        return value === undefined ? whole : showValue(language, value);
      }),
    plain: (template, values) =>
      oneWay(language, (show) =>
        template.replace(/\{(\w+)\}/g, (whole, name: string) => {
          const value = (values as Readonly<Record<string, string | number>>)[name];
          if (value === undefined) return whole;
          return typeof value === 'number' ? formatNumber(language, value) : show(value);
        }),
      ),
    own: (written) => written[language]?.trim() ?? '',
    number: (value) => formatNumber(language, value),
    decimal: (value) => formatDecimal(language, value),
    digits: (number) => formatDigits(language, number),
    toman: (amount) => formatCount(language, texts.shared.toman, amount),
    date: (at) => formatDate(language, at, timeZone),
    month: (at) => formatMonth(language, at, timeZone),
    time: (at) => formatTime(language, at, timeZone),
    traffic: (gb) =>
      gb === 0 ? texts.shared.amounts.unlimited : formatCount(language, texts.shared.counts.gigabytes, gb),
    size: (bytes) => showSize(language, bytes),
    count: (what, count) => formatCount(language, texts.shared.counts[what], count),
    name: (person) => personName(person, texts.shared.fallbacks.name),
    isolate: (text) => `${language === 'fa' ? '\u2067' : '\u2066'}${text}\u2069`,
    foreign: (text) => isolated(text, '?'),
    words: displayWords,
  };
}
