import { takeBonusBack } from '#services/campaigns/take-bonus-back.js';
import { lockDeliveries, takeDeliveriesBack, type Delivery } from '#services/orders/promotion-deliveries.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { countUsesBack, takeUsesBack } from '#services/promo-codes/take-uses-back.js';
import { noteRefused, type PanelRefusal } from '#services/provision/pending-row.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/**
 * The panel refuses a subscription for good: what promotions gave of it and what was sold later go back together, in the open
 * transaction, and people and admins hear of it; a second call finds neither, and only notes the refusal. Locks go person, codes,
 * orders, subscription, bot; codes are written after the bot.
 */
export async function takeUndeliveredBack(tenant: Tenant, tx: Tx, refusal: PanelRefusal): Promise<void> {
  const { subscriptionId, code } = refusal;
  const deliveries = await lockDeliveries(tenant, tx, subscriptionId);
  const uncounted = await takePromotionsBack(tenant, tx, deliveries);
  const isRefunded = await refundOrders(tenant, tx, { subscriptionId, reason: code });
  await takeDeliveriesBack(tenant, tx, deliveries);
  await countUsesBack(tenant, tx, uncounted);
  if (!isRefunded && deliveries.length === 0) await noteRefused(tenant, tx, refusal);
}

async function takePromotionsBack(
  tenant: Tenant,
  tx: Tx,
  deliveries: readonly Delivery[],
): ReturnType<typeof takeUsesBack> {
  const uses = deliveries.flatMap(({ useId, userId, givenAt: at }) =>
    useId === null ? [] : [{ useId, userId, at }],
  );
  const uncounted = await takeUsesBack(tenant, tx, uses);
  for (const { campaignId, userId } of deliveries)
    if (campaignId !== null) await takeBonusBack(tenant, tx, { campaignId, userId });
  return uncounted;
}
