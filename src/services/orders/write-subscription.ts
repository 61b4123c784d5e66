import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweTrafficReset } from '../owe-panel.js';
import type { Held } from './facts.js';
import type { After, Sale } from './sale.js';

/** A subscription as a sale left it, owed to the panel. */
export interface Written {
  readonly subscriptionId: string;
  /** The panel has what was sold once it has this revision. */
  readonly panelRevision: string;
}

const insertOne = `
  insert into subscriptions (bot_id, user_id, plan_id, status, is_trial, starts_at, ends_at, traffic_limit_gb,
    device_limit, squads, value_toman, value_from, traffic_reset, is_autopay_enabled,
    autopay_days_before)
  values ($1, $2, $3, 'active', $4, $5, $6, $7, $8, $9::uuid[], $10, $11, $12, $13, $14)
  returning id::text as "subscriptionId", panel_revision::text as "panelRevision"`;
const updateOne = `
  update subscriptions set plan_id = $3, status = 'active', is_trial = $4, starts_at = $5, ends_at = $6,
    traffic_limit_gb = $7, device_limit = $8, squads = $9::uuid[], value_toman = $10, value_from = $11, traffic_reset = $12,
    provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text as "subscriptionId", panel_revision::text as "panelRevision"`;

const columnsOf = (after: After): unknown[] => [
  after.planId,
  after.isTrial,
  after.startsAt,
  after.endsAt,
  after.trafficLimitGb,
  after.deviceLimit,
  after.squads,
  after.valueToman,
  after.valueFrom,
  after.trafficReset,
];

/** How a new subscription is renewed. */
export interface Autopay {
  readonly isOn: boolean;
  readonly daysBefore: number;
}

/** Writes what a sale makes of a subscription, which is locked, or makes one, and orders that the panel takes it over. */
export async function writeSubscription(
  tenant: Tenant,
  tx: Tx,
  { userId, sale, autopay }: { readonly userId: string; readonly sale: Sale; readonly autopay: Autopay },
): Promise<Written> {
  const { botId } = tenant;
  const { after, target, resetsTraffic } = sale;
  const isReset = target !== undefined && resetsTraffic;
  if (isReset) await oweTrafficReset(tenant, tx, target.id);
  const values = columnsOf(after);
  const rows = target
    ? await tx.sql<Written>(updateOne, [botId, target.id, ...values])
    : await tx.sql<Written>(insertOne, [botId, userId, ...values, autopay.isOn, autopay.daysBefore]);
  const written = rows[0] as Written;
  if (!isReset) await enqueue(tenant, 'subscription.provision', { subscription_id: written.subscriptionId });
  return written;
}

/** The subscription before a sale, as the order keeps it for a refund. */
export type Before = Omit<Held, 'id'>;

export const beforeOf = ({ id: _id, ...rest }: Held): Before => rest;
