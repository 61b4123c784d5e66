import type { cannedAnswerEndpoints } from '#api/canned-answers.js';
import type { EndpointOutput } from '#api/endpoint.js';
import { CannedAnswer } from '#models/canned-answer.js';
import { isUniqueViolation } from '#platform/database.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { answerKey } from '#services/tickets/canned-answers.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof cannedAnswerEndpoints;
type AnswerView = EndpointOutput<Contract['canned-answers.get']>;

const present = (row: CannedAnswer): AnswerView => ({
  id: row.id,
  word: row.word,
  title: row.title,
  texts: row.texts as Record<string, string>,
  position: row.position,
  is_shown: row.isShown,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const subjectOf = (id: string): string => `canned answer ${id}`;

interface Wish {
  readonly word?: string | undefined;
  readonly title?: string | undefined;
  readonly texts?: CannedAnswer['texts'] | undefined;
  readonly position?: number | undefined;
  readonly is_shown?: boolean | undefined;
}

const changesOf = ({ word, title, texts, position, is_shown: isShown }: Wish): Partial<CannedAnswer> =>
  given({ word: word === undefined ? undefined : answerKey(word), title, texts, position, isShown });

async function unlessThere<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (isUniqueViolation(error)) refuse('canned_answer.exists');
    throw error;
  }
}

/** Answers that staff keep ready. */
export const cannedAnswerHandlers = (): HandlersOf<Contract> => ({
  'canned-answers.create': async (tenant, tx, { body, note }) => {
    await demandRoom(tenant, tx, 'canned_answer');
    const { word, title, texts } = body;
    const row = await unlessThere(() =>
      CannedAnswer.create({ ...changesOf(body), word: answerKey(word), title, texts }),
    );
    const after = present(await row.reload());
    note({ subject: subjectOf(row.id), after });
    return after;
  },
  'canned-answers.delete': async (_tenant, _tx, { params, note, requireMatch }) => {
    const row = await lockRow(CannedAnswer, params.answer_id, rowLock.forDeletion);
    const before = present(row);
    requireMatch('canned-answers.get', before);
    await row.destroy();
    note({ subject: subjectOf(row.id), before });
    return undefined;
  },
  'canned-answers.get': async (_tenant, _tx, { params }) =>
    present((await CannedAnswer.findOne({ where: { id: params.answer_id } })) ?? refuse('resource.unknown')),
  'canned-answers.list': async (_tenant, _tx, { query }) => {
    const { rows, next_cursor } = await readPage(CannedAnswer, query);
    return { items: rows.map(present), next_cursor };
  },
  'canned-answers.update': async (_tenant, _tx, { params, body, note, requireMatch }) => {
    const row = await lockRow(CannedAnswer, params.answer_id, rowLock.forChange);
    const before = present(row);
    requireMatch('canned-answers.get', before);
    await unlessThere(() => row.update(changesOf(body)));
    const after = present(row);
    note({ subject: subjectOf(row.id), before, after });
    return after;
  },
});
