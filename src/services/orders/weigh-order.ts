import { isDeepStrictEqual } from 'node:util';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readDiscounts } from '../discounts/read-discounts.js';
import { readGroups } from '../discounts/read-group.js';
import { readBuyer, readPlan, readPlanOf, type Buyer, type Plan } from './facts.js';
import { lockGift } from './gift-rows.js';
import { readHeld, type Held } from './held.js';
import { priceOrder } from './pricing/price-order.js';
import type { Facts, Priced } from './pricing/sale.js';
import { readTerms, termsOfPaid, type Terms } from './terms.js';
import type { Funds, Quote, Wish } from './types.js';

/** A wish, weighed against what is so in the open transaction. */
export interface Weighed {
  readonly priced: Priced;
  readonly facts: Facts;
}

/**
 * Prices a wish by what is so in the open transaction, in which the buyer is locked already; a gift, their
 * subscriptions and the plan are locked here. `pricedAt`: the instant of a price that was made before. `isPaidFor`: money came for it.
 */
export async function weighOrder(
  tenant: Tenant,
  tx: Tx,
  {
    buyer,
    wish,
    pricedAt,
    isPaidFor = false,
  }: {
    readonly buyer: Buyer;
    readonly wish: Wish;
    readonly pricedAt?: Date;
    readonly isPaidFor?: boolean | undefined;
  },
): Promise<Weighed> {
  const stored = await readTerms(tenant, tx);
  // A gift was paid for when it was bought.
  const terms = isPaidFor || wish.kind === 'taking' ? termsOfPaid(stored) : stored;
  const gift =
    wish.kind === 'taking'
      ? await lockGift(tenant, tx, { giftId: wish.giftId, readerId: buyer.id })
      : undefined;
  const held = await readHeld(tenant, tx, { userId: buyer.id, isLocked: true });
  const plan = await findPlan(tenant, tx, { wish, held });
  // What was read in the statement that waited for the buyer may be used by now.
  const discounts = buyer.discounts?.length ? await readDiscounts(tenant, tx, buyer.id) : [];
  const groups = buyer.groupIds?.length ? await readGroups(tenant, tx, buyer.id) : {};
  const facts = {
    ...factsAt({ buyer: { ...buyer, discounts, ...groups }, held, terms }),
    plan,
    ...(gift && { gift }),
    ...(pricedAt && { pricedAt }),
  };
  return { priced: priceOrder(wish, facts), facts };
}

/** Facts of this instant, without a plan. */
export function factsAt({
  buyer,
  held,
  terms,
}: {
  buyer: Buyer;
  held: readonly Held[];
  terms: Terms;
}): Facts {
  const at = new Date(now());
  return { buyer, held, terms, plan: undefined, now: at, pricedAt: at };
}

/** The plan that a price depends on. */
async function findPlan(
  tenant: Tenant,
  tx: Tx,
  { wish, held }: { wish: Wish; held: readonly Held[] },
): Promise<Plan | undefined> {
  if (wish.kind === 'plan' || wish.kind === 'gift') return readPlan(tenant, tx, wish.planId);
  if (wish.kind !== 'reset') return undefined;
  const planId = held.find(({ id }) => id === wish.subscriptionId)?.planId;
  return planId ? readPlanOf(tenant, tx, planId) : undefined;
}

/** Do two quotes promise the same? The end moves with the clock until it is paid, so it does not count. */
export const isSameQuote = (left: Quote, right: Quote): boolean =>
  isDeepStrictEqual(promiseOf(left), promiseOf(right));

// As JSON: that is how the older one was stored.
const promiseOf = (quote: Quote): unknown => JSON.parse(JSON.stringify({ ...quote, endsAt: '' }));

/** What a buyer lacks for a price. */
export const fundsOf = ({ balanceToman }: Buyer, { totalToman }: Quote): Funds => ({
  balanceToman,
  missingToman: Math.max(0, totalToman - balanceToman),
});

/** The person, locked; undefined when there is none of that number. */
export const lockBuyer = (tenant: Tenant, tx: Tx, userId: string): Promise<Buyer | undefined> =>
  readBuyer(tenant, tx, { userId, isLocked: true });
