import { actions, check, createAccount, updateAccount } from './act-on-account.js';
import { aboutDevices } from './answer-devices.js';
import { aboutPanel } from './answer-panel.js';
import { byKey, refuseUser } from './find-account.js';
import { noRoute, notANumber } from './panel-error.js';
import { ok, type PanelReply, type PanelRequest } from './reply.js';
import { listQuery, streamQuery } from './requests.js';
import { viewOf } from './views.js';
import { tell, userEvent } from './webhooks.js';
import { isNewer, type Account, type PanelWorld } from './world.js';

/** Answers as the panel of this version does; throws PanelError. */
export function answer(world: PanelWorld, request: PanelRequest): PanelReply {
  const reply =
    aboutUsers(world, request) ??
    aboutOneUser(world, request) ??
    aboutDevices(world, request) ??
    aboutPanel(world, request);
  if (!reply) throw noRoute(request.method);
  if (request.method !== 'GET') world.onChange();
  return reply;
}

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
  return ok(viewOf(world, account ?? refuseUser('A063')));
}

function aboutOneUser(world: PanelWorld, { method, path, body }: PanelRequest): PanelReply | undefined {
  const [, key, action] = /^\/users\/([^/]+)(?:\/actions\/([a-z-]+))?$/.exec(path) ?? [];
  if (key === undefined) return undefined;
  const account = byKey(world, key);
  if (action !== undefined) return method === 'POST' ? actOn(world, account, { action, body }) : undefined;
  if (method === 'GET') return ok(viewOf(world, account ?? refuseUser('A063')));
  if (method !== 'DELETE') return undefined;
  const removed = account ?? refuseUser('A025');
  world.accounts.delete(removed.id);
  tell(world, userEvent(world, 'user.deleted', removed));
  return isNewer(world) ? { status: 204 } : ok({ isDeleted: true });
}

function actOn(
  world: PanelWorld,
  account: Account | undefined,
  { action, body }: { readonly action: string; readonly body: unknown },
): PanelReply | undefined {
  const act = actions[action];
  if (!act) return undefined;
  const found = account ?? refuseUser('A025');
  act(world, found, body);
  return ok(viewOf(world, found));
}

function stream(world: PanelWorld, query: PanelRequest['query']): object {
  if (query.cursor !== undefined && !/^\d+$/.test(query.cursor)) throw notANumber('cursor');
  const { size, cursor } = check(streamQuery, query);
  const after = Number(cursor ?? '0');
  const rest = [...world.accounts.values()].filter(({ id }) => id > after).sort((a, b) => a.id - b.id);
  const page = rest.slice(0, size);
  const hasMore = rest.length > size;
  const users = page.map((account) => viewOf(world, account));
  return { users, nextCursor: hasMore ? String(page.at(-1)!.id) : null, hasMore };
}

/** Newest first, unless an order is asked for; ids rise with the time of making. */
function list(world: PanelWorld, query: PanelRequest['query']): object {
  const { start, size, sorting } = check(listQuery, query);
  const isDescending = sorting?.[0]?.desc ?? true;
  const all = [...world.accounts.values()].sort((a, b) => (isDescending ? b.id - a.id : a.id - b.id));
  return {
    users: all.slice(start, start + size).map((account) => viewOf(world, account)),
    total: all.length,
  };
}
