import type { z } from 'zod';
import { coded, invalid } from './panel-error.js';
import { createBody, revokeBody, updateBody } from './requests.js';
import { newAccount, newShortUuid, panelNow, refreshStatus, type Account, type PanelWorld } from './world.js';

/** Checks a body; refuses it as the panel does. */
export function check<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw invalid(result.error);
  return result.data;
}

export function createAccount(world: PanelWorld, body: unknown): Account {
  const { activeInternalSquads: squads = [], ...fields } = check(createBody, body);
  const all = [...world.accounts.values()];
  if (all.some(({ username }) => username === fields.username))
    throw coded(400, 'A019', 'User username already exists');
  demandSquads(world, squads, 'A018', 'Failed to create user');
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const expireAt = new Date(fields.expireAt).toISOString();
  const account = newAccount(world, { ...given, username: fields.username, expireAt, squads });
  refreshStatus(world, account);
  return account;
}

export function updateAccount(world: PanelWorld, body: unknown): Account {
  const { id, uuid, username, activeInternalSquads: squads, ...fields } = check(updateBody(world), body);
  const account = [...world.accounts.values()].find((one) =>
    id !== undefined ? one.id === id : uuid !== undefined ? one.uuid === uuid : one.username === username,
  );
  if (!account) throw coded(404, 'A025', 'User not found');
  if (squads) demandSquads(world, squads, 'A039', 'Failed to update user');
  const before = account.trafficLimitBytes;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  Object.assign(account, given, squads && { squads });
  if (fields.expireAt !== undefined) {
    account.expireAt = new Date(fields.expireAt).toISOString();
    if (account.status === 'EXPIRED' && fields.status === undefined) account.status = 'ACTIVE';
  }
  const isRaised = account.trafficLimitBytes === 0 || account.trafficLimitBytes > before;
  if (account.status === 'LIMITED' && fields.trafficLimitBytes !== undefined && isRaised)
    account.status = 'ACTIVE';
  touch(world, account);
  return account;
}

/** What is done to one account by its key. */
export const actions: Readonly<Record<string, (world: PanelWorld, account: Account, body: unknown) => void>> =
  {
    enable: (world, account) => {
      if (account.status !== 'DISABLED') throw coded(400, 'A030', 'User already enabled');
      account.status = 'ACTIVE';
      touch(world, account);
    },
    disable: (world, account) => {
      if (account.status === 'DISABLED') throw coded(400, 'A029', 'User already disabled');
      account.status = 'DISABLED';
      touch(world, account);
    },
    'reset-traffic': (world, account) => {
      account.usedTrafficBytes = 0;
      account.lastTrafficResetAt = panelNow(world).toISOString();
      if (account.status === 'LIMITED') account.status = 'ACTIVE';
      touch(world, account);
    },
    revoke: (world, account, body) => {
      const { shortUuid, revokeOnlyPasswords } = check(revokeBody, body ?? {});
      if (!revokeOnlyPasswords) account.shortUuid = shortUuid ?? newShortUuid();
      account.subRevokedAt = panelNow(world).toISOString();
      touch(world, account);
    },
  };

function touch(world: PanelWorld, account: Account): void {
  account.updatedAt = panelNow(world).toISOString();
  refreshStatus(world, account);
}

function demandSquads(world: PanelWorld, squads: readonly string[], code: string, message: string): void {
  const known = new Set(world.squads.map(({ uuid }) => uuid));
  if (!squads.every((uuid) => known.has(uuid))) throw coded(500, code, message);
}
