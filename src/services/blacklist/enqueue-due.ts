import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 500;

// Lists that are due, and bots that have switched theirs on and were never asked for it.
const findBots = `
  (select bot_id::text from blacklists join bots on bots.id = bot_id and bots.is_active where next_at <= $1
    order by next_at limit $2)
  union
  (select bot_id::text from bot_configurations as configuration join bots on bots.id = bot_id and bots.is_active
    where config_key = 'blacklist_enabled' and config_value = 'true'
      and not exists (select from blacklists where blacklists.bot_id = configuration.bot_id)
    limit $2)`;

/** Enqueues one job for each bot whose black list is to be read. Returns how many. */
export const enqueueDueLists = (): Promise<number> =>
  asFleet('find black lists to read', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(findBots, [new Date(now()), atOnce]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'blacklist.read', {});
    return rows.length;
  });
