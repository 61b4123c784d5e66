import type { IncomingMessage, ServerResponse } from 'node:http';
import { isHwid } from './requests.js';
import { fallbackDeviceLimit, remarks } from './seeds.js';
import { subscriptionPage } from './subscription-page.js';
import { deviceEvent, tell } from './webhooks.js';
import { panelNow, type Account, type PanelWorld } from './world.js';

/**
 * What a link leads to: a page for people, and for apps the servers, one a line. The device check, when it is on, takes
 * devices by `x-hwid` up to the account's limit, and gives others a remark instead of servers.
 */
export function serveSubscription(
  world: PanelWorld,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  shortUuid: string,
): void {
  const account = [...world.accounts.values()].find((one) => one.shortUuid === shortUuid);
  if (!account) {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ isFound: false, statusCode: 404, message: 'Subscription not found' }));
    return;
  }
  const { trafficLimitBytes: limit, usedTrafficBytes: used, expireAt } = account;
  const end = Math.floor(new Date(expireAt).getTime() / 1_000);
  response.setHeader('subscription-userinfo', `upload=0; download=${used}; total=${limit}; expire=${end}`);
  if (request.headers.accept?.includes('text/html')) return subscriptionPage(world, account, response);
  const admission = admit(world, account, request.headers);
  for (const name of admission.headers) response.setHeader(name, 'true');
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end((admission.remark ?? configOf(world, account)).join('\n'));
}

/** The servers of an account, or why it has none. */
function configOf(world: PanelWorld, account: Account): readonly string[] {
  if (account.status === 'EXPIRED') return remarks.expiredUsers;
  if (account.status === 'LIMITED') return remarks.limitedUsers;
  if (account.status === 'DISABLED') return remarks.disabledUsers;
  const names = world.squads.filter(({ uuid }) => account.squads.includes(uuid)).map(({ name }) => name);
  if (names.length === 0) return remarks.emptyHosts;
  return names.map((name) => `vless://${account.vlessUuid}@server.invalid:443#${encodeURIComponent(name)}`);
}

interface Admission {
  /** Shown instead of servers. */
  readonly remark?: readonly string[];
  readonly headers: readonly string[];
}

function admit(world: PanelWorld, account: Account, headers: IncomingMessage['headers']): Admission {
  const { 'x-hwid': given } = headers;
  const hwid = typeof given === 'string' && isHwid(given) ? given : undefined;
  const limit = account.hwidDeviceLimit ?? fallbackDeviceLimit;
  const isChecked = world.deviceCheck && limit > 0;
  const active = world.deviceCheck ? ['x-hwid-active'] : [];
  if (hwid === undefined) {
    if (!isChecked) return { headers: active };
    return { remark: remarks.HWIDNotSupported, headers: [...active, 'x-hwid-limit', 'x-hwid-not-supported'] };
  }
  const isKnown = account.devices.some((device) => device.hwid === hwid);
  if (!isKnown && isChecked && account.devices.length >= limit)
    return {
      remark: remarks.HWIDMaxDevicesExceeded,
      headers: [...active, 'x-hwid-limit', 'x-hwid-max-devices-reached'],
    };
  if (!isKnown) register(world, account, { hwid, headers });
  return { headers: active };
}

function register(
  world: PanelWorld,
  account: Account,
  { hwid, headers }: { readonly hwid: string; readonly headers: IncomingMessage['headers'] },
): void {
  const at = panelNow(world).toISOString();
  const told = (name: string): string | null => (headers[name] as string | undefined) ?? null;
  const device = {
    hwid,
    platform: told('x-device-os'),
    osVersion: told('x-ver-os'),
    deviceModel: told('x-device-model'),
    userAgent: told('user-agent'),
    requestIp: null,
    createdAt: at,
    updatedAt: at,
  };
  account.devices.push(device);
  world.onChange();
  if (world.deviceCheck) tell(world, deviceEvent(world, 'user_hwid_devices.added', { account, device }));
}
