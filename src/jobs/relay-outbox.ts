import { startFilling } from '#platform/filled-mark.js';
import { log } from '#platform/log.js';
import { asFleet } from '#tenancy/scope.js';
import { catalog } from './catalog.js';
import type { JobContract } from './job-contract.js';
import type { ItemStanding } from './ordered/item-standings.js';
import { epochOf, handOver, knownJobs, placeOfRow, plainIdOf, type OutboxRow } from './outbox.js';
import { isOrdered, queues as queueList, type QueueName } from './queue-catalog.js';
import type { Jobs } from './queues.js';

/** A row that is due, with when Redis got it as text: a date of JavaScript lacks the microseconds. */
type DueRow = OutboxRow & { readonly handed_at: string | null };

const dueRows = `
  select id, bot_id, job_name, ordering_key, payload, trace, handed_at::text from outbox
  where greatest(coalesce(handed_at, created_at), not_before) < now() - interval '10 seconds' and job_name = any($1)
    and (handed_at is null or handed_at < now() - interval '5 minutes')
  order by greatest(coalesce(handed_at, created_at), not_before), id limit 1000`;

// A row is left alone when another relay, which found Redis emptied, wants it handed over anew ($2: as it was read). The last list
// is looked at again after ten seconds.
const noteHanded = `
  update outbox set handed_at = now() - case when id = any($3::bigint[]) then interval '290 seconds' else interval '0' end
  from unnest($1::bigint[], $2::timestamptz[]) as read (row_id, handed)
  where id = row_id and handed_at is not distinct from handed`;

/** A merged job that has ended keeps its line for a moment, and until the sweep where its worker died then. */
const soonAgain = (rows: readonly OutboxRow[], standing: Standings): string[] =>
  rows
    .filter(
      ({ id, job_name: name }) => standing.get(id) === 'open' && (catalog[name] as JobContract).isMerged,
    )
    .map(({ id }) => id);

/**
 * Gives Redis what it should have and may not: rows whose hand-over a crash swallowed, and, when Redis came back
 * empty (its epoch mark is gone), everything pending. Rows whose job has ended, which a crash kept from deletion, go.
 * Returns how many rows Redis was given.
 */
export async function relayOutbox(jobs: Jobs): Promise<number> {
  const filling = await startFilling(jobs.redis, epochOf(jobs));
  if (filling.isNeeded) {
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
    const rows = await asFleet('relay the outbox', (tx) => tx.sql<DueRow>(dueRows, [knownJobs]));
    if (!rows.length) break;
    relayed += await relay(jobs, rows);
  }
  await filling.end(String(Date.now()));
  return relayed;
}

/** Returns how many of the rows Redis was given. */
async function relay(jobs: Jobs, rows: readonly DueRow[]): Promise<number> {
  // Most only wait in Redis for their turn; to offer thousands of those would keep others from theirs.
  const standing = await standingsOf(jobs, rows);
  const missing = rows.filter(({ id }) => (standing.get(id) ?? 'unknown') === 'unknown');
  await handOver(jobs, missing);
  const after = await standingsOf(jobs, missing);
  const ended = new Set(await findEndedPlain(jobs, rows));
  for (const [id, how] of [...standing, ...after]) if (how === 'ended') ended.add(id);
  await asFleet('relay the outbox', async (tx) => {
    await tx.sql('delete from outbox where id = any($1::bigint[])', [[...ended]]);
    const read = [rows.map(({ id }) => id), rows.map(({ handed_at: at }) => at)];
    await tx.sql(noteHanded, [...read, soonAgain(rows, standing)]);
  });
  return missing.filter(({ id }) => !ended.has(id)).length;
}

/** Id of a row → how its job stands in the line of its chat. */
type Standings = ReadonlyMap<string, ItemStanding>;

/** How the jobs of those rows stand that keep an order. */
async function standingsOf(jobs: Jobs, rows: readonly OutboxRow[]): Promise<Standings> {
  const standings = new Map<string, ItemStanding>();
  for (const queue of (Object.keys(queueList) as QueueName[]).filter(isOrdered)) {
    const ofQueue = rows.filter((row) => catalog[row.job_name].queue === queue);
    const answers = await jobs.ordered[queue].standings(ofQueue.map(placeOfRow));
    ofQueue.forEach(({ id }, at) => standings.set(id, answers[at] as ItemStanding));
  }
  return standings;
}

/** The ids of those rows whose jobs have ended in the queues that keep no order. */
async function findEndedPlain(jobs: Jobs, rows: readonly OutboxRow[]): Promise<string[]> {
  const ended: string[] = [];
  for (const row of rows) {
    const { queue } = catalog[row.job_name];
    if (isOrdered(queue)) continue;
    const state = await jobs.queues[queue].getJobState(plainIdOf(row));
    if (state === 'completed' || state === 'failed') ended.push(row.id);
  }
  return ended;
}
