import { z } from 'zod';
import { httpsAddress, objectPerLanguage, shownLine } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import { language, time } from './schemas.js';
import { perLanguage } from './values.js';

const mostButtons = 60;

const label = shownLine(40).regex(/^[^\r\n]*$/, 'must be one line');
const ownLabels = objectPerLanguage(label)
  .refine((labels) => Object.keys(labels).length > 0, 'must have words in a language')
  .meta({ description: "By language; where a person's has none, those of the bot's language are shown" });
const builtInLabels = objectPerLanguage(label).meta({
  description: 'By language; a language that is left out has the usual words',
});
const labels = z.partialRecord(language, z.string()).meta({ description: 'What it says, by language' });

const action = z
  .string()
  .regex(/^[a-z][a-z-]{0,23}$/, 'must be the name of a button or page')
  .meta({ examples: ['wallet'] });

/** Telegram refuses a message with a button to what is no host of the Internet. */
const isReachable = (written: string): boolean => {
  if (!URL.canParse(written)) return false;
  const { hostname, username, password } = new URL(written);
  return hostname.includes('.') && username === '' && password === '';
};
const url = httpsAddress
  .regex(/^\S*$/, 'must have no blanks')
  .refine(isReachable, 'must name a host that everybody can reach, without a user and password')
  .meta({ description: 'Opened by the button; `https://` only', examples: ['https://t.me/example'] });
const audience = z.enum(['everybody', 'admins', 'subscribers', 'without_subscription']).meta({
  description: 'Who sees it. `subscribers`: whose subscription runs. `admins`: who run the bot',
});

const isShown = z.boolean().meta({ description: 'Is it in the menu?' });
const isWide = z.boolean().meta({ description: 'Has it a row of its own? Otherwise two share one' });
const placed = { is_shown: isShown.default(true), is_wide: isWide.default(false) };
const own = { ...placed, labels: ownLabels, audience: audience.default('everybody') };

const written = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('built_in'),
    action: action.meta({ description: 'Name of a button that the bot has anyway (`built_in`)' }),
    labels: builtInLabels.default({}),
    ...placed,
  }),
  z.strictObject({ kind: z.literal('link'), url, ...own }),
  z.strictObject({ kind: z.literal('mini_app'), url, ...own }),
  z.strictObject({
    kind: z.literal('page'),
    action: action.meta({ description: 'Name of a page of the bot (`pages`)' }),
    ...own,
  }),
]);

const kind = z.enum(['built_in', 'link', 'mini_app', 'page']);
const button = z
  .object({
    kind,
    action: z.string().nullable(),
    url: z.string().nullable(),
    labels,
    audience,
    is_shown: isShown,
    is_wide: isWide,
    refused_at: time.nullable().meta({
      description: 'Since when it is left out, Telegram having refused its address; null: it did not',
    }),
    refusal: z.string().nullable().meta({ description: 'The words of Telegram' }),
  })
  .meta({ id: 'MenuButton', description: 'A button of the main menu as the admins placed it' });

const menu = z
  .object({
    buttons: z.array(button).meta({ description: 'What was placed, in its order; empty: nothing was' }),
    built_in: z
      .array(
        z.object({
          action: z.string(),
          labels: perLanguage.meta({ description: 'The usual words; amounts in them are examples' }),
          is_wide: isWide,
          is_lasting: z.boolean().meta({ description: 'It can be moved and named, but not hidden' }),
          values: z.array(z.string()).meta({ description: 'What words for it may have in braces' }),
        }),
      )
      .meta({ description: 'The buttons that the bot has anyway, in their usual order' }),
    pages: z.array(z.string()).meta({ description: 'Pages of the bot that a button may open' }),
  })
  .meta({ id: 'Menu', description: 'How the main menu of a bot is laid out' });

const shownButton = z.looseObject({
  text: z.string(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  web_app: z.object({ url: z.string() }).optional(),
});

/** The main menu of a bot. */
export const menuEndpoints = {
  'menu.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/menu',
    access: 'tenant',
    output: menu,
    etag: 'gives',
    summary: 'Read how the main menu is laid out',
  }),
  'menu.preview': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/menu/preview',
    access: 'tenant',
    query: z.object({
      language: language.optional().meta({ description: "Left out: the bot's" }),
      as: z.enum(['all', 'subscriber', 'admin']).default('all').meta({
        description:
          '`all`: somebody without a subscription. `subscriber`: somebody whose subscription runs. `admin`: somebody who runs the bot',
      }),
    }),
    output: z.object({
      method: z.string().meta({ description: 'Method of the Bot API that shows it' }),
      text: z.string().meta({ description: "Text, or caption of the picture, in Telegram's HTML" }),
      picture: z.string().nullable().meta({
        description: 'File id; null: there is none, or the text is too long to stand below one',
      }),
      keyboard: z.array(z.array(shownButton)).meta({ description: 'Rows of buttons as Telegram gets them' }),
    }),
    summary: 'Look at the main menu as it is sent',
    description: 'Made by the code that makes it for people, of what the bot sells now.',
  }),
  'menu.replace': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/menu',
    access: 'tenant',
    body: z.strictObject({
      buttons: z
        .array(written)
        .max(mostButtons)
        .meta({ description: 'All buttons that are placed, in their order; none: the menu is as it comes' }),
    }),
    output: menu,
    etag: 'checks',
    summary: 'Lay the main menu out anew',
    description:
      'Whole: what is left out is gone, and a built-in button that is left out stands at its usual place. The fleet follows within a second; buttons of menus that are in chats already go on working.',
  }),
  'menu.set-picture': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/menu/picture',
    access: 'tenant',
    body: z.strictObject({
      file_id: z
        .string()
        .regex(/^[\w-]{10,200}$/, 'must be the file id of a photo at Telegram')
        .meta({ description: 'File id of a photo that was sent to this bot, or by it' }),
    }),
    output: z.object({ file_id: z.string() }),
    summary: 'Give the main menu a picture',
    description:
      'Telegram is asked whether this bot has such a photo. Owners may send it to the bot instead (`/logo`). Resetting the setting `logo_file_id` takes it away.',
    errors: ['menu.picture_refused'],
  }),
} as const;
