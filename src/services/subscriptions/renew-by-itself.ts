import { now } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isBotOn } from '../bots/is-bot-on.js';
import { notify } from '../notices/notify.js';
import type { Buyer } from '../orders/facts.js';
import { confirmOrder } from '../orders/confirm-order.js';
import { draftOrder } from '../orders/draft-order.js';
import { isKeptOut } from '../orders/pricing/price-order.js';
import { rateOf } from '../orders/rate-of.js';
import { readTerms, type Terms } from '../orders/terms.js';
import type { Quote, Wish } from '../orders/types.js';
import { lockBuyer } from '../orders/weigh-order.js';

const isDue = `bot_id = $1 and id = $2 and autopay_at is not null and ends_at - make_interval(days => autopay_days_before) <= $3`;
const findOwner = `select user_id::text from subscriptions where ${isDue}`;
const lockDue = `
  select id::text, plan_id::text, ends_at, autopay_agreed_toman::text as agreed from subscriptions
  where ${isDue} for no key update`;
const writeNext = `
  update subscriptions set autopay_at = $3, is_autopay_short = $4, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;
const switchOff = `
  update subscriptions set is_autopay_enabled = false, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;
const lastBought = `
  select quote from orders where bot_id = $1 and subscription_id = $2 and state = 'paid' and kind in ('plan', 'simple')
  order by paid_at desc, id desc limit 1`;

interface Due {
  readonly id: string;
  readonly plan_id: string | null;
  readonly ends_at: Date;
  readonly agreed: string | null;
}

/** Last try before the end, so that money which came late still counts. */
const lastTryMs = 5 * 60_000;

/**
 * Renews a subscription whose autopay is due from its owner's wallet, in the open transaction, at the present price of its plan
 * (`orders/pricing`): once an end, whatever else buys, extends or settles at the same time. Too little money, a price that rose
 * too far, or a plan that is gone: the owner is told, at most once a day, and nothing is taken. A bot that is switched off renews
 * nothing; what is due then is tried when it is on again, if it still runs. Doing it again does nothing.
 */
export async function renewByItself(tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> {
  const at = new Date(now());
  const place = [tenant.botId, subscriptionId];
  const [owner] = await tx.sql<{ user_id: string }>(findOwner, [...place, at]);
  const buyer = owner && (await lockBuyer(tenant, tx, owner.user_id));
  const [due] = buyer ? await tx.sql<Due>(lockDue, [...place, at]) : [];
  if (!buyer || !due || !(await isBotOn(tenant, tx))) return;
  const next = (when: Date | null) => tx.sql(writeNext, [...place, when, false]).then(() => undefined);
  // Who comes back after the end renews by hand: another price and another start.
  if (due.ends_at <= at) return next(null);
  const terms = await readTerms(tenant, tx);
  const later = nextTry(due, terms.values.autopay_retry_hours * hourMs);
  if (!terms.features.auto_renewal.isOn || buyer.status !== 'active' || isKeptOut({ buyer, terms }))
    return next(later);
  return buyAgain(tenant, tx, { due, buyer, terms, later });
}

interface Try {
  readonly due: Due;
  readonly buyer: Buyer;
  readonly terms: Terms;
  /** The next try, if nothing comes of this one. */
  readonly later: Date | null;
}

async function buyAgain(tenant: Tenant, tx: Tx, { due, buyer, terms, later }: Try): Promise<void> {
  const next = (when: Date | null, isShort = false) =>
    tx.sql(writeNext, [tenant.botId, due.id, when, isShort]).then(() => undefined);
  const wish: Wish =
    due.plan_id === null ? { kind: 'simple' } : { kind: 'plan', planId: due.plan_id, subscriptionId: due.id };
  const drafted = await draftOrder(tenant, tx, { userId: buyer.id, wish });
  // The tenant may fill its wallet again, of which it hears by itself.
  if (drafted.kind === 'refused' && drafted.reason === 'order.tenant_wallet') return next(later);
  if (drafted.kind === 'refused') return stop(tenant, tx, due, drafted.reason);
  const { order, missingToman } = drafted;
  const { quote } = order;
  if (order.subscriptionId !== due.id || quote.effect !== 'extend')
    return stop(tenant, tx, due, 'order.not_offered');
  const ends = due.ends_at.toISOString();
  if (await hasRisen(tenant, tx, { due, quote, terms })) {
    const about = { subscription_id: due.id, ends, price_toman: quote.totalToman };
    await notify(tenant, tx, { kind: 'autopay_asks', about });
    return next(nextTry(due, dayMs));
  }
  if (missingToman > 0) {
    const about = { subscription_id: due.id, ends, missing_toman: missingToman };
    await notify(tenant, tx, { kind: 'autopay_short', about });
    return next(later, true);
  }
  const confirmed = await confirmOrder(tenant, tx, {
    userId: buyer.id,
    orderId: order.id,
    revision: order.revision,
  });
  if (confirmed.kind !== 'paid') return next(later);
  await notify(tenant, tx, { kind: 'autopay_done', about: { order_id: order.id } });
}

/** The next try: after the pause, but once more before the end; null: there is none. */
function nextTry({ ends_at: end }: Due, pauseMs: number): Date | null {
  const last = end.getTime() - lastTryMs;
  const at = Math.min(now() + pauseMs, last);
  return at > now() ? new Date(at) : null;
}

/** Does a renewal cost more than its owner agreed to, and by the day more than the bound above the last purchase? */
async function hasRisen(
  { botId }: Tenant,
  tx: Tx,
  { due, quote, terms }: { readonly due: Due; readonly quote: Quote; readonly terms: Terms },
): Promise<boolean> {
  if (due.agreed !== null && quote.totalToman <= Number(due.agreed)) return false;
  const [bought] = await tx.sql<{ quote: Quote }>(lastBought, [botId, due.id]);
  if (!bought) return due.agreed !== null;
  return rateOf(quote) > rateOf(bought.quote) * (1 + terms.values.autopay_most_rise_percent / 100);
}

async function stop(tenant: Tenant, tx: Tx, { id }: Due, reason: ErrorCode): Promise<void> {
  await tx.sql(switchOff, [tenant.botId, id]);
  await notify(tenant, tx, { kind: 'autopay_stopped', about: { subscription_id: id, reason } });
}
