import type { SeenDevice } from '#models/subscription.js';
import { accountFacts } from '#panels/account-facts.js';
import { deviceKey } from '#panels/device-key.js';
import type { Panel, PanelAccount, PanelDevice } from '#panels/panel.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweMend } from '../provision/owe-mend.js';
import { compareAccounts, type Tellers } from './compare-accounts.js';

const findName = `
  select panel_username, panel_devices from subscriptions
  where bot_id = $1 and id = $2 and panel_username is not null and removal_wanted_at is null`;
const saveDevices = `
  update subscriptions set panel_devices = $3, panel_devices_seen_at = clock_timestamp(),
    devices_due_at = case when devices_told_at is null or jsonb_array_length($3::jsonb) > device_limit then devices_due_at end,
    devices_told_at = case when jsonb_array_length($3::jsonb) > device_limit then devices_told_at end
  where bot_id = $1 and id = $2`;

interface Known {
  readonly panel_username: string;
  readonly panel_devices: readonly SeenDevice[] | null;
}

export interface Look {
  readonly subscriptionId: string;
  readonly panel: Panel;
  readonly tellers: Tellers;
}

/** A device as a row keeps it. */
export const seenDevice = (device: PanelDevice): SeenDevice => ({
  key: deviceKey(device.hwid),
  hwid: device.hwid,
  platform: device.platform,
  os: device.osVersion,
  model: device.model,
  app: device.userAgent,
  added_at: device.createdAt.toISOString(),
});

/**
 * Reads a subscription's account and devices and notes them. Resolves with whether the devices could be read: a token
 * without that scope is no reason to know nothing. Throws what Panel throws.
 */
export async function lookAtAccount(tenant: Tenant, look: Look): Promise<{ readonly hasDevices: boolean }> {
  const known = await findKnown(tenant, look);
  if (!known) return { hasDevices: true };
  const account = await look.panel.find(known.panel_username);
  const devices = account && (await readDevices(look.panel, account));
  await note(tenant, look, { account, devices });
  return { hasDevices: !account || devices !== undefined };
}

async function readDevices(panel: Panel, account: PanelAccount): Promise<PanelDevice[] | undefined> {
  try {
    return await panel.devices(account);
  } catch (error) {
    if (!(error instanceof RetryableError && error.code === 'panel.forbidden')) throw error;
    log.warn(
      { code: error.code },
      'REMNAWAVE_API_TOKEN may not read devices; give it the scope hwid-user-devices:*',
    );
    return undefined;
  }
}

/** Forgets one device of a subscription, by its key, or all; one that is not there counts as forgotten. */
export async function removeDevices(
  tenant: Tenant,
  removal: Look & { readonly device?: string | undefined },
): Promise<void> {
  const { panel, device } = removal;
  const known = await findKnown(tenant, removal);
  const account = known && (await panel.find(known.panel_username));
  if (!account) return;
  const hwid = device === undefined ? undefined : await hwidOf(panel, account, device);
  const isThere = device === undefined || hwid !== undefined;
  const devices = isThere ? await panel.forgetDevices(account, hwid) : await panel.devices(account);
  await note(tenant, removal, { account, devices });
}

const findKnown = async (tenant: Tenant, { subscriptionId }: Look): Promise<Known | undefined> => {
  const [known] = await tenant.db((tx) => tx.sql<Known>(findName, [tenant.botId, subscriptionId]));
  return known;
};

async function hwidOf(panel: Panel, account: PanelAccount, key: string): Promise<string | undefined> {
  const devices = (await panel.devices(account)) ?? [];
  return devices.map(seenDevice).find((one) => one.key === key)?.hwid;
}

interface Seen {
  readonly account: PanelAccount | undefined;
  readonly devices: readonly PanelDevice[] | undefined;
}

/** An account that is gone is made again by its job, while the subscription lives. */
const note = (tenant: Tenant, { subscriptionId, tellers }: Look, { account, devices }: Seen): Promise<void> =>
  tenant.db(async (tx: Tx) => {
    if (!account) return oweMend(tenant, tx, { subscriptionId, differs: ['account'] });
    await compareAccounts(tenant, tx, {
      accounts: [accountFacts(account)],
      source: { kind: 'look' },
      tellers,
    });
    if (devices)
      await tx.sql(saveDevices, [tenant.botId, subscriptionId, JSON.stringify(devices.map(seenDevice))]);
  });
