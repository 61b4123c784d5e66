import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { shortHtml } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import { id, language, pageOf, pageQuery, queryFlag, sortBy, time } from './schemas.js';

const fields = {
  body: shortHtml.meta({ description: "The note in Telegram's HTML, at most 500 characters" }),
  language: language.nullable().meta({ description: 'Who speaks it reads the note; null: everybody' }),
  is_shown: z.boolean().meta({ description: 'Is it one of those that are shown?' }),
};
const note = z
  .object({
    id,
    body: z.string(),
    language: language.nullable(),
    is_shown: z.boolean(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'MenuNote', description: 'A short text that stands in the main menu now and then' });

const path = '/bots/{bot_id}/menu-notes';
const params = z.object({ note_id: id });

/** Notes of which the main menu shows any one each time. */
export const menuNoteEndpoints = {
  'menu-notes.create': botEndpoint({
    method: 'POST',
    path,
    access: 'tenant',
    body: z.strictObject({ ...z.object(fields).partial().required({ body: true }).shape }),
    output: note,
    status: 201,
    location: `${path}/{id}`,
    summary: 'Add a menu note',
    description: `At most ${botBounds.menuNotes}. Of those that are shown and suit the person's language, the main menu has any one each time.`,
    errors: ['menu_note.too_many'],
  }),
  'menu-notes.delete': botEndpoint({
    method: 'DELETE',
    path: `${path}/{note_id}`,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a menu note',
    errors: ['resource.unknown'],
  }),
  'menu-notes.get': botEndpoint({
    method: 'GET',
    path: `${path}/{note_id}`,
    access: 'tenant',
    params,
    output: note,
    etag: 'gives',
    summary: 'Read a menu note',
    errors: ['resource.unknown'],
  }),
  'menu-notes.list': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    query: z.object({ ...pageQuery, is_shown: queryFlag.optional(), sort: sortBy('id') }),
    output: pageOf(note),
    summary: 'List the menu notes',
    errors: ['cursor.invalid'],
  }),
  'menu-notes.update': botEndpoint({
    method: 'PUT',
    path: `${path}/{note_id}`,
    access: 'tenant',
    params,
    body: z
      .strictObject(fields)
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'must name at least one field'),
    output: note,
    etag: 'checks',
    summary: 'Change a menu note',
    description: 'Fields that are left out stay as they are.',
    errors: ['resource.unknown'],
  }),
} as const;
