/**
 * Lets go of the devices that a subscription has above its limit: the panel itself goes on serving them.
 *
 * 1. Whatever lowers a limit leaves `devices_due_at` in the row (a trigger does). Once the panel has the new limit, and so
 *    lets in no more, the devices are counted.
 * 2. Are there too many, their owner is told, and has a day to choose which of them go.
 * 3. Then the first added go, one at a time and as many as are too many by the limit of that moment, and the owner is told.
 *
 * The row says how far this is; a run that dies is repeated, and one that finds nothing due does nothing.
 */
import type { SeenDevice } from '#models/subscription.js';
import type { Panel, PanelAccount, PanelDevice } from '#panels/panel.js';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { seenDevice } from './look-at-account.js';

const choiceMs = dayMs;
/** After a fault of the panel; and when it refused for good. */
const laterMs = { fault: 600_000, refusal: dayMs };

interface Due {
  readonly panel_username: string;
  readonly device_limit: number;
  readonly is_told: boolean;
  readonly devices: readonly SeenDevice[] | null;
  /** Text, unrounded: names this debt, so that a newer one stays. */
  readonly due_at: string;
}

const readDue = `
  select panel_username, device_limit, devices_told_at is not null as is_told, panel_devices as devices,
    devices_due_at::text as due_at
  from subscriptions
  where bot_id = $1 and id = $2 and devices_due_at <= now() and provisioned_at is not null
    and panel_username is not null and removal_wanted_at is null`;
const noteDevices = `
  update subscriptions set panel_devices = $4, panel_devices_seen_at = clock_timestamp(), devices_due_at = $5,
    devices_told_at = case when $5::timestamptz is null then null else clock_timestamp() end
  where bot_id = $1 and id = $2 and devices_due_at = $3::timestamptz
  returning id`;
const postpone = `
  update subscriptions set devices_due_at = $3 where bot_id = $1 and id = $2 and devices_due_at <= now()`;

/** A run of the job for one subscription. */
export interface Trim {
  readonly subscriptionId: string;
  readonly panel: Panel;
  /** Does the job still belong to this run? */
  readonly isOurs: () => Promise<boolean>;
  /** Called in the transaction that notes it: there are more devices than the limit, and their owner may choose. */
  readonly onSurplus: (tx: Tx) => Promise<void>;
  /** Called likewise: these were removed. */
  readonly onRemoved: (tx: Tx, removed: readonly SeenDevice[]) => Promise<void>;
}

/** Does what is due; a panel that does not answer is asked again later, and holds up nothing meanwhile. */
export async function trimDevices(tenant: Tenant, trim: Trim): Promise<void> {
  try {
    await settleDevices(tenant, trim);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    log.warn(
      { code: error.code, subscription: trim.subscriptionId },
      'the panel did not list the devices of a subscription; it is asked again later',
    );
    await postponeDevices(tenant, trim, 'fault');
  }
}

/** Leaves what is due for later. */
export const postponeDevices = (
  tenant: Tenant,
  { subscriptionId }: Pick<Trim, 'subscriptionId'>,
  why: keyof typeof laterMs,
): Promise<void> =>
  tenant.db(async (tx) => {
    await tx.sql(postpone, [tenant.botId, subscriptionId, new Date(now() + laterMs[why])]);
  });

/** The devices above a limit, the first added; 0: there is no limit. */
export function surplusOf(devices: readonly PanelDevice[], limit: number): PanelDevice[] {
  if (limit === 0) return [];
  const byAge = devices.toSorted(
    (one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.hwid < other.hwid ? -1 : 1),
  );
  return byAge.slice(0, Math.max(0, devices.length - limit));
}

const dueOf = async (tenant: Tenant, { subscriptionId }: Trim): Promise<Due | undefined> => {
  const [due] = await tenant.db((tx) => tx.sql<Due>(readDue, [tenant.botId, subscriptionId]));
  return due;
};

async function settleDevices(tenant: Tenant, trim: Trim): Promise<void> {
  const due = await dueOf(tenant, trim);
  if (!due) return;
  const account = await trim.panel.find(due.panel_username);
  const devices = account && (await trim.panel.devices(account));
  if (!account || !devices) return forget(tenant, trim, due);
  if (surplusOf(devices, due.device_limit).length === 0) return finish(tenant, trim, { due, devices });
  if (due.is_told) return removeSurplus(tenant, trim, { account, devices });
  const until = new Date(now() + choiceMs);
  await tenant.db(async (tx) => {
    if (await note(tenant, tx, trim, { due, devices, until })) await trim.onSurplus(tx);
  });
}

/** One at a time, by the limit of that moment: whoever buys room meanwhile keeps what fits. */
async function removeSurplus(
  tenant: Tenant,
  trim: Trim,
  found: { readonly account: PanelAccount; readonly devices: readonly PanelDevice[] },
): Promise<void> {
  let { devices } = found;
  for (;;) {
    const due = await dueOf(tenant, trim);
    if (!due?.is_told || !(await trim.isOurs())) return;
    const [oldest] = surplusOf(devices, due.device_limit);
    if (!oldest) return finish(tenant, trim, { due, devices });
    const left = await trim.panel.forgetDevices(found.account, oldest.hwid);
    if (!left) return forget(tenant, trim, due);
    if (left.some(({ hwid }) => hwid === oldest.hwid)) throw new RetryableError('panel.garbage');
    devices = left;
  }
}

/** An account that is gone has no devices; it is made again, without any, by its own job. */
const forget = (tenant: Tenant, trim: Trim, due: Due): Promise<void> =>
  tenant.db(async (tx) => {
    await note(tenant, tx, trim, { due, devices: [], until: null });
  });

interface Counted {
  readonly due: Due;
  readonly devices: readonly PanelDevice[];
}

/** Nothing is above the limit any more. Who went is told by what the owner was shown, so a repeat tells it as well. */
const finish = (tenant: Tenant, trim: Trim, { due, devices }: Counted): Promise<void> =>
  tenant.db(async (tx) => {
    if (!(await note(tenant, tx, trim, { due, devices, until: null }))) return;
    const left = new Set(devices.map(({ hwid }) => hwid));
    const removed = due.is_told ? (due.devices ?? []).filter(({ hwid }) => !left.has(hwid)) : [];
    if (removed.length > 0) await trim.onRemoved(tx, removed);
  });

/** False: the limit was lowered once more meanwhile, and is counted anew. */
async function note(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId }: Trim,
  { due, devices, until }: Counted & { readonly until: Date | null },
): Promise<boolean> {
  const seen = JSON.stringify(devices.map(seenDevice));
  const rows = await tx.sql(noteDevices, [tenant.botId, subscriptionId, due.due_at, seen, until]);
  return rows.length > 0;
}
