import { readDiscounts } from '#services/discounts/read-discounts.js';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { listOpenOffers, listOwnAccesses } from '#services/personal-offers/read-offers.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { ownOffers } from '../screens/own-offers.js';

/** Is there something that the person can buy by the period? */
export const canBuy = async ({ tenant, tx, person }: BotContext): Promise<boolean> =>
  (await readMenuFacts(tenant, tx, { userId: person.id })).hasPlans;

/** What the person of this update can take, has off, and tries. */
export async function openOffers(ctx: BotContext): Promise<Screen> {
  const { tenant, tx, at, person } = ctx;
  const about = { userId: person.id, at };
  const discounts = await readDiscounts(tenant, tx, person.id);
  return ownOffers(ctx.voice, {
    open: await listOpenOffers(tenant, tx, about),
    discounts: discounts
      .filter(({ validUntil }) => validUntil.getTime() > at.getTime())
      .sort((left, right) => left.validUntil.getTime() - right.validUntil.getTime()),
    accesses: await listOwnAccesses(tenant, tx, about),
    canBuy: await canBuy(ctx),
  });
}
