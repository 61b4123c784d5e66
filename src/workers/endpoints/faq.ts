import type { EndpointOutput } from '#api/endpoint.js';
import type { faqEndpoints } from '#api/faq.js';
import { FaqEntry } from '#models/faq-entry.js';
import type { WordsByLanguage } from '#models/personal-offer-template.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { lockBot } from '#services/bots/lock-bot.js';
import { moveFaqEntry } from '#services/pages/move-faq-entry.js';
import { tellFleetOfPages } from '#services/pages/tell-fleet.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof faqEndpoints;
type EntryView = EndpointOutput<Contract['faq.get']>;

const present = (row: FaqEntry): EntryView => ({
  id: row.id,
  title: row.title,
  answer: row.answer,
  position: row.position,
  is_shown: row.isShown,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const subjectOf = (entryId: string): string => `faq entry ${entryId}`;

/** Questions that people ask often. */
export const faqHandlers = (): HandlersOf<Contract> => ({
  'faq.create': async (tenant, tx, { body, note }) => {
    const [title, answer] = [body.title as WordsByLanguage, body.answer as WordsByLanguage];
    demandSameLanguages(title, answer);
    await demandRoom(tenant, tx, 'faq_entry');
    const last = await FaqEntry.max<number | null, FaqEntry>('position');
    const row = await FaqEntry.create({
      ...{ title, answer, isShown: body.is_shown },
      position: (last ?? 0) + 1,
    });
    await tellFleetOfPages(tenant, tx);
    const after = present(row);
    note({ subject: subjectOf(row.id), after });
    return after;
  },
  'faq.delete': async (tenant, tx, { params, note, requireMatch }) => {
    await lockBot(tenant, tx);
    const row = await lockRow(FaqEntry, params.entry_id, rowLock.forDeletion);
    const before = present(row);
    requireMatch('faq.get', before);
    await row.destroy();
    await tellFleetOfPages(tenant, tx);
    note({ subject: subjectOf(row.id), before });
    return undefined;
  },
  'faq.get': async (_tenant, _tx, { params }) => present(await findEntry(params.entry_id)),
  'faq.list': async (_tenant, _tx, { query }) => {
    const { is_shown: isShown } = query;
    const wish = { ...query, sort: query.sort ?? 'position' };
    const { rows, next_cursor } = await readPage(FaqEntry, wish, {
      ...(isShown !== undefined && { isShown }),
    });
    return { items: rows.map(present), next_cursor };
  },
  'faq.move': async (tenant, tx, { params, body, note }) => {
    const before = present(await findEntry(params.entry_id));
    await moveFaqEntry(tenant, tx, { entryId: params.entry_id, position: body.position });
    const after = present(await findEntry(params.entry_id));
    note({ subject: subjectOf(after.id), before, after });
    return after;
  },
  'faq.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    await lockBot(tenant, tx);
    const row = await lockRow(FaqEntry, params.entry_id, rowLock.forChange);
    const before = present(row);
    requireMatch('faq.get', before);
    const title = (body.title ?? row.title) as WordsByLanguage;
    const answer = (body.answer ?? row.answer) as WordsByLanguage;
    demandSameLanguages(title, answer);
    await row.update({ title, answer, ...(body.is_shown !== undefined && { isShown: body.is_shown }) });
    await tellFleetOfPages(tenant, tx);
    const after = present(row);
    note({ subject: subjectOf(row.id), before, after });
    return after;
  },
});

const findEntry = async (id: string): Promise<FaqEntry> =>
  (await FaqEntry.findOne({ where: { id } })) ?? refuse('resource.unknown');

const languagesOf = (texts: WordsByLanguage): string =>
  Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .map(([language]) => language)
    .sort()
    .join(' ');

function demandSameLanguages(title: WordsByLanguage, answer: WordsByLanguage): void {
  const [asked, answered] = [languagesOf(title), languagesOf(answer)];
  if (asked !== '' && asked === answered) return;
  const message = `title has ${asked || 'no language'}, answer has ${answered || 'no language'}`;
  refuse('faq.languages', { faults: [{ field: 'body.answer', message }] });
}
