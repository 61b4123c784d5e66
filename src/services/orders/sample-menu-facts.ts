import type { Tenant, Tx } from '#tenancy/scope.js';
import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import { trialFor } from './offers.js';
import { shelfFor } from './shelf.js';
import type { Buyer, Plan } from './facts.js';
import type { MenuFacts } from './read-menu-facts.js';
import { readTerms } from './terms.js';

const plansText = `
  select id::text, name, period_days as "periodDays", price_toman::float8 as "priceToman",
    traffic_limit_gb as "trafficLimitGb", device_limit as "deviceLimit", squads, audience,
    group_ids::text[] as "groupIds", link_code as "linkCode"
  from bot_plans where bot_id = $1 and is_active order by sort_order, bot_plans.id limit 200`;

/** What the menu of somebody of a kind shows of selling, as the bot sells now; for looking at the menu without being that person. */
export async function sampleMenuFacts(
  tenant: Tenant,
  tx: Tx,
  { hasSubscription }: { readonly hasSubscription: boolean },
): Promise<MenuFacts> {
  const plans = await tx.sql<Plan>(plansText, [tenant.botId]);
  const buyer: Buyer = {
    id: '0',
    status: 'active',
    balanceToman: 0,
    hasHadTrial: hasSubscription,
    hasPaid: hasSubscription,
  };
  const shop = { buyer, held: [], terms: await readTerms(tenant, tx), plans };
  const { plans: offers, simple } = shelfFor(shop, undefined);
  const trial = trialFor(shop);
  return {
    subscription: hasSubscription ? runningSample() : null,
    count: hasSubscription ? 1 : 0,
    hasPlans: offers.length > 0,
    trial: typeof trial === 'object' ? trial : null,
    simple: simple && hasSubscription ? { ...simple, deed: 'extend' } : simple,
    cart: null,
    offers: { discount: null, accessUntil: null, hasAny: false },
    areSalesStopped: shop.terms.billing.areSalesStopped,
  };
}

const sampleDays = 30;
const runningSample = () => ({
  id: '0',
  endsAt: new Date(now() + sampleDays * dayMs),
  isTrial: false,
  hasLink: true,
});
