import { z } from 'zod';
import { languages, type Language } from '#platform/language.js';
import { readTelegramHtml } from '#platform/telegram-html.js';

/** How admin screens ask for a setting. */
export type SettingType = 'switch' | 'text' | 'text-per-language' | 'languages' | 'address' | 'time-zone';

/** A configuration key: what it means, which values it takes and what holds while nobody set it. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly group: 'general' | 'registration' | 'channel';
  readonly type: SettingType;
  readonly description: string;
  readonly schema: S;
  readonly default: z.output<S>;
}

const setting = <S extends z.ZodType>(definition: Setting<S>): Setting<S> => definition;

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Longest text of an admin, in UTF-16 units of HTML: with its frame it still fits one message. */
const longestText = 3500;

const html = z
  .string()
  .max(longestText)
  .superRefine((text, context) => {
    try {
      readTelegramHtml(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not HTML' });
    }
  });
const textPerLanguage = z.strictObject(
  Object.fromEntries(languages.map((language) => [language, html.optional()])) as Record<
    Language,
    z.ZodOptional<typeof html>
  >,
);
const uniqueLanguages = z
  .array(z.enum(languages))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'names a language twice');

/** Every configuration key of a bot, alphabetical. To add one: an entry here; screens and checks follow. */
export const settingCatalog = {
  channel_id: setting({
    group: 'channel',
    type: 'text',
    description: 'The channel to join: @name, or its number (-100…). The bot must be its administrator.',
    schema: z
      .string()
      .regex(/^(@[A-Za-z]\w{3,31}|-\d{5,16})$/, 'must be @name or a number such as -1001234567890')
      .nullable(),
    default: null,
  }),
  channel_link: setting({
    group: 'channel',
    type: 'address',
    description: 'Where the “open the channel” button leads; needed for a private channel.',
    schema: z
      .string()
      .max(256)
      .regex(/^https:\/\/(t\.me|telegram\.me)\/[\w+/-]+$/, 'must begin with https://t.me/')
      .nullable(),
    default: null,
  }),
  channel_required: setting({
    group: 'channel',
    type: 'switch',
    description: 'People must be members of the channel before they can use the bot.',
    schema: z.boolean(),
    default: false,
  }),
  language_selection: setting({
    group: 'registration',
    type: 'switch',
    description: 'New people choose their language, and everybody may change it.',
    schema: z.boolean(),
    default: true,
  }),
  offered_languages: setting({
    group: 'registration',
    type: 'languages',
    description: 'Languages to choose from, in the order of their buttons.',
    schema: uniqueLanguages,
    default: [...languages],
  }),
  rules_required: setting({
    group: 'registration',
    type: 'switch',
    description: 'New people must accept the rules.',
    schema: z.boolean(),
    default: false,
  }),
  rules_text: setting({
    group: 'registration',
    type: 'text-per-language',
    description: 'The rules in each language, as Telegram HTML; a plain text of ours where there are none.',
    schema: textPerLanguage,
    default: {},
  }),
  time_zone: setting({
    group: 'general',
    type: 'time-zone',
    description: 'Time zone of all dates that people read, such as Asia/Tehran.',
    schema: z.string().max(64).refine(isTimeZone, 'must be the name of a time zone, such as Asia/Tehran'),
    default: 'Asia/Tehran',
  }),
  welcome_text: setting({
    group: 'registration',
    type: 'text-per-language',
    description: 'A message for people who have just registered, as Telegram HTML; none by default.',
    schema: textPerLanguage,
    default: {},
  }),
} as const satisfies Record<string, Setting>;

type Catalog = typeof settingCatalog;
export type SettingKey = keyof Catalog;

/** Is this a key of the catalogue? */
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingCatalog, key);

/** The checked values of a bot's settings. */
export type SettingValues = { readonly [K in SettingKey]: z.output<Catalog[K]['schema']> };
