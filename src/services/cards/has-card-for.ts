import type { Tenant, Tx } from '#tenancy/scope.js';
import { isOpen } from './limits.js';
import { readRotation } from './read-rotation.js';

const anyText = `
  select card.id from tenant_payment_cards as card where ${isOpen} limit 1`;

/**
 * Would a pick for the sum (toman) find a card now? Waits for nobody and keeps nothing, so a pick may find none all the same.
 * Where it says no, `tellCardsFull` tells the admins if a day's limit is why.
 */
export async function hasCardFor(tenant: Tenant, tx: Tx, amountToman: number): Promise<boolean> {
  const { cardCount, isLimited, dayStart, hour } = await readRotation(tenant, tx, { isPick: false });
  if (cardCount === 0 || !isLimited) return cardCount > 0;
  return (await tx.sql(anyText, [tenant.botId, amountToman, dayStart, hour])).length > 0;
}
