import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import { htmlText } from '#platform/text-schemas.js';
import { id, pageOf, pageQuery, shownNumber, sortBy, text, time } from './schemas.js';

const texts = z
  .strictObject({ fa: htmlText, en: htmlText, ru: htmlText })
  .partial()
  .refine((all) => Object.keys(all).length > 0, 'must have a text in one language at least')
  .meta({ description: 'Telegram HTML by language; who reads another gets that of the bot, or the first' });

const answer = z
  .object({
    id,
    word: z.string().meta({ description: 'What staff type to send it (`/answer WORD`)' }),
    title: z.string().meta({ description: 'What staff read on its button' }),
    texts: z.record(z.string(), z.string()),
    position: shownNumber,
    is_shown: z.boolean(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'CannedAnswer', description: 'An answer that staff keep ready' });

const wish = {
  word: text(32)
    .regex(/^\S+$/, 'must have no blanks')
    .meta({ description: 'In any capitals; kept in lower case, once a bot' }),
  title: text(64).meta({ description: 'What staff read on its button' }),
  texts,
  position: z.int().min(0).max(10_000).meta({ description: 'Where it stands in the list' }),
  is_shown: z.boolean().meta({ description: 'Do staff see it?' }),
};
const change = z
  .strictObject(wish)
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const all = '/bots/{bot_id}/canned-answers';
const path = '/bots/{bot_id}/canned-answers/{answer_id}';
const params = z.object({ answer_id: id });

/** Answers that staff keep ready. */
export const cannedAnswerEndpoints = {
  'canned-answers.create': botEndpoint({
    method: 'POST',
    path: all,
    access: 'tenant',
    body: z.strictObject(wish).partial().required({ word: true, title: true, texts: true }),
    output: answer,
    status: 201,
    location: '/bots/{bot_id}/canned-answers/{id}',
    summary: 'Add an answer that staff keep ready',
    description: `At most ${botBounds.cannedAnswers}. Left out: position 0, shown.`,
    errors: ['canned_answer.exists', 'canned_answer.too_many'],
  }),
  'canned-answers.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete such an answer',
    description: 'What was answered with it stays.',
    errors: ['resource.unknown'],
  }),
  'canned-answers.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: answer,
    etag: 'gives',
    summary: 'Read such an answer',
    errors: ['resource.unknown'],
  }),
  'canned-answers.list': botEndpoint({
    method: 'GET',
    path: all,
    access: 'tenant',
    query: z.object({ ...pageQuery, sort: sortBy('id', 'position', 'word') }),
    output: pageOf(answer),
    summary: 'List the answers that staff keep ready',
    errors: ['cursor.invalid'],
  }),
  'canned-answers.update': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: change,
    output: answer,
    etag: 'checks',
    summary: 'Change such an answer',
    description: 'Fields that are left out stay as they are.',
    errors: ['canned_answer.exists', 'resource.unknown'],
  }),
} as const;
