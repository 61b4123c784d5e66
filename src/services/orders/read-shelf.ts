import type { Tenant, Tx } from '#tenancy/scope.js';
import { planTargetsFor } from './offers.js';
import { readShop } from './read-menu-facts.js';
import { shelfFor, waysOnFor, type Shelf, type WaysOn } from './shelf.js';

interface Asking {
  readonly userId: string;
}

/** What a person can buy by the period: for a subscription, 'new', or for what suits (left out). */
export const readShelf = async (
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: Asking & { readonly subscriptionId?: string | undefined },
): Promise<Shelf> => shelfFor(await readShop(tenant, tx, { userId }), subscriptionId);

/** What leads on from a subscription of a person; from one that they do not have, nothing does. */
export const readWaysOn = async (
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: Asking & { readonly subscriptionId: string },
): Promise<WaysOn> => waysOnFor(await readShop(tenant, tx, { userId }), subscriptionId);

/**
 * The subscriptions of a person, by their numbers, that a plan can be bought for; `planId` and `link`, by which they came to it,
 * may be anything.
 */
export async function listPlanTargets(
  tenant: Tenant,
  tx: Tx,
  { userId, planId, link }: Asking & { readonly planId: string; readonly link?: string | undefined },
): Promise<readonly string[]> {
  const shop = await readShop(tenant, tx, { userId });
  const plan = shop.plans.find(({ id }) => id === planId);
  return plan ? planTargetsFor(shop, plan, link) : [];
}
