import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';

/** A device as the panel last showed it. */
export interface OwnDevice {
  readonly key: string;
  readonly platform: string | null;
  readonly os: string | null;
  readonly model: string | null;
  readonly app: string | null;
  /** ISO 8601. */
  readonly added_at: string | null;
}

/** A subscription as its owner sees it. */
export interface OwnSubscription {
  readonly id: string;
  /** Name that the owner gave it. */
  readonly name: string | null;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly isTrial: boolean;
  /** `preparing`: the panel has not made the account yet. `limited`: its traffic is used up. */
  readonly state: 'preparing' | 'active' | 'limited' | 'expired' | 'disabled';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly trafficUsedBytes: number;
  readonly deviceLimit: number;
  /** Null: never looked at. */
  readonly devices: readonly OwnDevice[] | null;
  readonly devicesSeenAt: Date | null;
  /** When those above the limit, the first added, go by themselves; null: its owner has not been told of any. */
  readonly devicesGoAt: Date | null;
  /** When the panel's state was last read. */
  readonly panelSeenAt: Date | null;
  readonly link: string | null;
  readonly cryptoLink: string | null;
  /** Has the panel taken over everything? */
  readonly isProvisioned: boolean;
  readonly isReissuing: boolean;
  readonly isAutopayEnabled: boolean;
  readonly autopayDaysBefore: number;
  /** When autopay tries next; null: never. */
  readonly autopayAt: Date | null;
}

interface Row extends Omit<OwnSubscription, 'state' | 'trafficUsedBytes'> {
  readonly status: 'active' | 'expired' | 'disabled';
  readonly panelStatus: 'ACTIVE' | 'DISABLED' | 'LIMITED' | 'EXPIRED' | null;
  readonly used: string;
}

const own = `
  select sub.id::text, sub.name, sub.plan_id::text as "planId", plan.name as "planName", sub.is_trial as "isTrial",
    sub.status, sub.panel_status as "panelStatus", sub.starts_at as "startsAt", sub.ends_at as "endsAt",
    sub.traffic_limit_gb as "trafficLimitGb", sub.traffic_used_bytes::text as used,
    sub.device_limit as "deviceLimit", sub.panel_devices as devices, sub.panel_devices_seen_at as "devicesSeenAt",
    case when sub.devices_told_at is not null then sub.devices_due_at end as "devicesGoAt",
    sub.panel_seen_at as "panelSeenAt", sub.subscription_url as link, sub.crypto_link as "cryptoLink",
    sub.provisioned_at is not null as "isProvisioned", sub.reissue_wanted_at is not null as "isReissuing",
    sub.is_autopay_enabled as "isAutopayEnabled", sub.autopay_days_before as "autopayDaysBefore",
    sub.autopay_at as "autopayAt"
  from subscriptions as sub left join bot_plans as plan on plan.bot_id = $1 and plan.id = sub.plan_id
  where sub.bot_id = $1 and sub.user_id = $2 and sub.removal_wanted_at is null and sub.status <> 'pending'`;
const listAll = `${own} order by sub.ends_at desc, sub.id desc limit 100`;
const readOne = `${own} and sub.id = $3`;

function toOwn({ status, panelStatus, used, ...rest }: Row): OwnSubscription {
  return { ...rest, state: stateOf({ status, panelStatus, rest }), trafficUsedBytes: Number(used) };
}

function stateOf({
  status,
  panelStatus,
  rest,
}: Pick<Row, 'status' | 'panelStatus'> & {
  readonly rest: Pick<Row, 'endsAt' | 'link'>;
}): OwnSubscription['state'] {
  if (status === 'disabled') return 'disabled';
  if (rest.endsAt.getTime() <= now()) return 'expired';
  if (rest.link === null) return 'preparing';
  return panelStatus === 'LIMITED' ? 'limited' : 'active';
}

interface Owner {
  readonly userId: string;
}
interface Place extends Owner {
  /** From a button: may be anything. */
  readonly subscriptionId: string;
}

/** What a person has, the longest-lasting first. */
export async function listOwnSubscriptions(
  tenant: Tenant,
  tx: Tx,
  { userId }: Owner,
): Promise<OwnSubscription[]> {
  return (await tx.sql<Row>(listAll, [tenant.botId, userId])).map(toOwn);
}

/** One of them; undefined when the person has none of that number. */
export async function readOwnSubscription(
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: Place,
): Promise<OwnSubscription | undefined> {
  if (!isRowId(subscriptionId)) return undefined;
  const [row] = await tx.sql<Row>(readOne, [tenant.botId, userId, subscriptionId]);
  return row && toOwn(row);
}
