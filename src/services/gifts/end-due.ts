import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { endGift, lockGift } from '../orders/gift-rows.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { endWithRefund } from './return-gift.js';

/** Gifts that one look finds; each is ended in a transaction of its own. */
const atOnce = 200;

const findDue = `
  select id::text, buyer_id::text as "buyerId" from gifts
  where bot_id = $1 and due_at <= $2 order by due_at, gifts.id limit $3`;
const isDue = `select 1 from gifts where bot_id = $1 and id = $2 and due_at <= $3`;
const writeNext = `
  update gifts set due_at = valid_until, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

interface Due {
  readonly id: string;
  readonly buyerId: string;
}

/**
 * Does what is due of a bot's gifts that nobody has taken: says so a week before their end, and at the end gives the money back
 * where the rule of the sale says so. A gift a transaction; again, in parallel or after a crash it does nothing twice.
 */
export async function endDueGifts(tenant: Tenant): Promise<void> {
  for (;;) {
    const at = new Date(now());
    const due = await tenant.db((tx) => tx.sql<Due>(findDue, [tenant.botId, at, atOnce]));
    for (const one of due) await tenant.db((tx) => endDue(tenant, tx, one, at));
    if (due.length < atOnce) return;
  }
}

/** One of them, in the open transaction. */
export async function endDue(tenant: Tenant, tx: Tx, { id: giftId, buyerId }: Due, at: Date): Promise<void> {
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
}
