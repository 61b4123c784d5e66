import type { TrafficPeriod } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { AddOn, Base } from './pricing/limits.js';

/** A subscription that was not given up, with what was sold of it. */
export interface Held {
  readonly id: string;
  readonly planId: string | null;
  readonly status: 'pending' | 'active' | 'expired' | 'disabled';
  readonly isTrial: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Limits of what was sold as its plan. */
  readonly base: Base;
  /** What it has on top, oldest first. */
  readonly addOns: readonly AddOn[];
  /** The sum of both. Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  /** How often its traffic counts anew, as it was sold. */
  readonly trafficReset: TrafficPeriod;
  readonly squads: readonly string[];
  /** What was paid for the time from `valueFrom` to `valueUntil`, in toman; time that was given comes after it. */
  readonly valueToman: number;
  readonly valueFrom: Date;
  readonly valueUntil: Date;
  /** At the last look at the panel. */
  readonly usedBytes: number;
  /** Had the panel stopped it at the last look, since its traffic was used up? */
  readonly isLimited: boolean;
}

type Instants = 'startsAt' | 'endsAt' | 'valueFrom' | 'valueUntil';

/** The same as it comes out of a statement or JSON: instants may be text, sums too. */
export interface HeldRow extends Omit<
  Held,
  Instants | 'addOns' | 'base' | 'isLimited' | 'usedBytes' | 'valueToman'
> {
  readonly startsAt: Date | string;
  readonly endsAt: Date | string;
  readonly valueFrom: Date | string;
  readonly valueUntil: Date | string;
  readonly valueToman: number | string;
  readonly baseTrafficGb: number;
  readonly baseDevices: number;
  readonly usedBytes: number | string;
  readonly panelStatus: string | null;
  readonly addOns: readonly AddOnRow[];
}

type AddOnRow = Omit<AddOn, 'paidFrom' | 'paidUntil'> & {
  readonly paidFrom: Date | string;
  readonly paidUntil: Date | string;
};

const held = `
  select id::text, plan_id::text as "planId", status, is_trial as "isTrial", starts_at as "startsAt",
    ends_at as "endsAt", traffic_limit_gb as "trafficLimitGb", device_limit as "deviceLimit",
    coalesce(base_traffic_gb, traffic_limit_gb) as "baseTrafficGb", coalesce(base_device_limit, device_limit) as "baseDevices",
    traffic_reset as "trafficReset", squads, value_toman::text as "valueToman", value_from as "valueFrom",
    coalesce(value_until, ends_at) as "valueUntil", traffic_used_bytes::text as "usedBytes", panel_status as "panelStatus",
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id::text, 'kind', a.kind, 'amount', a.amount,
        'givenBy', a.given_by, 'valueToman', a.value_toman, 'paidFrom', a.paid_from, 'paidUntil', a.paid_until)
        order by a.id), '[]')
      from subscription_addons a
      where a.bot_id = $1 and a.subscription_id = subscriptions.id and a.ended_at is null) as "addOns"
  from subscriptions
  where bot_id = $1 and user_id = $2 and removal_wanted_at is null and status <> 'pending'`;
const listHeld = `${held} order by subscriptions.id`;
const lockHeld = `${listHeld} for no key update`;
const readOne = `${held} and id = $3`;

/** The number, or the largest that is exact: a row that was written by hand may be beyond it, and is still switched off. */
const exact = (number: number | string): number => Math.min(Number.MAX_SAFE_INTEGER, Number(number));

/** Takes a row in. */
export function toHeld({ baseTrafficGb, baseDevices, panelStatus, ...row }: HeldRow): Held {
  return {
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    base: { trafficGb: baseTrafficGb, devices: baseDevices },
    addOns: row.addOns.map((one) => ({
      ...one,
      valueToman: exact(one.valueToman),
      paidFrom: new Date(one.paidFrom),
      paidUntil: new Date(one.paidUntil),
    })),
    valueToman: exact(row.valueToman),
    valueFrom: new Date(row.valueFrom),
    valueUntil: new Date(row.valueUntil),
    usedBytes: exact(row.usedBytes),
    isLimited: panelStatus === 'LIMITED',
  };
}

/** What the buyer has, oldest first; `isLocked`: nobody changes it until the transaction's end. */
export async function readHeld(
  { botId }: Tenant,
  tx: Tx,
  { userId, isLocked }: { readonly userId: string; readonly isLocked: boolean },
): Promise<Held[]> {
  return (await tx.sql<HeldRow>(isLocked ? lockHeld : listHeld, [botId, userId])).map(toHeld);
}

/** One of them, which the caller has locked; undefined: given up, or not paid yet. */
export async function readOneHeld(
  { botId }: Tenant,
  tx: Tx,
  { userId, subscriptionId }: { readonly userId: string; readonly subscriptionId: string },
): Promise<Held | undefined> {
  const [row] = await tx.sql<HeldRow>(readOne, [botId, userId, subscriptionId]);
  return row && toHeld(row);
}
