import { RetryableError } from '#platform/errors.js';
import { tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { catalog, type JobName } from './catalog.js';
import type { JobContract } from './job-contract.js';
import type { JobData } from './job-data.js';
import type { OrderedItem, Place } from './ordered/items.js';
import { ForgottenError } from './ordered/ordered-queue.js';
import type { InlineRunner } from './ordered/script-calls.js';
import { isOrdered, type OrderedQueueName, type QueueName } from './queue-catalog.js';
import { jobOptions, type Jobs } from './queues.js';

/** A pending job in PostgreSQL: the row lives until the job has ended. */
export interface OutboxRow {
  readonly id: string;
  readonly bot_id: string;
  readonly job_name: JobName;
  /** The chat in whose sequence the job runs; '' = none. */
  readonly ordering_key: string;
  readonly payload: Record<string, unknown>;
  /** What carries the trace of the code that decided it; null: none. */
  readonly trace: string | null;
}
export interface NewOutboxRow extends Omit<OutboxRow, 'id'> {
  /** Until then the row waits in the outbox; null: not at all. */
  readonly not_before: Date | null;
}

/** A row of a newer version's job stays where it is until that version hands it over. */
export const knownJobs: readonly string[] = Object.keys(catalog);

const insertRows = `
  insert into outbox (bot_id, job_name, ordering_key, payload, trace, not_before)
  select bot_id, job_name, ordering_key, payload::jsonb, trace, not_before
  from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) with ordinality
    as fresh (bot_id, job_name, ordering_key, payload, trace, not_before, place)
  order by place
  returning id, bot_id, job_name, ordering_key, payload, trace, not_before`;

/**
 * Writes jobs together with the commit of the open transaction; `afterwards` gets the rows of those that wait for no time,
 * in order. The relay gives the others to Redis once theirs has come.
 */
export function writeOutbox(
  tx: Tx,
  rows: readonly NewOutboxRow[],
  afterwards: (written: OutboxRow[]) => Promise<void>,
): void {
  const values = [
    rows.map((row) => row.bot_id),
    rows.map((row) => row.job_name),
    rows.map((row) => row.ordering_key),
    rows.map((row) => JSON.stringify(row.payload)),
    rows.map((row) => row.trace),
    rows.map((row) => row.not_before?.toISOString() ?? null),
  ];
  tx.withCommit<OutboxRow & NewOutboxRow>(insertRows, values, (written) =>
    afterwards(
      written
        .filter((row) => row.not_before === null)
        .sort((left, right) => Number(left.id) - Number(right.id)),
    ),
  );
}

/** Is there as long as Redis has everything that was handed over to it. */
export const epochOf = ({ prefix }: Jobs): string => `${prefix}:epoch`;

/**
 * Gives jobs to Redis that were just written. One that was emptied and has not got everything back yet gets all that
 * is pending for their chats, or they would overtake it. Messages that are due at once go to `inline` as far as it has room.
 */
export async function handOverFresh(
  jobs: Jobs,
  rows: readonly OutboxRow[],
  inline?: InlineRunner,
): Promise<void> {
  try {
    await handOver(jobs, rows, { mark: epochOf(jobs), inline });
  } catch (error) {
    if (!(error instanceof ForgottenError)) throw error;
    const chats = new Map(rows.map((row) => [`${row.bot_id} ${row.ordering_key}`, row]));
    for (const { bot_id: botId, ordering_key: chatId } of chats.values())
      await flushChat(jobs, tenantOf(botId), chatId);
  }
}

/**
 * Gives pending jobs to Redis, in the order of their ids; giving one twice is one job. Throws ForgottenError when the key
 * `mark` is missing.
 */
export async function handOver(
  jobs: Jobs,
  rows: readonly OutboxRow[],
  { mark, inline }: { mark?: string; inline?: InlineRunner | undefined } = {},
): Promise<void> {
  const ordered = new Map<OrderedQueueName, OrderedItem[]>();
  const plain = new Map<string, { name: string; data: JobData; opts: object }[]>();
  for (const row of rows) {
    const queue: QueueName = catalog[row.job_name].queue;
    if (isOrdered(queue)) ordered.set(queue, [...(ordered.get(queue) ?? []), itemOf(row)]);
    else {
      const opts = { jobId: plainIdOf(row), ...jobOptions(row.job_name, row.trace) };
      plain.set(queue, [...(plain.get(queue) ?? []), { name: row.job_name, data: dataOf(row), opts }]);
    }
  }
  for (const [queue, items] of ordered)
    await jobs.ordered[queue].offer(items, {
      inline: queue === 'messages' ? inline : undefined,
      ...(mark && { mark }),
    });
  for (const [queue, items] of plain) await jobs.queues[queue as keyof Jobs['queues']].addBulk(items);
}

function itemOf(row: OutboxRow): OrderedItem {
  const place = placeOfRow(row);
  const { job_name: name, trace } = row;
  const { isMerged, leaves }: JobContract = catalog[name];
  const left = leaves?.(row.payload);
  return {
    name,
    trace,
    data: dataOf(row, place.chatId),
    ...(isMerged && { isMerged }),
    ...(left !== undefined && { leaves: left }),
    ...place,
  };
}

/** The place of a row's job in its chat's line. */
export const placeOfRow = (row: OutboxRow): Place => ({
  botId: row.bot_id,
  chatId: row.ordering_key || '0',
  id: row.id,
});
/** The id of a row's job where its queue keeps no order. */
export const plainIdOf = (row: OutboxRow): string => `${row.bot_id}.outbox-${row.id}`;
const dataOf = (row: OutboxRow, chatId?: string): JobData => ({
  bot_id: row.bot_id,
  payload: row.payload,
  outbox_id: row.id,
  offered_at: Date.now(),
  ...(chatId !== undefined && { chat_id: chatId }),
});

const owedToChat = `
  select id, bot_id, job_name, ordering_key, payload, trace from outbox
  where ordering_key = $1 and job_name = any($2) and coalesce(not_before <= now(), true) order by id limit 200`;

/**
 * Hands over a chat's pending jobs that a crash between commit and Redis left behind. Throws
 * RetryableError('redis.hand_over') when Redis does not take it: the chat's next update must not overtake it.
 */
export async function flushChat(jobs: Jobs, tenant: Tenant, chatId: string): Promise<void> {
  const rows = await tenant.db((tx) => tx.sql<OutboxRow>(owedToChat, [chatId, knownJobs]));
  await handOver(jobs, rows).catch((error: unknown) => {
    throw new RetryableError('redis.hand_over', { cause: error });
  });
}
