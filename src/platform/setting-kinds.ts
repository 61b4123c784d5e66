import { z } from 'zod';
import type { Language } from './language.js';
import { distinct, documentHtml, htmlText, httpsAddress, objectPerLanguage } from './text-schemas.js';

/** How admin screens ask for a setting. */
export type SettingType =
  | 'address'
  | 'choice'
  | 'choices'
  | 'languages'
  | 'number'
  | 'numbers'
  | 'secret'
  | 'switch'
  | 'table'
  | 'text'
  | 'text-per-language'
  | 'texts'
  | 'time'
  | 'time-zone';

/** What a number counts. */
export type Unit =
  | 'days'
  | 'devices'
  | 'gigabytes'
  | 'hours'
  | 'milliseconds'
  | 'minutes'
  | 'months'
  | 'percent'
  | 'pieces'
  | 'seconds'
  | 'toman';

export type LocalizedText = Readonly<Record<Language, string>>;
/** In each language: a title that fits a button, and a sentence that says what the setting does. */
export type Words = Readonly<Record<Language, readonly [title: string, description: string]>>;

/** A configuration key: what it means, which values it takes, who may set it, and what holds while nobody did. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly type: SettingType;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly schema: S;
  readonly default: z.output<S>;
  /** `master`: the fleet's operator only, for any bot; `tenant`: the bot's own admins too. */
  readonly setBy: 'master' | 'tenant';
  /** Stored sealed, never shown again. */
  readonly isSecret: boolean;
  /** Means something in its bot alone (its channel, its accounts): no other bot takes it over. */
  readonly isOwn: boolean;
  /** Numbers only, both ends included. */
  readonly range?: { readonly min: number; readonly max: number };
  readonly unit?: Unit;
  /** What `choice` and `choices` choose from. */
  readonly choices?: readonly string[];
  /** Choices without effect in this version: nobody can choose them, and where one is stored it does not count. */
  readonly plannedChoices?: readonly string[];
  /** What else must be true of a value that is set now (what would be right; undefined: all is well); what is stored counts as it is. */
  readonly demand?: (value: never) => string | undefined;
}

type Details = Pick<Setting, 'range' | 'unit' | 'choices' | 'plannedChoices' | 'demand'>;

/** A setting whose kind is not among those below. */
export function setting<S extends z.ZodType>(
  type: SettingType,
  { schema, default: standard, ...details }: Details & { readonly schema: S; readonly default: z.output<S> },
  words: Words,
) {
  const texts = (at: 0 | 1) => ({ fa: words.fa[at], en: words.en[at], ru: words.ru[at] });
  const open = { setBy: 'tenant', isSecret: false, isOwn: false } as const;
  return {
    type,
    ...open,
    title: texts(0),
    description: texts(1),
    schema,
    default: standard,
    ...details,
  } satisfies Setting<S>;
}

/** The same setting, kept to the fleet's operator. */
export const masterOnly = <T extends Setting>(open: T): Omit<T, 'setBy'> & { readonly setBy: 'master' } => ({
  ...open,
  setBy: 'master',
});

/** The same setting, never copied to another bot. */
export const own = <T extends Setting>(open: T) => ({ ...open, isOwn: true });

export const onOff = (standard: boolean, words: Words) =>
  setting('switch', { schema: z.boolean(), default: standard }, words);

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
}
const wholeNumber = ({ min, max }: Bounds) => z.number().int().min(min).max(max);

/** A whole number. */
export const whole = (
  { default: standard, ...bounds }: Bounds & { readonly default: number },
  words: Words,
) => setting('number', { schema: wholeNumber(bounds), default: standard, ...details(bounds) }, words);

/** A whole number that is not set (`null`) by default. */
export const wholeOrNone = (bounds: Bounds, words: Words) =>
  setting('number', { schema: wholeNumber(bounds).nullable(), default: null, ...details(bounds) }, words);

/** Whole numbers, none twice, at most 20. */
export const wholes = (
  { default: standard, ...bounds }: Bounds & { readonly default: readonly number[] },
  words: Words,
) =>
  setting(
    'numbers',
    { schema: distinct(wholeNumber(bounds), 20), default: [...standard], ...details(bounds) },
    words,
  );

const details = ({ min, max, unit }: Bounds) => ({ range: { min, max }, unit });

/** The most an amount may be, in toman: far above any sale, far below 2^53. */
const mostToman = 100_000_000_000;

/** An amount of money. */
export const tomanAmount = (standard: number, words: Words) =>
  whole({ min: 0, max: mostToman, unit: 'toman', default: standard }, words);

/** An amount of money that is not set (`null`) by default. */
export const tomanOrNone = (words: Words) => wholeOrNone({ min: 1, max: mostToman, unit: 'toman' }, words);

export const oneOf = <const C extends readonly [string, ...string[]]>(
  choices: C,
  standard: C[number],
  words: Words,
) => setting('choice', { schema: z.enum(choices), default: standard as never, choices }, words);

/** One of some choices, or `null`: none was chosen. */
export const oneOfOrNone = <const C extends readonly [string, ...string[]]>(choices: C, words: Words) =>
  setting('choice', { schema: z.enum(choices).nullable(), default: null, choices }, words);

export const someOf = <const C extends readonly [string, ...string[]]>(
  choices: C,
  standard: readonly C[number][],
  words: Words,
  plannedChoices: readonly string[] = [],
) =>
  setting(
    'choices',
    {
      schema: distinct(z.enum(choices), choices.length),
      default: [...standard] as never,
      choices,
      plannedChoices,
    },
    words,
  );

/** A short text of one line that must look like `pattern`, or `null`; `shape` says what it must be. */
export const line = (
  { pattern, shape, max = 200 }: { pattern: RegExp; shape: string; max?: number },
  words: Words,
) => setting('text', { schema: z.string().max(max).regex(pattern, shape).nullable(), default: null }, words);

/** A text in Telegram's HTML in each language that has one. */
export const textPerLanguage = (words: Words, details: Pick<Setting, 'demand'> = {}) =>
  setting('text-per-language', { schema: objectPerLanguage(htmlText), default: {}, ...details }, words);

/** A document in Telegram's HTML in each language that has one; people read it in pages. */
export const documentPerLanguage = (words: Words) =>
  setting('text-per-language', { schema: objectPerLanguage(documentHtml), default: {} }, words);

/** An https address, or `null`. */
export const address = (words: Words) =>
  setting('address', { schema: httpsAddress.nullable(), default: null }, words);

const hourAndMinute = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be an hour and minute such as 09:30');

/** A time of the day in the bot's time zone. */
export const timeOfDay = (standard: string, words: Words) =>
  setting('time', { schema: hourAndMinute, default: standard }, words);

/** Short texts, none twice. */
export const texts = (
  { each, most, default: standard }: { each: z.ZodType<string>; most: number; default: readonly string[] },
  words: Words,
) => setting('texts', { schema: distinct(each, most), default: [...standard] }, words);

/** Ids of the panel's squads. */
export const squads = (words: Words) => texts({ each: z.uuid(), most: 200, default: [] }, words);

/** What stands for a secret where it is shown. */
export const hidden = '••••';

/** A credential that the bot's admin gives and nobody sees again. */
export const secret = (words: Words) => ({
  ...setting(
    'secret',
    {
      schema: z
        .string()
        .min(4)
        .max(1000)
        .regex(
          /^[\x21-\x7e]+$/,
          'must be printable ASCII without blanks; give the secret itself, not its mask',
        )
        .nullable(),
      default: null,
    },
    words,
  ),
  isSecret: true as const,
  isOwn: true,
});
