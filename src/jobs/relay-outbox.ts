import { log } from '#platform/log.js';
import { asFleet } from '#tenancy/scope.js';
import { catalog } from './catalog.js';
import type { JobContract } from './job-contract.js';
import { epochOf, handOver, knownJobs, placeOfRow, plainIdOf, type OutboxRow } from './outbox.js';
import { isOrdered, queues as queueList, type QueueName } from './queue-catalog.js';
import type { Jobs } from './queues.js';

const dueRows = `
  select id, bot_id, job_name, ordering_key, payload, trace from outbox
  where greatest(coalesce(handed_at, created_at), not_before) < now() - interval '10 seconds' and job_name = any($1)
    and (handed_at is null or handed_at < now() - interval '5 minutes')
  order by greatest(coalesce(handed_at, created_at), not_before), id limit 1000`;

// The second list is looked at again after ten seconds.
const noteHanded = `
  update outbox set handed_at = now() - case when id = any($2::bigint[]) then interval '290 seconds' else interval '0' end
  where id = any($1::bigint[])`;

/** A merged job that has ended keeps its line for a moment, and until the sweep where its worker died then. */
const soonAgain = (rows: readonly OutboxRow[], open: ReadonlySet<string>): string[] =>
  rows
    .filter(({ id, job_name: name }) => open.has(id) && (catalog[name] as JobContract).isMerged)
    .map(({ id }) => id);

/**
 * Gives Redis what it should have and may not: rows whose hand-over a crash swallowed, and, when Redis came back
 * empty (its epoch mark is gone), everything pending. Rows whose job has ended, which a crash kept from deletion, go.
 * Returns how many rows Redis was given.
 */
export async function relayOutbox(jobs: Jobs): Promise<number> {
  const mark = epochOf(jobs);
  const hasForgotten = !(await jobs.redis.exists(mark));
  if (hasForgotten) {
    log.warn(
      'Redis is new or was emptied (its epoch mark is missing); all pending outbox jobs are enqueued again',
    );
    await asFleet('relay the outbox', (tx) =>
      tx.sql(
        `update outbox set handed_at = now() - interval '1 hour' where handed_at is not null or created_at < now()`,
      ),
    );
  }
  let relayed = 0;
  for (;;) {
    const rows = await asFleet('relay the outbox', (tx) => tx.sql<OutboxRow>(dueRows, [knownJobs]));
    if (!rows.length) break;
    // Most only wait in Redis for their turn; to offer thousands of those would keep others from theirs.
    const open = await findOpen(jobs, rows);
    const missing = rows.filter((row) => !open.has(row.id));
    await handOver(jobs, missing);
    const ended = await findEnded(jobs, missing);
    await asFleet('relay the outbox', async (tx) => {
      await tx.sql('delete from outbox where id = any($1::bigint[])', [ended]);
      await tx.sql(noteHanded, [rows.map(({ id }) => id), soonAgain(rows, open)]);
    });
    relayed += missing.length - ended.length;
  }
  if (hasForgotten) await jobs.redis.set(mark, String(Date.now()), 'NX');
  return relayed;
}

/** The ids of those rows whose jobs stand in the line of their chats. */
async function findOpen(jobs: Jobs, rows: readonly OutboxRow[]): Promise<Set<string>> {
  const open = new Set<string>();
  for (const queue of (Object.keys(queueList) as QueueName[]).filter(isOrdered)) {
    const ofQueue = rows.filter((row) => catalog[row.job_name].queue === queue);
    if (!ofQueue.length) continue;
    const answers = await jobs.ordered[queue].areOpen(ofQueue.map(placeOfRow));
    ofQueue.forEach(({ id }, at) => answers[at] && open.add(id));
  }
  return open;
}

/** Which of these rows' jobs have ended: a crash kept their rows from deletion. Returns the ids of the rows. */
async function findEnded(jobs: Jobs, rows: readonly OutboxRow[]): Promise<string[]> {
  const open = await findOpen(jobs, rows);
  const isOrderedRow = ({ job_name: name }: OutboxRow): boolean => isOrdered(catalog[name].queue);
  const ended = rows.filter((row) => isOrderedRow(row) && !open.has(row.id)).map(({ id }) => id);
  for (const row of rows) {
    const { queue } = catalog[row.job_name];
    if (queueList[queue].ordered) continue;
    const state = await jobs.queues[queue].getJobState(plainIdOf(row));
    if (state === 'completed' || state === 'failed') ended.push(row.id);
  }
  return ended;
}
