import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { requestTrafficReset } from '../provision/request-sync.js';
import type { Held } from './held.js';
import { limitsOf } from './pricing/limits.js';
import type { After } from './pricing/sale.js';
import { endAddOns, writeAddOns } from './write-addons.js';

/*
 * The one file that writes what a subscription gives: its end, limits, servers, and how often its traffic counts anew. Who
 * pays for it is `widen-subscription`'s; `take-back` undoes what was paid for before.
 */

/** A subscription as a sale or an admin left it, with a sync with the panel pending. */
export interface Written {
  readonly subscriptionId: string;
  /** The panel has what was written once it has this revision. */
  readonly panelRevision: string;
}

const insertOne = `
  insert into subscriptions (bot_id, user_id, plan_id, status, is_trial, starts_at, ends_at, traffic_limit_gb,
    device_limit, squads, value_toman, value_from, value_until, traffic_reset, base_traffic_gb, base_device_limit,
    is_autopay_enabled, autopay_days_before)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], $11, $12, $13, $14, $15, $16, $17, $18)
  returning id::text as "subscriptionId", panel_revision::text as "panelRevision"`;
const updateOne = `
  update subscriptions set plan_id = $3, status = $4, is_trial = $5, starts_at = $6, ends_at = $7,
    traffic_limit_gb = $8, device_limit = $9, squads = $10::uuid[], value_toman = $11, value_from = $12,
    value_until = $13, traffic_reset = $14, base_traffic_gb = $15, base_device_limit = $16,
    provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text as "subscriptionId", panel_revision::text as "panelRevision"`;

/** How a new subscription is renewed. */
export interface Autopay {
  readonly isOn: boolean;
  readonly daysBefore: number;
}

/** What a subscription becomes. */
export interface SubscriptionChange {
  /** Its owner. */
  readonly userId: string;
  /** What it was, locked; undefined: it is made. */
  readonly before: Held | undefined;
  readonly after: After;
  readonly status: Held['status'];
  /** Does the used traffic begin at zero? */
  readonly resetsTraffic: boolean;
  /** Order that new add-ons were bought by. */
  readonly orderId?: string | undefined;
  /** Of one that is made. */
  readonly autopay?: Autopay | undefined;
}

/** As the columns have it. */
const usualAutopay: Autopay = { isOn: false, daysBefore: 3 };

const columnsOf = (after: After, status: Held['status']): unknown[] => {
  const { trafficLimitGb, deviceLimit } = limitsOf(after.base, after.addOns);
  return [
    ...[after.planId, status, after.isTrial, after.startsAt, after.endsAt, trafficLimitGb, deviceLimit],
    ...[after.squads, after.valueToman, after.valueFrom, after.valueUntil, after.trafficReset],
    ...[after.base.trafficGb, after.base.devices],
  ];
};

/** Writes what becomes of a subscription, which is locked, or makes one, and requests its sync with the panel. */
export async function writeSubscription(
  tenant: Tenant,
  tx: Tx,
  change: SubscriptionChange,
): Promise<Written> {
  const { botId } = tenant;
  const { userId, before, after, status, orderId, autopay = usualAutopay } = change;
  const isReset = before !== undefined && change.resetsTraffic;
  if (isReset) await requestTrafficReset(tenant, tx, before.id);
  const values = columnsOf(after, status);
  const rows = before
    ? await tx.sql<Written>(updateOne, [botId, before.id, ...values])
    : await tx.sql<Written>(insertOne, [
        ...[botId, userId, ...values],
        ...[autopay.isOn, autopay.daysBefore],
      ]);
  const written = rows[0] as Written;
  const { subscriptionId } = written;
  await writeAddOns(tenant, tx, {
    subscriptionId,
    before: before?.addOns ?? [],
    after: after.addOns,
    orderId,
  });
  if (!isReset) await enqueue(tenant, 'subscription.provision', { subscription_id: subscriptionId });
  return written;
}

const giveUp = `
  update subscriptions set status = 'disabled', removal_wanted_at = coalesce(removal_wanted_at, clock_timestamp()),
    ends_at = greatest(starts_at, least(ends_at, clock_timestamp())), is_autopay_enabled = false, value_toman = 0,
    provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const forgetReset = `
  update subscriptions set traffic_reset_wanted_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and traffic_reset_wanted_at is not null`;

/** Gives up a subscription that was made by a sale which is taken back; its account goes. */
export async function giveUpSubscription(
  { botId }: Tenant,
  tx: Tx,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<void> {
  await tx.sql(giveUp, [botId, subscriptionId]);
  await endAddOns({ botId }, tx, { subscriptionId });
}

/** A reset that was sold and is taken back is not made, unless the panel has made it already. */
export async function forgetTrafficReset(
  { botId }: Tenant,
  tx: Tx,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<void> {
  await tx.sql(forgetReset, [botId, subscriptionId]);
}
