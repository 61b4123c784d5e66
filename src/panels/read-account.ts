import { z } from 'zod';
import { garbage } from './call-panel.js';
import type { PanelAccount, PanelDevice, PanelNode, PanelSquad } from './panel.js';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const bytes = z.number().nonnegative();

/** Only what is used, so that a newer panel may say more. */
const account = z.object({
  id: z.union([z.number().int().positive(), z.bigint()]).optional(),
  uuid: z.uuid().optional(),
  username: z.string().min(1),
  shortUuid: z.string().min(1),
  status: z.enum(['ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED']),
  expireAt: moment,
  trafficLimitBytes: bytes,
  trafficLimitStrategy: z.string(),
  hwidDeviceLimit: z.number().nullish(),
  description: z.string().nullish(),
  tag: z.string().nullish(),
  subscriptionUrl: z.string().min(1),
  activeInternalSquads: z.array(z.object({ uuid: z.string() })),
  lastTrafficResetAt: moment.nullish(),
  createdAt: moment.nullish(),
  updatedAt: moment.nullish(),
  userTraffic: z.object({
    usedTrafficBytes: bytes,
    lifetimeUsedTrafficBytes: bytes.nullish(),
    firstConnectedAt: moment.nullish(),
  }),
});

const device = z.object({
  hwid: z.string().min(1),
  platform: z.string().nullish(),
  osVersion: z.string().nullish(),
  deviceModel: z.string().nullish(),
  userAgent: z.string().nullish(),
  createdAt: moment,
});

const streamed = z.object({
  users: z.array(z.unknown()),
  nextCursor: z.string().nullable(),
  hasMore: z.boolean(),
});
const listed = z.object({ users: z.array(z.unknown()), total: z.number() });
const inbounds = z.array(z.object({ uuid: z.string() })).catch([]);
const squads = z.object({
  internalSquads: z.array(z.object({ uuid: z.string(), name: z.string(), inbounds })),
});
const nodes = z.array(
  z.object({
    uuid: z.string(),
    name: z.string().min(1),
    countryCode: z.string().nullish(),
    isConnected: z.boolean(),
    isConnecting: z.boolean(),
    isDisabled: z.boolean(),
    viewPosition: z.number().default(0),
    configProfile: z.object({ activeInbounds: inbounds }).nullish().catch(null),
  }),
);

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw garbage(200, result.error.issues[0]?.path.join('.') ?? '');
  return result.data;
}

/** An account in an answer or a webhook. Throws RetryableError `panel.garbage`. */
export function readAccount(value: unknown): PanelAccount {
  const found = read(account, value);
  return {
    id: found.id === undefined ? null : String(found.id),
    uuid: found.uuid ?? null,
    username: found.username,
    shortUuid: found.shortUuid,
    status: found.status,
    expireAt: found.expireAt,
    trafficLimitBytes: found.trafficLimitBytes,
    trafficReset: found.trafficLimitStrategy,
    usedTrafficBytes: Math.floor(found.userTraffic.usedTrafficBytes),
    lifetimeTrafficBytes: floored(found.userTraffic.lifetimeUsedTrafficBytes),
    deviceLimit: found.hwidDeviceLimit ?? null,
    description: found.description ?? null,
    tag: found.tag ?? null,
    subscriptionUrl: found.subscriptionUrl,
    squads: found.activeInternalSquads.map(({ uuid }) => uuid),
    firstConnectedAt: found.userTraffic.firstConnectedAt ?? null,
    lastTrafficResetAt: found.lastTrafficResetAt ?? null,
    createdAt: found.createdAt ?? null,
    updatedAt: found.updatedAt ?? null,
  };
}

const floored = (value: number | null | undefined): number | null =>
  value == null ? null : Math.floor(value);

/** The devices in an answer. */
export function readDevices(value: unknown): PanelDevice[] {
  return read(z.object({ devices: z.array(device) }), value).devices.map((one) => ({
    hwid: one.hwid,
    platform: one.platform ?? null,
    osVersion: one.osVersion ?? null,
    model: one.deviceModel ?? null,
    userAgent: one.userAgent ?? null,
    createdAt: one.createdAt,
  }));
}

/** A page of `GET /api/users/stream`; an account that cannot be read is left out. */
export function readStream(value: unknown) {
  const { users, nextCursor, hasMore } = read(streamed, value);
  return { accounts: readable(users), next: hasMore ? nextCursor : null };
}

/** A page of `GET /api/users`. */
export function readList(value: unknown) {
  const { users, total } = read(listed, value);
  return { accounts: readable(users), count: users.length, total };
}

/** The squads of `GET /api/internal-squads`. */
export const readSquads = (value: unknown): PanelSquad[] =>
  read(squads, value).internalSquads.map((one) => ({ ...one, inbounds: uuidsOf(one.inbounds) }));

/** The servers of `GET /api/nodes`. */
export const readNodes = (value: unknown): PanelNode[] =>
  read(nodes, value)
    .toSorted((one, other) => one.viewPosition - other.viewPosition)
    .map((one) => ({
      uuid: one.uuid,
      name: one.name,
      countryCode: countryOf(one.countryCode),
      state: one.isConnected ? 'online' : one.isConnecting ? 'connecting' : 'offline',
      isDisabled: one.isDisabled,
      inbounds: uuidsOf(one.configProfile?.activeInbounds ?? []),
    }));

const uuidsOf = (list: readonly { readonly uuid: string }[]): string[] => list.map(({ uuid }) => uuid);

/** `XX` is the panel's word for none. */
const countryOf = (country: string | null | undefined): string | null =>
  country != null && /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null;

function readable(users: readonly unknown[]): PanelAccount[] {
  return users.flatMap((user) => {
    const result = account.safeParse(user);
    return result.success ? [readAccount(user)] : [];
  });
}
