import { BotPlan } from '#models/bot-plan.js';
import type { Subscription } from '#models/subscription.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { giveFree, type FreeGift, type Giver } from '../orders/give-free.js';
import { readOneHeld, type Held } from '../orders/held.js';
import type { AddOn } from '../orders/pricing/limits.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import { keptOf, type After } from '../orders/pricing/sale.js';
import { restOf, worthOfAddOn } from '../orders/pricing/worth.js';
import { setLimits } from '../orders/set-limits.js';
import { readTerms } from '../orders/terms.js';
import { requestSync, requestNewLink } from '../provision/request-sync.js';

const mostDays = 36_500;

/** What admins may set of a subscription; `undefined` leaves it as it is. */
export interface SubscriptionWish {
  readonly planId?: string | undefined;
  readonly trafficLimitGb?: number | undefined;
  readonly deviceLimit?: number | undefined;
  readonly isAutopayEnabled?: boolean | undefined;
  readonly autopayDaysBefore?: number | undefined;
}

interface Gift {
  readonly subscription: Subscription;
  readonly giver: Giver;
}

/*
 * What admins do to a subscription. The row is locked by the caller; each of them writes it, leaves it owed to the panel
 * and returns the gigabytes that were given by it. All throw PermanentError 'subscription.removed' when its account was
 * given up for good, and 'subscription.pending' when it is not paid yet; where the tenant gives, also
 * 'subscription.wallet_too_low' and 'subscription.unpriced'; where it pays for what is sold, 'subscription.sale_open' while
 * the panel has not taken over what was sold last.
 */

/** Adds days to its end, or to now when it is over; nobody paid for them. Throws 'subscription.too_long'. */
export async function extendSubscription(
  tenant: Tenant,
  tx: Tx,
  { days, ...gift }: Gift & { readonly days: number },
): Promise<number> {
  const held = await readKept(tenant, tx, gift.subscription);
  const at = now();
  const endsAt = new Date(Math.max(at, held.endsAt.getTime()) + days * dayMs);
  if (endsAt.getTime() > at + mostDays * dayMs) throw new PermanentError('subscription.too_long');
  const status = held.status === 'expired' ? 'active' : held.status;
  return give(tenant, tx, { ...gift, held, status, after: { ...keptOf(held), endsAt } });
}

/** Switches it off, or on again: active, or expired when its time is over. */
export async function switchSubscription(
  tenant: Tenant,
  tx: Tx,
  { isOn, ...gift }: Gift & { readonly isOn: boolean },
): Promise<number> {
  const held = await readKept(tenant, tx, gift.subscription);
  if (isOn !== (held.status === 'disabled')) return 0;
  const running = held.endsAt.getTime() > now() ? 'active' : 'expired';
  const after = keptOf(held);
  return give(tenant, tx, { ...gift, held, status: isOn ? running : 'disabled', after, isSwitch: true });
}

/**
 * Sets plan, limits and autopay. A plan brings its servers, and its limits unless they are given too, and ends what was on
 * top of the one before; limits above what is there are a gift on top. Throws 'plan.unknown'.
 */
export async function changeSubscription(
  tenant: Tenant,
  tx: Tx,
  { wish, ...gift }: Gift & { readonly wish: SubscriptionWish },
): Promise<number> {
  const { subscription } = gift;
  const { planId, trafficLimitGb, deviceLimit, isAutopayEnabled, autopayDaysBefore } = wish;
  requireKept(subscription);
  if (isAutopayEnabled !== undefined) await subscription.update({ isAutopayEnabled });
  if (autopayDaysBefore !== undefined) await subscription.update({ autopayDaysBefore });
  if (planId === undefined && trafficLimitGb === undefined && deviceLimit === undefined) {
    await requestSync(tenant, tx, subscription.id);
    await subscription.reload();
    return 0;
  }
  const held = await readKept(tenant, tx, subscription);
  const planned = planId === undefined ? {} : await termsOfPlan(tenant, tx, planId);
  const at = new Date(now());
  const limits = setLimits(
    { base: held.base, addOns: held.addOns, ...planned },
    { trafficGb: trafficLimitGb, devices: deviceLimit },
    { at, endsAt: held.endsAt },
  );
  const after = withLost({ ...keptOf(held), ...planned, ...limits }, held, at);
  return give(tenant, tx, { ...gift, held, status: held.status, after });
}

/** What a plan brings; servers only where the bot may sell some of them. */
async function termsOfPlan(tenant: Tenant, tx: Tx, planId: string): Promise<Partial<After>> {
  const plan = await BotPlan.findOne({ where: { id: planId } });
  if (!plan) throw new PermanentError('plan.unknown');
  const { values } = await readTerms(tenant, tx);
  const squads = pickSquads(plan.squads, values.sellable_squads);
  const base = { trafficGb: plan.trafficLimitGb, devices: plan.deviceLimit };
  return { planId: plan.id, base, addOns: [], ...(squads && { squads }) };
}

/** What was paid for add-ons that are lost goes on counting for a later change of plan. */
function withLost(after: After, held: Held, at: Date): After {
  const lost = held.addOns.filter(({ id }) => !after.addOns.some((one) => one.id === id));
  const worth = lost.reduce((sum, one) => sum + worthOfAddOn(one, held, at), 0);
  if (worth === 0) return after;
  const ends = [held.valueUntil, ...lost.map(({ paidUntil }: AddOn) => paidUntil)].map(Number);
  return {
    ...after,
    valueToman: restOf(held, at) + worth,
    valueFrom: at,
    valueUntil: new Date(Math.max(...ends)),
  };
}

type Giving = Gift & Pick<FreeGift, 'after' | 'held' | 'isSwitch' | 'status'>;

async function give(tenant: Tenant, tx: Tx, { subscription, ...giving }: Giving): Promise<number> {
  const given = await giveFree(tenant, tx, { userId: subscription.userId, ...giving });
  if (given.kind === 'sale_open') throw new PermanentError('subscription.sale_open');
  if (given.kind === 'wallet') throw new PermanentError('subscription.wallet_too_low');
  if (given.kind === 'unpriced') throw new PermanentError('subscription.unpriced');
  await subscription.reload();
  return given.soldGb;
}

/** Asks for a new link. Throws 'subscription.no_account' when the panel has made none yet. */
export async function reissueLink(tenant: Tenant, tx: Tx, subscription: Subscription): Promise<void> {
  requireKept(subscription);
  if (subscription.panelUserUuid === null && subscription.panelUserId === null)
    throw new PermanentError('subscription.no_account');
  await requestNewLink(tenant, tx, subscription.id);
  await subscription.reload();
}

function requireKept({ removalWantedAt }: Subscription): void {
  if (removalWantedAt) throw new PermanentError('subscription.removed');
}

async function readKept(tenant: Tenant, tx: Tx, subscription: Subscription): Promise<Held> {
  requireKept(subscription);
  const { userId, id: subscriptionId } = subscription;
  const held = await readOneHeld(tenant, tx, { userId, subscriptionId });
  if (!held) throw new PermanentError('subscription.pending');
  return held;
}
