import { readCart } from '#services/orders/carts.js';
import { readShelf } from '#services/orders/read-shelf.js';
import { takesMoney } from '#services/payments/offer-methods.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openWays } from '../../payments/open/open-methods.js';
import { topUp } from '../screens/top-up.js';

/** Most buttons with sums. */
const mostSums = 6;

/** Is there any way to put money in? */
export function canTopUp({ snapshot, settings, support }: BotContext): boolean {
  const bySupport = settings.values.support_topup && support.contact !== undefined;
  return takesMoney(snapshot.features) || bySupport;
}

/** The ways to put money in: what an order lacks by each way to pay it, or a sum of one's own. */
export async function openTopUp(ctx: BotContext): Promise<Screen> {
  const { tenant, tx, person, settings, snapshot } = ctx;
  const open = await readCart(tenant, tx, { userId: person.id });
  const missingToman = open?.missingToman ?? 0;
  const hasSums = takesMoney(snapshot.features);
  const isBySum = missingToman === 0 && hasSums;
  const wanted = { amountToman: missingToman, ...(missingToman > 0 && { orderId: open?.order.id }) };
  return topUp(ctx.voice, {
    balanceToman: person.balanceToman,
    missingToman,
    ways: isBySum ? undefined : await openWays(ctx, wanted),
    hasSums,
    areSalesStopped: snapshot.standsStillFrom !== undefined,
    sums: isBySum && settings.values.topup_quick_amounts ? await pricesOf(ctx) : [],
  });
}

/** Different prices of the plans that this person can buy, within the bounds of a top-up, the smallest first. */
async function pricesOf({ tenant, tx, person, settings }: BotContext): Promise<number[]> {
  const { topup_min_toman: min, topup_max_toman: max } = settings.values;
  const { plans } = await readShelf(tenant, tx, { userId: person.id });
  const prices = plans
    .map(({ listPriceToman }) => listPriceToman)
    .filter((price) => price >= min && price <= max && price > 0);
  return [...new Set(prices)].sort((one, other) => one - other).slice(0, mostSums);
}
