import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { BotPlan } from '#models/bot-plan.js';
import type { Subscription } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { pickSquads } from './orders/pick-squads.js';
import { restOf } from './orders/share.js';
import { readTerms } from './orders/terms.js';
import { oweChange, oweNewLink } from './owe-panel.js';

const dayMs = 86_400_000;
const mostDays = 36_500;

/** What admins may set of a subscription; `undefined` leaves it as it is. */
export interface SubscriptionWish {
  readonly planId?: string | undefined;
  readonly trafficLimitGb?: number | undefined;
  readonly deviceLimit?: number | undefined;
  readonly isAutopayEnabled?: boolean | undefined;
  readonly autopayDaysBefore?: number | undefined;
}

/*
 * What admins do to a subscription. The row is locked by the caller; each of them writes it and leaves it owed to the
 * panel. All throw PermanentError 'subscription.removed' when its account was given up for good.
 */

/** Adds days to its end, or to now when it is over. Throws 'subscription.pending', 'subscription.too_long'. */
export async function extendSubscription(
  tenant: Tenant,
  tx: Tx,
  { subscription, days }: { readonly subscription: Subscription; readonly days: number },
): Promise<void> {
  requirePaid(subscription);
  const at = now();
  const endsAt = new Date(Math.max(at, subscription.endsAt.getTime()) + days * dayMs);
  if (endsAt.getTime() > at + mostDays * dayMs) throw new PermanentError('subscription.too_long');
  const { status } = subscription;
  // Given days are worth no money: what was paid is used up by now as it was, and what is left is spread over more.
  const value = { valueToman: restOf(subscription, new Date(at)), valueFrom: new Date(at) };
  await subscription.update({ endsAt, ...value, status: status === 'expired' ? 'active' : status });
  await take(tenant, tx, subscription);
}

/** Switches it off, or on again: active, or expired when its time is over. Throws 'subscription.pending'. */
export async function switchSubscription(
  tenant: Tenant,
  tx: Tx,
  { subscription, isOn }: { readonly subscription: Subscription; readonly isOn: boolean },
): Promise<void> {
  requirePaid(subscription);
  const isDisabled = subscription.status === 'disabled';
  if (isOn !== isDisabled) return;
  const running = subscription.endsAt.getTime() > now() ? 'active' : 'expired';
  await subscription.update({ status: isOn ? running : 'disabled' });
  await take(tenant, tx, subscription);
}

/** Sets plan, limits and autopay; a plan brings its servers, and its limits unless they are given too. Throws 'plan.unknown'. */
export async function changeSubscription(
  tenant: Tenant,
  tx: Tx,
  { subscription, wish }: { readonly subscription: Subscription; readonly wish: SubscriptionWish },
): Promise<void> {
  requireKept(subscription);
  const { planId } = wish;
  const plan = planId === undefined ? undefined : await BotPlan.findOne({ where: { id: planId } });
  if (plan === null) throw new PermanentError('plan.unknown');
  const squads = plan && (await squadsOf(tenant, tx, plan));
  await subscription.update({
    ...(squads && { squads: [...squads] }),
    ...(plan && { planId: plan.id, trafficLimitGb: plan.trafficLimitGb, deviceLimit: plan.deviceLimit }),
    ...(wish.trafficLimitGb !== undefined && { trafficLimitGb: wish.trafficLimitGb }),
    ...(wish.deviceLimit !== undefined && { deviceLimit: wish.deviceLimit }),
    ...(wish.isAutopayEnabled !== undefined && { isAutopayEnabled: wish.isAutopayEnabled }),
    ...(wish.autopayDaysBefore !== undefined && { autopayDaysBefore: wish.autopayDaysBefore }),
  });
  await take(tenant, tx, subscription);
}

/** The servers that a plan gives in this bot; undefined: none that it may sell. */
async function squadsOf(tenant: Tenant, tx: Tx, plan: BotPlan): Promise<readonly string[] | undefined> {
  const { values } = await readTerms(tenant, tx);
  return pickSquads(plan.squads, values.sellable_squads);
}

/** Asks for a new link. Throws 'subscription.no_account' when the panel has made none yet. */
export async function reissueLink(tenant: Tenant, tx: Tx, subscription: Subscription): Promise<void> {
  requireKept(subscription);
  if (subscription.panelUserUuid === null && subscription.panelUserId === null)
    throw new PermanentError('subscription.no_account');
  await oweNewLink(tenant, tx, subscription.id);
  await subscription.reload();
}

/** The panel must take the changed row over; the row in hand follows. */
async function take(tenant: Tenant, tx: Tx, subscription: Subscription): Promise<void> {
  await oweChange(tenant, tx, subscription.id);
  await subscription.reload();
}

function requireKept({ removalWantedAt }: Subscription): void {
  if (removalWantedAt) throw new PermanentError('subscription.removed');
}

function requirePaid(subscription: Subscription): void {
  requireKept(subscription);
  if (subscription.status === 'pending') throw new PermanentError('subscription.pending');
}
