import { actions, check, createAccount, updateAccount } from './act-on-account.js';
import { coded, noRoute } from './panel-error.js';
import { deviceOwner, listQuery, streamQuery } from './requests.js';
import { devicesView, squadsView, viewOf } from './views.js';
import { isNewer, refreshStatus, type Account, type PanelWorld } from './world.js';

/** A request to `/api/...`, already let in. */
export interface PanelRequest {
  readonly method: string;
  /** Without `/api`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What is answered: `response` absent sends no body. */
export interface PanelReply {
  readonly status: number;
  readonly response?: unknown;
}

/** Answers as the panel of this version does; throws PanelError. */
export function answer(world: PanelWorld, request: PanelRequest): PanelReply {
  for (const account of world.accounts.values()) refreshStatus(world, account);
  const reply =
    aboutUsers(world, request) ??
    aboutOneUser(world, request) ??
    aboutDevices(world, request) ??
    aboutPanel(world, request);
  if (!reply) throw noRoute(request.method);
  if (request.method !== 'GET') world.onChange();
  return reply;
}

const ok = (response: unknown): PanelReply => ({ status: 200, response });

function aboutUsers(world: PanelWorld, { method, path, query, body }: PanelRequest): PanelReply | undefined {
  const route = `${method} ${path}`;
  if (route === 'POST /users') return { status: 201, response: viewOf(world, createAccount(world, body)) };
  if (route === 'PATCH /users') return ok(viewOf(world, updateAccount(world, body)));
  if (route === 'GET /users') return ok(list(world, query));
  if (route === 'GET /users/stream' && isNewer(world)) return ok(stream(world, query));
  const [, username] = /^GET \/users\/by-username\/([^/]+)$/.exec(route) ?? [];
  if (username === undefined) return undefined;
  const wanted = decodeURIComponent(username);
  const account = [...world.accounts.values()].find((one) => one.username === wanted);
  return ok(viewOf(world, account ?? refuse('A063')));
}

function aboutOneUser(world: PanelWorld, { method, path, body }: PanelRequest): PanelReply | undefined {
  const [, key, action] = /^\/users\/([^/]+)(?:\/actions\/([a-z-]+))?$/.exec(path) ?? [];
  if (key === undefined) return undefined;
  const account = byKey(world, key);
  if (action !== undefined) return method === 'POST' ? actOn(world, account, { action, body }) : undefined;
  if (method === 'GET') return ok(viewOf(world, account ?? refuse('A063')));
  if (method !== 'DELETE') return undefined;
  world.accounts.delete((account ?? refuse('A025')).id);
  return isNewer(world) ? { status: 204 } : ok({ isDeleted: true });
}

function actOn(
  world: PanelWorld,
  account: Account | undefined,
  { action, body }: { readonly action: string; readonly body: unknown },
): PanelReply | undefined {
  const act = actions[action];
  if (!act) return undefined;
  const found = account ?? refuse('A025');
  act(world, found, body);
  return ok(viewOf(world, found));
}

function aboutDevices(world: PanelWorld, { method, path, body }: PanelRequest): PanelReply | undefined {
  const [, key] = /^\/hwid\/devices\/([^/]+)$/.exec(path) ?? [];
  if (key === undefined) return undefined;
  if (method === 'GET') return ok(devicesView(world, byKey(world, key) ?? refuse('A063')));
  if (method !== 'POST' || (key !== 'delete' && key !== 'delete-all')) return undefined;
  const { userId, userUuid, hwid } = check(deviceOwner(world), body);
  const account = byKey(world, String(userId ?? userUuid)) ?? refuse('A025');
  if (key === 'delete') {
    if (!account.devices.some((one) => one.hwid === hwid)) throw coded(404, 'A204', 'Device not found');
    account.devices = account.devices.filter((one) => one.hwid !== hwid);
  } else account.devices = [];
  return ok(devicesView(world, account));
}

function aboutPanel(world: PanelWorld, { method, path }: PanelRequest): PanelReply | undefined {
  const route = `${method} ${path}`;
  if (route === 'GET /internal-squads') return ok(squadsView(world));
  if (route !== 'GET /system/metadata' || world.version === null) return undefined;
  const build = { time: '2026-08-20T00:00:00.000Z', number: '1' };
  const commit = { commitSha: '0'.repeat(40), branch: 'main', commitUrl: 'https://panel.invalid/commit' };
  return ok({ version: world.version, build, git: { backend: commit, frontend: commit } });
}

/** 3.x takes positive numbers only, and refuses a uuid as a wrong request; 2.x takes uuids. */
function byKey(world: PanelWorld, key: string): Account | undefined {
  if (!isNewer(world)) return [...world.accounts.values()].find(({ uuid }) => uuid === key);
  if (!/^[1-9]\d*$/.test(key)) throw coded(400, 'A000', 'Validation failed');
  return world.accounts.get(Number(key));
}

function refuse(code: 'A025' | 'A063'): never {
  throw coded(404, code, 'User not found');
}

function stream(world: PanelWorld, query: PanelRequest['query']): object {
  const { size, cursor } = check(streamQuery, query);
  const after = Number(cursor ?? '0');
  const rest = [...world.accounts.values()].filter(({ id }) => id > after).sort((a, b) => a.id - b.id);
  const page = rest.slice(0, size);
  const hasMore = rest.length > size;
  const users = page.map((account) => viewOf(world, account));
  return { users, nextCursor: hasMore ? String(page.at(-1)!.id) : null, hasMore };
}

function list(world: PanelWorld, query: PanelRequest['query']): object {
  const { start, size } = check(listQuery, query);
  const all = [...world.accounts.values()].sort((a, b) => a.id - b.id);
  return {
    users: all.slice(start, start + size).map((account) => viewOf(world, account)),
    total: all.length,
  };
}
