import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What waits for the reviewers of a bot. */
export interface Waiting {
  readonly count: number;
  /** When the oldest came; undefined: nothing waits. */
  readonly since: Date | undefined;
}

const isWaiting = `bot_id = $1 and status = 'pending' and submitted_at is not null`;
const all = `select count(*)::int as count, min(submitted_at) as since from card_to_card_payments where ${isWaiting}`;

/** How many receipts wait, and since when the oldest does. */
export async function countWaiting({ botId }: Tenant, tx: Tx): Promise<Waiting> {
  const [row] = await tx.sql<{ count: number; since: Date | null }>(all, [botId]);
  return { count: row?.count ?? 0, since: row?.since ?? undefined };
}

const oldest = `select id::text from card_to_card_payments where ${isWaiting} order by submitted_at, card_to_card_payments.id limit 1`;

/** Number of the payment whose receipt waits longest; undefined: none does. */
export async function findOldestWaiting({ botId }: Tenant, tx: Tx): Promise<string | undefined> {
  return (await tx.sql<{ id: string }>(oldest, [botId]))[0]?.id;
}

const beside = `
  select
    (select id::text from card_to_card_payments
      where ${isWaiting} and (submitted_at, id) > (seen.at, seen.id) order by submitted_at, card_to_card_payments.id limit 1) as next,
    (select id::text from card_to_card_payments
      where ${isWaiting} and (submitted_at, id) < (seen.at, seen.id) order by submitted_at desc, card_to_card_payments.id desc limit 1) as last,
    (select count(*)::int from card_to_card_payments
      where ${isWaiting} and (submitted_at, id) < (seen.at, seen.id)) as before
  from (select id, coalesce(submitted_at, created_at) as at from card_to_card_payments where bot_id = $1 and id = $2) as seen`;

/** What waits around a payment, in the sequence in which it came. */
export interface Neighbours {
  readonly next: string | undefined;
  readonly last: string | undefined;
  /** How many came before it. */
  readonly before: number;
}

/** What waits before and after a payment, whether or not it waits itself. */
export async function findNeighbours({ botId }: Tenant, tx: Tx, paymentId: string): Promise<Neighbours> {
  const [row] = await tx.sql<{ next: string | null; last: string | null; before: number }>(beside, [
    botId,
    paymentId,
  ]);
  return { next: row?.next ?? undefined, last: row?.last ?? undefined, before: row?.before ?? 0 };
}

const each = `
  select id::text from card_to_card_payments where ${isWaiting} order by submitted_at, card_to_card_payments.id`;

/** Lets everything that waits be put before the reviewers who have not seen it, by a job each, in the open transaction. */
export async function reviewAnew(tenant: Tenant, tx: Tx): Promise<void> {
  for (const { id } of await tx.sql<{ id: string }>(each, [tenant.botId]))
    await enqueue(tenant, 'card-payment.review', { payment_id: id });
}
