import { hasVisibleText } from '#platform/visible-text.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { draftOrder } from '../orders/draft-order.js';
import { isRowId } from '#platform/row-id.js';
import { endOrder, lockOrder } from '../orders/order-rows.js';
import type { Drafted, GiftRecipient, Wish } from '../orders/types.js';
import { lockBuyer } from '../orders/weigh-order.js';

/** Most characters of a greeting. */
export const mostGreeting = 300;

/** What was typed as a greeting, as it is kept; undefined: nothing can be seen of it, or it is too long. */
export function greetingOf(typed: string): string | undefined {
  const greeting = typed.replace(/\r\n?/g, '\n').trim();
  return hasVisibleText(greeting) && greeting.length <= mostGreeting ? greeting : undefined;
}

/** What becomes of the wish for a gift; null: anybody, or no words. */
export type GiftChange = { readonly recipient: GiftRecipient | null } | { readonly greeting: string | null };

type GiftWish = Extract<Wish, { readonly kind: 'gift' }>;

/**
 * The order for the same gift with another recipient or other words. Undefined: the person has no such open order; its number comes
 * from a button and may be anything.
 */
export async function changeGiftWish(
  tenant: Tenant,
  tx: Tx,
  {
    userId,
    orderId,
    change,
  }: { readonly userId: string; readonly orderId: string; readonly change: GiftChange },
): Promise<Drafted | undefined> {
  if (!isRowId(orderId)) return undefined;
  await lockBuyer(tenant, tx, userId);
  const order = await lockOrder(tenant, tx, { userId, orderId });
  if (!order || (order.state !== 'draft' && order.state !== 'waiting') || order.wish.kind !== 'gift')
    return undefined;
  const wish = changed(order.wish, change);
  const isSame = JSON.stringify(wish) === JSON.stringify(changed(order.wish, {}));
  // What waits for money as a cart was for the other choice.
  if (!isSame) await endOrder(tenant, tx, { orderId, state: 'cancelled' });
  return draftOrder(tenant, tx, { userId, wish });
}

function changed(
  { planId, ...before }: GiftWish,
  change: Partial<{ readonly recipient: GiftRecipient | null; readonly greeting: string | null }>,
): GiftWish {
  const recipient = change.recipient === undefined ? before.recipient : change.recipient;
  const greeting = change.greeting === undefined ? before.greeting : change.greeting;
  return { kind: 'gift', planId, ...(recipient && { recipient }), ...(greeting && { greeting }) };
}
