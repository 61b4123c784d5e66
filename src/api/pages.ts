import { z } from 'zod';
import { documentHtml, objectPerLanguage, shownLine } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import { id, language, pageOf, pageQuery, shownNumber, sortBy, time } from './schemas.js';

const kind = z
  .enum(['privacy_policy', 'public_offer', 'rules', 'welcome'])
  .meta({ description: 'A text that is written in the setting `…_text`' });
const acceptedKind = z.enum(['privacy_policy', 'rules']).meta({ description: 'What people must accept' });
const texts = z
  .object({ fa: z.string(), en: z.string(), ru: z.string() })
  .partial()
  .meta({ id: 'PageTexts', description: "A text in Telegram's HTML by language; empty: there is none" });

const page = z
  .object({
    kind,
    setting: z.string().meta({ description: 'The setting in which it is written', examples: ['rules_text'] }),
    version: shownNumber.meta({ description: 'Number of the newest version; 0: it was never written' }),
    texts,
    is_required: z
      .boolean()
      .nullable()
      .meta({ description: 'Must people accept it? null: it is nothing to accept' }),
    demanded_version: shownNumber.meta({
      description:
        'Registered people must have accepted this version or a later one; 0: only who registers is asked',
    }),
    demanded_at: time.nullable().meta({ description: 'When everybody was asked again for the last time' }),
    accepted_count: shownNumber.nullable().meta({
      description: 'People who accepted the newest version; null: it is nothing to accept',
    }),
  })
  .meta({ id: 'Page', description: 'A text of a bot whose versions are kept' });

const version = z
  .object({
    id,
    kind,
    number: shownNumber,
    texts,
    written_by: z
      .object({
        kind: z.enum(['master', 'person', 'system', 'token']),
        id: z.string().nullable(),
        name: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Who wrote it; null: not known' }),
    created_at: time,
  })
  .meta({ id: 'PageVersion', description: 'A text as it was from one change to the next' });

const acceptance = z
  .object({
    id,
    user_id: id,
    kind: acceptedKind,
    version: shownNumber
      .nullable()
      .meta({ description: 'Which version; null: our own rules, the bot having had none' }),
    accepted_at: time,
  })
  .meta({ id: 'PageAcceptance', description: 'That a person accepted a version' });

const button = z.looseObject({ text: z.string() });
const message = z
  .object({
    html: z.string().meta({ description: "As it is sent, in Telegram's HTML" }),
    keyboard: z.array(z.array(button)).meta({ description: 'Rows of buttons, as Telegram gets them' }),
  })
  .meta({ id: 'PreviewedMessage', description: 'A message as people get it' });
const preview = z
  .object({ language, messages: z.array(message) })
  .meta({ id: 'PagePreview', description: 'What people of a language get, a page a message' });

const path = '/bots/{bot_id}/pages';
const kindOfPath = z.object({ page_key: kind });

/** Rules, privacy policy, public offer and welcome: their versions, and who accepted which. */
export const pageEndpoints = {
  'pages.acceptances': botEndpoint({
    method: 'GET',
    path: `${path}/{page_key}/acceptances`,
    access: 'tenant',
    params: kindOfPath,
    query: z.object({
      ...pageQuery,
      user_id: id.optional(),
      version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      sort: sortBy('id'),
    }),
    output: pageOf(acceptance),
    summary: 'List who accepted a text, and which version',
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
  'pages.ask-again': botEndpoint({
    method: 'POST',
    path: `${path}/{page_key}/ask-again`,
    access: 'tenant',
    params: z.object({ page_key: acceptedKind }),
    output: page,
    summary: 'Ask everybody to accept the present version',
    description:
      'Registered people who accepted an earlier version, or none, are asked before they go on. What they have, payments under way and receipts are not held up. Later changes of the text ask nobody by themselves.',
    errors: ['page.no_text', 'page.not_required', 'resource.unknown'],
  }),
  'pages.get': botEndpoint({
    method: 'GET',
    path: `${path}/{page_key}`,
    access: 'tenant',
    params: kindOfPath,
    output: page,
    summary: 'Read a text and how it stands',
    errors: ['resource.unknown'],
  }),
  'pages.list': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    output: z.object({ items: z.array(page) }),
    summary: 'List the texts of a bot whose versions are kept',
  }),
  'pages.preview': botEndpoint({
    method: 'POST',
    path: `${path}/preview`,
    access: 'tenant',
    bodyBytes: 262_144,
    body: z.strictObject({
      kind: z.enum([...kind.options, 'faq', 'menu_note']).meta({ description: 'As what it is shown' }),
      texts: objectPerLanguage(documentHtml).optional().meta({
        description: 'The text by language; left out: what the bot has, not for `faq` and `menu_note`',
      }),
      title: objectPerLanguage(shownLine(100))
        .optional()
        .meta({ description: 'The question by language, for `faq`' }),
    }),
    output: z.object({ items: z.array(preview) }),
    status: 200,
    summary: 'See a text as people get it',
    description:
      'Nothing is kept or sent. One item for each language in which people read something; a language without a text falls back as it does in the bot. Placeholders of a welcome are filled in for somebody.',
    errors: ['page.no_text', 'setting.refused'],
  }),
  'pages.version': botEndpoint({
    method: 'GET',
    path: `${path}/{page_key}/versions/{number}`,
    access: 'tenant',
    params: z.object({ page_key: kind, number: z.string().regex(/^[1-9]\d{0,8}$/) }),
    output: version,
    summary: 'Read a version of a text',
    errors: ['resource.unknown'],
  }),
  'pages.versions': botEndpoint({
    method: 'GET',
    path: `${path}/{page_key}/versions`,
    access: 'tenant',
    params: kindOfPath,
    query: z.object({ ...pageQuery, sort: sortBy('id') }),
    output: pageOf(version),
    summary: 'List the versions of a text',
    description: 'The newest 50 are kept, and all that anybody accepted.',
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
} as const;
