import type { PanelAccount } from './panel.js';

/** A description of ours is shorter; of others only so much matters. */
const longestDescription = 200;

/** What jobs carry of an account: no keys to the VPN but the link, and plain JSON. */
export const accountFacts = (account: PanelAccount) => ({
  username: account.username,
  id: account.id,
  uuid: account.uuid,
  short_uuid: account.shortUuid,
  status: account.status,
  expire_at: account.expireAt.toISOString(),
  traffic_limit_bytes: account.trafficLimitBytes,
  traffic_reset: account.trafficReset,
  used_traffic_bytes: account.usedTrafficBytes,
  lifetime_traffic_bytes: account.lifetimeTrafficBytes,
  traffic_reset_at: account.lastTrafficResetAt?.toISOString() ?? null,
  created_at: account.createdAt?.toISOString() ?? null,
  device_limit: account.deviceLimit,
  first_connected_at: account.firstConnectedAt?.toISOString() ?? null,
  subscription_url: account.subscriptionUrl,
  squads: account.squads && [...account.squads],
  tag: account.tag,
  description: account.description?.slice(0, longestDescription) ?? null,
  updated_at: account.updatedAt?.toISOString() ?? null,
});
