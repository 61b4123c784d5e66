import type { Tenant, Tx } from '#tenancy/scope.js';
import type { PlanOffer } from '../orders/offers.js';
import { priceOrder } from '../orders/pricing/price-order.js';
import { isOrderRefusal } from '../orders/pricing/sale.js';
import { readShop } from '../orders/read-menu-facts.js';
import type { OrderRefusal } from '../orders/types.js';
import { factsAt } from '../orders/weigh-order.js';

/** What a person can buy for somebody else, in the order of the plans. */
export interface GiftShelf {
  readonly plans: readonly PlanOffer[];
  /** Why there is none though some plans are on sale; null: there is one, or none is on sale. */
  readonly refusal: OrderRefusal | null;
}

/** The plans that a person can buy for somebody else, at their prices for this person. */
export async function listGiftPlans(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<GiftShelf> {
  const shop = await readShop(tenant, tx, { userId });
  const priced = shop.plans.map((plan) => ({
    plan,
    priced: priceOrder({ kind: 'gift', planId: plan.id }, { ...factsAt(shop), plan }),
  }));
  const plans = priced.flatMap(({ plan, priced: sale }): PlanOffer[] => {
    if (isOrderRefusal(sale)) return [];
    const { id: planId, name, periodDays, trafficLimitGb, deviceLimit, priceToman: listPriceToman } = plan;
    const { totalToman: priceToman, effect } = sale.quote;
    return [{ planId, name, periodDays, trafficLimitGb, deviceLimit, priceToman, listPriceToman, effect }];
  });
  const first = priced[0]?.priced;
  const refusal = plans.length === 0 && first !== undefined && isOrderRefusal(first) ? first : null;
  return { plans, refusal };
}
