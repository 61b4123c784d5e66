import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 2_000;

const findSending = `
  select distinct bot_id::text as id from personal_offer_sendings where state = 'running' limit $1`;
// One look into the index a bot, however many offers it has.
const findEnding = `
  select b.id::text from bots b
  cross join lateral (select from personal_offers o where o.bot_id = b.id and o.due_at <= $1
    order by o.due_at limit 1) as due
  limit $2`;

/** Enqueues jobs for the bots that send offers, and for those of which an offer ends. Returns how many. */
export const enqueueDueOffers = (): Promise<number> =>
  asFleet('find offers that are sent or end', async (tx) => {
    const sending = await tx.sql<{ id: string }>(findSending, [atOnce]);
    const ending = await tx.sql<{ id: string }>(findEnding, [new Date(now()), atOnce]);
    for (const { id } of sending) await enqueue(tenantOf(id), 'offers.send', {});
    for (const { id } of ending) await enqueue(tenantOf(id), 'offers.end', {});
    return sending.length + ending.length;
  });
