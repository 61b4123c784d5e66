import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { documentHtml, objectPerLanguage, shownLine } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, queryFlag, shownNumber, sortBy, time } from './schemas.js';

const title = objectPerLanguage(shownLine(100)).meta({
  description: 'The question by language, plain; at least one language',
});
const answer = objectPerLanguage(documentHtml).meta({
  description: "The answer in Telegram's HTML, in the same languages; a long one is read in pages",
});
const isShown = z.boolean().meta({ description: 'Do people see it?' });

const shownTexts = z.object({ fa: z.string(), en: z.string(), ru: z.string() }).partial();
const entry = z
  .object({
    id,
    title: shownTexts,
    answer: shownTexts,
    position: shownNumber.meta({ description: 'Its place in the list' }),
    is_shown: z.boolean(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'FaqEntry', description: 'A question that people ask often, with its answer' });

const path = '/bots/{bot_id}/faq';
const params = z.object({ entry_id: id });
const bodyBytes = 131_072;

/** Questions that people ask often. */
export const faqEndpoints = {
  'faq.create': botEndpoint({
    method: 'POST',
    path,
    access: 'tenant',
    bodyBytes,
    body: z.strictObject({ title, answer, is_shown: isShown.default(true) }),
    output: entry,
    status: 201,
    location: `${path}/{id}`,
    summary: 'Add a frequent question',
    description: `At the end of the list; at most ${botBounds.faqEntries}.`,
    errors: ['faq.languages', 'faq.too_many'],
  }),
  'faq.delete': botEndpoint({
    method: 'DELETE',
    path: `${path}/{entry_id}`,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a frequent question',
    errors: ['resource.unknown'],
  }),
  'faq.get': botEndpoint({
    method: 'GET',
    path: `${path}/{entry_id}`,
    access: 'tenant',
    params,
    output: entry,
    etag: 'gives',
    summary: 'Read a frequent question',
    errors: ['resource.unknown'],
  }),
  'faq.list': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    query: z.object({ ...pageQuery, is_shown: queryFlag.optional(), sort: sortBy('position', 'id') }),
    output: pageOf(entry),
    summary: 'List the frequent questions',
    description: 'People see them while `faq_shown` is on.',
    errors: ['cursor.invalid'],
  }),
  'faq.move': botEndpoint({
    method: 'POST',
    path: `${path}/{entry_id}/move`,
    access: 'tenant',
    params,
    body: z.strictObject({
      position: z.int().min(1).max(botBounds.faqEntries).meta({
        description: 'Its place from 1 on; beyond the end is the end. The others close up',
      }),
    }),
    output: entry,
    status: 200,
    summary: 'Put a frequent question at another place',
    errors: ['resource.unknown'],
  }),
  'faq.update': botEndpoint({
    method: 'PUT',
    path: `${path}/{entry_id}`,
    access: 'tenant',
    params,
    bodyBytes,
    body: z
      .strictObject({ title, answer, is_shown: isShown })
      .partial()
      .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field'),
    output: entry,
    etag: 'checks',
    summary: 'Change a frequent question',
    description: 'Fields that are left out stay as they are.',
    errors: ['faq.languages', 'resource.unknown'],
  }),
} as const;
