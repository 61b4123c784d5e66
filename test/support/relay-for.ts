import { relayOutbox } from '#jobs/relay-outbox.js';
import type { Jobs } from '#jobs/queues.js';
import { ownerQuery } from './database.js';

/**
 * A round of the relay for one bot alone: it looks at the whole fleet, and the workers of this test would work off the
 * hundreds of jobs that tests before it left. What was written is old enough for it. Returns how many rows Redis was given.
 */
export async function relayFor({ botId }: { readonly botId: string }, jobs: Jobs): Promise<number> {
  await ownerQuery('delete from outbox where bot_id <> $1', [botId]);
  await ownerQuery(`update outbox set created_at = now() - interval '1 minute'`);
  return relayOutbox(jobs);
}
