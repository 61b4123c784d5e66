import type { z } from 'zod';
import { coded, invalid } from './panel-error.js';
import { createBody, revokeBody, updateBody } from './requests.js';
import { tell, userEvent } from './webhooks.js';
import {
  newAccount,
  newShortUuid,
  panelNow,
  setStatus,
  touch,
  type Account,
  type PanelWorld,
} from './world.js';

/** Checks a body; refuses it as the panel does. */
export function check<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw invalid(result.error);
  return result.data;
}

/** Makes an account. One whose end is in the past is ACTIVE until the panel's job comes by. */
export function createAccount(world: PanelWorld, body: unknown): Account {
  const { activeInternalSquads: squads = [], ...fields } = check(createBody, body);
  const all = [...world.accounts.values()];
  if (all.some(({ username }) => username === fields.username))
    throw coded(400, 'A019', 'User username already exists');
  if (!isWritable(world, { ...fields, squads })) throw coded(500, 'A018', 'Failed to create user');
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const expireAt = new Date(fields.expireAt).toISOString();
  const account = newAccount(world, { ...given, username: fields.username, expireAt, squads });
  tell(world, userEvent(world, 'user.created', account));
  return account;
}

/**
 * Changes an account. A state is moved by this from few states only: DISABLED takes an account that is ACTIVE, another
 * end wakes one that is EXPIRED, a larger limit or none wakes one that is LIMITED; the rest is taken and changes nothing.
 */
export function updateAccount(world: PanelWorld, body: unknown): Account {
  const { id, uuid, username, activeInternalSquads, ...fields } = check(updateBody(world), body);
  const account = [...world.accounts.values()].find((one) =>
    id !== undefined ? one.id === id : uuid !== undefined ? one.uuid === uuid : one.username === username,
  );
  if (!account) throw coded(404, 'A025', 'User with specified params not found');
  const { status: _wanted, expireAt, ...rest } = fields;
  const squads = activeInternalSquads ?? account.squads;
  if (!isWritable(world, { ...rest, squads })) throw coded(500, 'A039', 'Update user error');
  const end = expireAt === undefined ? account.expireAt : new Date(expireAt).toISOString();
  const next = statusAfter(account, { ...fields, expireAt: end });
  world.duringChange(account);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  Object.assign(account, given, { squads, expireAt: end });
  if (next !== undefined) setStatus(world, account, next);
  touch(world, account);
  tell(world, userEvent(world, 'user.modified', account));
  return account;
}

type Change = Pick<z.output<ReturnType<typeof updateBody>>, 'status' | 'trafficLimitBytes'> & {
  readonly expireAt: string;
};

/** The state that a change writes, by the account as it was read before; undefined: none. */
function statusAfter(before: Account, change: Change): 'ACTIVE' | 'DISABLED' | undefined {
  if (change.status === 'ACTIVE') return 'ACTIVE';
  if (change.status === 'DISABLED') return before.status === 'ACTIVE' ? 'DISABLED' : undefined;
  if (before.status === 'EXPIRED') return change.expireAt === before.expireAt ? undefined : 'ACTIVE';
  const limit = change.trafficLimitBytes;
  const isRaised = limit !== undefined && (limit === 0 || limit > before.trafficLimitBytes);
  return before.status === 'LIMITED' && isRaised ? 'ACTIVE' : undefined;
}

const largestInt = 2 ** 31 - 1;
const largestBigint = 2 ** 63;

/** Would the panel's database take it? Its validation lets more through, and then the write fails. */
function isWritable(
  world: PanelWorld,
  fields: {
    readonly squads: readonly string[];
    readonly trafficLimitBytes?: number | undefined;
    readonly hwidDeviceLimit?: number | null | undefined;
  },
): boolean {
  const { squads, trafficLimitBytes: bytes = 0, hwidDeviceLimit } = fields;
  const known = new Set(world.squads.map(({ uuid }) => uuid));
  return (
    squads.every((uuid) => known.has(uuid)) &&
    new Set(squads).size === squads.length &&
    Number.isInteger(bytes) &&
    bytes < largestBigint &&
    (hwidDeviceLimit ?? 0) <= largestInt &&
    !JSON.stringify(fields).includes('\\u0000')
  );
}

/** What is done to one account by its key. */
export const actions: Readonly<Record<string, (world: PanelWorld, account: Account, body: unknown) => void>> =
  {
    enable: (world, account) => {
      if (account.status === 'ACTIVE') throw coded(400, 'A030', 'User already enabled');
      setStatus(world, account, 'ACTIVE');
      finish(world, account, 'user.enabled');
    },
    disable: (world, account) => {
      if (account.status === 'DISABLED') throw coded(400, 'A029', 'User already disabled');
      setStatus(world, account, 'DISABLED');
      finish(world, account, 'user.disabled');
    },
    'reset-traffic': (world, account) => {
      account.usedTrafficBytes = 0;
      account.lastTrafficResetAt = panelNow(world).toISOString();
      if (account.status === 'LIMITED') setStatus(world, account, 'ACTIVE');
      finish(world, account, 'user.traffic_reset');
    },
    revoke: (world, account, body) => {
      const { shortUuid, revokeOnlyPasswords } = check(revokeBody, body ?? {});
      if (!revokeOnlyPasswords) account.shortUuid = shortUuid ?? newShortUuid();
      account.subRevokedAt = panelNow(world).toISOString();
      finish(world, account, 'user.revoked');
    },
  };

function finish(world: PanelWorld, account: Account, event: string): void {
  touch(world, account);
  tell(world, userEvent(world, event, account));
}
