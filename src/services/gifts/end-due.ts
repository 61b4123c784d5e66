import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { completeWaiting } from '../orders/complete-waiting.js';
import { endGift, lockGift } from '../orders/gift-rows.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { endWithRefund } from './return-gift.js';

/** Gifts that one look finds; each is ended in a transaction of its own. */
const atOnce = 200;

const findDue = `
  select id::text, buyer_id::text as "buyerId", due_at::text as "dueAt" from gifts
  where bot_id = $1 and due_at <= $2 and (due_at, id) > ($4::timestamptz, $5::bigint)
  order by due_at, gifts.id limit $3`;
const isDue = `select 1 from gifts where bot_id = $1 and id = $2 and due_at <= $3`;
const writeNext = `
  update gifts set due_at = valid_until, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

interface Due {
  readonly id: string;
  readonly buyerId: string;
  /** To the microsecond. */
  readonly dueAt: string;
}

/** Before all of them. */
const first: Pick<Due, 'dueAt' | 'id'> = { dueAt: '-infinity', id: '0' };

/**
 * Does what is due of a bot's gifts that nobody has taken: says so a week before their end, and at the end gives the money back
 * where the rule of the sale says so. A gift a transaction; again, in parallel or after a crash it does nothing twice. One that
 * fails keeps none of the others: it is thrown at the end, so that the job is tried again.
 */
export async function endDueGifts(tenant: Tenant): Promise<void> {
  const at = new Date(now());
  const failures: unknown[] = [];
  for (let after: Pick<Due, 'dueAt' | 'id'> | undefined = first; after !== undefined;) {
    const { dueAt, id }: Pick<Due, 'dueAt' | 'id'> = after;
    const due: Due[] = await tenant.db((tx) => tx.sql<Due>(findDue, [tenant.botId, at, atOnce, dueAt, id]));
    for (const one of due)
      await tenant.db((tx) => endDue(tenant, tx, one, at)).catch((error: unknown) => failures.push(error));
    after = due.length === atOnce ? due.at(-1) : undefined;
  }
  if (failures.length > 0) throw failures[0];
}

/** One of them, in the open transaction. */
export async function endDue(
  tenant: Tenant,
  tx: Tx,
  { id: giftId, buyerId }: Pick<Due, 'buyerId' | 'id'>,
  at: Date,
): Promise<void> {
  const buyer = await lockBuyer(tenant, tx, buyerId);
  const gift = await lockGift(tenant, tx, { giftId });
  if (!gift || (await tx.sql(isDue, [tenant.botId, giftId, at])).length === 0) return;
  const about = { user_id: buyerId, gift_id: giftId };
  if (gift.validUntil.getTime() > at.getTime()) {
    await tx.sql(writeNext, [tenant.botId, giftId]);
    await notify(tenant, tx, { kind: 'gift_ends_soon', about });
    return;
  }
  if (gift.isRefundedAtEnd) await endWithRefund(tenant, tx, { gift, isErased: buyer?.status === 'deleted' });
  else await endGift(tenant, tx, { giftId, state: 'ended', at });
  await notify(tenant, tx, { kind: 'gift_over', about });
  if (gift.isRefundedAtEnd) await completeWaiting(tenant, tx, { userId: buyerId });
}
