import { inboundOf } from './nodes.js';
import { fallbackDeviceLimit, remarks } from './seeds.js';
import { isNewer, type Account, type Device, type PanelWorld } from './world.js';

/** The link of an account. */
export const linkOf = (world: PanelWorld, { shortUuid }: Pick<Account, 'shortUuid'>): string =>
  `${world.subscriptionRoot}/${shortUuid}`;

/** An account as this version of the panel tells it. */
export function viewOf(world: PanelWorld, account: Account): Record<string, unknown> {
  const squads = world.squads.filter(({ uuid }) => account.squads.includes(uuid));
  return {
    ...(isNewer(world) ? {} : { uuid: account.uuid }),
    id: account.id,
    shortUuid: account.shortUuid,
    username: account.username,
    status: account.status,
    trafficLimitBytes: account.trafficLimitBytes,
    trafficLimitStrategy: account.trafficLimitStrategy,
    expireAt: account.expireAt,
    telegramId: account.telegramId,
    email: account.email,
    description: account.description,
    tag: account.tag,
    hwidDeviceLimit: account.hwidDeviceLimit,
    externalSquadUuid: account.externalSquadUuid,
    trojanPassword: account.trojanPassword,
    vlessUuid: account.vlessUuid,
    ssPassword: account.ssPassword,
    lastTriggeredThreshold: account.lastTriggeredThreshold,
    subRevokedAt: account.subRevokedAt,
    lastTrafficResetAt: account.lastTrafficResetAt,
    createdAt: account.createdAt,
    updatedAt: account.updatedAt,
    subscriptionUrl: linkOf(world, account),
    activeInternalSquads: squads.map(({ uuid, name }) => ({ uuid, name })),
    userTraffic: {
      usedTrafficBytes: account.usedTrafficBytes,
      lifetimeUsedTrafficBytes: account.lifetimeUsedTrafficBytes,
      onlineAt: account.onlineAt,
      firstConnectedAt: account.firstConnectedAt,
      lastConnectedNodeUuid: null,
    },
  };
}

/** The devices of an account, newest first, as the routes about devices answer. */
export function devicesView(world: PanelWorld, account: Account): object {
  return {
    total: account.devices.length,
    devices: account.devices.toReversed().map((device) => deviceView(world, account, device)),
  };
}

/** A device, with its account's key in this version's words. */
export const deviceView = (world: PanelWorld, account: Account, device: Device): object => ({
  ...device,
  ...(isNewer(world) ? { userId: account.id } : { userUuid: account.uuid }),
});

/** The squads as `GET /api/internal-squads` tells them. */
export function squadsView(world: PanelWorld): object {
  const members = (uuid: string) => [...world.accounts.values()].filter((one) => one.squads.includes(uuid));
  const at = '2026-01-01T00:00:00.000Z';
  return {
    total: world.squads.length,
    internalSquads: world.squads.map(({ uuid, name }, index) => ({
      uuid,
      viewPosition: index + 1,
      name,
      info: { membersCount: members(uuid).length, inboundsCount: 1 },
      inbounds: [inboundOf({ uuid })],
      ...(isNewer(world) ? { tags: [] } : {}),
      createdAt: at,
      updatedAt: at,
    })),
  };
}

/** The panel's own settings of subscriptions, as `GET /api/subscription-settings` tells them. */
export function settingsView(world: PanelWorld): object {
  const at = '2026-01-01T00:00:00.000Z';
  const older = {
    profileTitle: 'VPN',
    supportLink: '',
    profileUpdateInterval: 12,
    isProfileWebpageUrlEnabled: true,
    happAnnounce: null,
    happRouting: null,
  };
  return {
    uuid: '7d3c1c3e-0000-4000-8000-0000000000b1',
    ...(isNewer(world) ? {} : older),
    serveJsonAtBaseSubscription: false,
    isShowCustomRemarks: true,
    customRemarks: remarks,
    customResponseHeaders: null,
    randomizeHosts: false,
    responseRules: null,
    hwidSettings: {
      enabled: world.deviceCheck,
      fallbackDeviceLimit,
      maxDevicesAnnounce: null,
    },
    createdAt: at,
    updatedAt: at,
  };
}
