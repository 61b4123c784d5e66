import { log } from '#platform/log.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { confirmOrder } from '../../orders/confirm-order.js';
import { draftOrder } from '../../orders/draft-order.js';
import type { PricedOrder, Wish } from '../../orders/types.js';
import type { Payment } from '../payment-rows.js';
import { stopLater } from './keep-agreement.js';

const boughtText = `
  select wish, subscription_id::text from orders
  where bot_id = $1 and id = $2 and state = 'paid' and kind = 'plan'`;

/** What the next period would cost, or why it cannot be bought. */
export type Again =
  | { readonly kind: 'offered'; readonly order: PricedOrder; readonly missingToman: number }
  | { readonly kind: 'gone' };

/** Prices what the first payment of an agreement has bought once more, a period more for the same subscription; nothing is bought. */
export async function priceAgain(tenant: Tenant, tx: Tx, { orderId, userId }: Payment): Promise<Again> {
  const [bought] = await tx.sql<{ wish: Wish; subscription_id: string | null }>(boughtText, [
    tenant.botId,
    orderId,
  ]);
  if (bought?.wish.kind !== 'plan' || bought.subscription_id === null) return { kind: 'gone' };
  const wish: Wish = {
    kind: 'plan',
    planId: bought.wish.planId,
    subscriptionId: bought.subscription_id,
  };
  const drafted = await draftOrder(tenant, tx, { userId, wish });
  if (drafted.kind === 'refused') return { kind: 'gone' };
  const { effect } = drafted.order.quote;
  if (effect !== 'extend' && effect !== 'restart') return { kind: 'gone' };
  return { kind: 'offered', order: drafted.order, missingToman: drafted.missingToman };
}

/**
 * Buys again what a payment that repeats has bought, in the open transaction in which the money came. False: it cannot be (the
 * plan is gone or dearer, the subscription is another, the agreement was ended), so the money stays in the wallet, and the payer
 * is charged no more.
 */
export async function buyAgain(tenant: Tenant, tx: Tx, first: Payment): Promise<boolean> {
  const orderId = first.repeat?.state === 'canceled' ? undefined : await extend(tenant, tx, first);
  if (orderId === undefined) {
    log.info({ payment: first.id }, 'a payment was repeated for what cannot be bought again; it ends');
    await stopLater(tenant, first);
    return false;
  }
  await notify(tenant, tx, { kind: 'order_completed', about: { order_id: orderId } });
  return true;
}

async function extend(tenant: Tenant, tx: Tx, first: Payment): Promise<string | undefined> {
  const again = await priceAgain(tenant, tx, first);
  if (again.kind === 'gone' || again.missingToman > 0) return undefined;
  const { id: orderId, revision } = again.order;
  const confirmed = await confirmOrder(tenant, tx, { userId: first.userId, orderId, revision });
  return confirmed.kind === 'paid' ? orderId : undefined;
}
