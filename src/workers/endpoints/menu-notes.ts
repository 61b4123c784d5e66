import type { EndpointOutput } from '#api/endpoint.js';
import type { menuNoteEndpoints } from '#api/menu-notes.js';
import { MenuNote } from '#models/menu-note.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { lockBot } from '#services/bots/lock-bot.js';
import { tellFleetOfPages } from '#services/pages/tell-fleet.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof menuNoteEndpoints;
type NoteView = EndpointOutput<Contract['menu-notes.get']>;

const present = (row: MenuNote): NoteView => ({
  id: row.id,
  body: row.body,
  language: row.language,
  is_shown: row.isShown,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const subjectOf = (noteId: string): string => `menu note ${noteId}`;

/** Notes of which the main menu shows any one each time. */
export const menuNoteHandlers = (): HandlersOf<Contract> => ({
  'menu-notes.create': async (tenant, tx, { body, note }) => {
    await demandRoom(tenant, tx, 'menu_note');
    const row = await MenuNote.create({
      body: body.body,
      language: body.language ?? null,
      isShown: body.is_shown ?? true,
    });
    await tellFleetOfPages(tenant, tx);
    const after = present(row);
    note({ subject: subjectOf(row.id), after });
    return after;
  },
  'menu-notes.delete': async (tenant, tx, { params, note, requireMatch }) => {
    await lockBot(tenant, tx);
    const row = await lockRow(MenuNote, params.note_id, rowLock.forDeletion);
    const before = present(row);
    requireMatch('menu-notes.get', before);
    await row.destroy();
    await tellFleetOfPages(tenant, tx);
    note({ subject: subjectOf(row.id), before });
    return undefined;
  },
  'menu-notes.get': async (_tenant, _tx, { params }) =>
    present((await MenuNote.findOne({ where: { id: params.note_id } })) ?? refuse('resource.unknown')),
  'menu-notes.list': async (_tenant, _tx, { query }) => {
    const { is_shown: isShown } = query;
    const { rows, next_cursor } = await readPage(MenuNote, query, {
      ...(isShown !== undefined && { isShown }),
    });
    return { items: rows.map(present), next_cursor };
  },
  'menu-notes.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    await lockBot(tenant, tx);
    const row = await lockRow(MenuNote, params.note_id, rowLock.forChange);
    const before = present(row);
    requireMatch('menu-notes.get', before);
    await row.update({
      ...(body.body !== undefined && { body: body.body }),
      ...(body.language !== undefined && { language: body.language }),
      ...(body.is_shown !== undefined && { isShown: body.is_shown }),
    });
    await tellFleetOfPages(tenant, tx);
    const after = present(row);
    note({ subject: subjectOf(row.id), before, after });
    return after;
  },
});
