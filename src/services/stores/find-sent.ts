import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { Jobs } from '#jobs/queues.js';
import { asFleet } from '#tenancy/scope.js';

interface OwedMessage {
  readonly id: string;
  readonly bot_id: string;
  readonly ordering_key: string;
}

const atOnce = 500;
const messageJobs = Object.entries(catalog as Record<string, JobContract>)
  .filter(([, { queue }]) => queue === 'messages')
  .map(([name]) => name);

/** Rows made after the last beat that Redis heard of may have numbers that came again: nobody knows of those. */
const owedMessages = `
  select id, bot_id, ordering_key from outbox
  where job_name = any($1) and id > $2 and created_at <= to_timestamp($3::float8 / 1000) order by id limit $4`;

/**
 * The messages that are pending in PostgreSQL although Redis knows that they were sent (or refused for good): a backup was made
 * before that. Jobs of other kinds have their effect in PostgreSQL, where it is lost, so they are done again. `until` is
 * the time of the last beat that Redis heard of, in ms since 1970. Returns the numbers of their rows.
 */
export async function findSent(jobs: Jobs, until: number): Promise<string[]> {
  const sent: string[] = [];
  for (let after = '0'; ;) {
    const values = [messageJobs, after, until, atOnce];
    const rows = await asFleet('find messages that were sent', (tx) =>
      tx.sql<OwedMessage>(owedMessages, values),
    );
    const places = rows.map((row) => ({
      botId: row.bot_id,
      chatId: row.ordering_key || '0',
      id: row.id,
    }));
    const standings = await jobs.ordered.messages.standings(places);
    rows.forEach(({ id }, at) => standings[at] === 'ended' && sent.push(id));
    if (rows.length < atOnce) return sent;
    after = rows.at(-1)?.id ?? after;
  }
}
