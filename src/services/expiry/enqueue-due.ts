import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 2_000;

// One look into the index a bot, however many subscriptions it has and however many of them are due.
const findBots = `
  select b.id::text from bots b
  cross join lateral (select from subscriptions s where s.bot_id = b.id and s.word_at <= $1
    order by s.word_at limit 1) as due
  limit $2`;

/** Enqueues one job for each bot with a subscription of which something is due. Returns how many. */
export const enqueueDueWords = (): Promise<number> =>
  asFleet('find subscriptions whose time has come', async (tx) => {
    const rows = await tx.sql<{ id: string }>(findBots, [new Date(now()), atOnce]);
    for (const { id } of rows) await enqueue(tenantOf(id), 'words.tell', {});
    return rows.length;
  });
