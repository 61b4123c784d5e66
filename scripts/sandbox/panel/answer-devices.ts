import { check } from './act-on-account.js';
import { byKey, refuseUser } from './find-account.js';
import { coded } from './panel-error.js';
import { ok, type PanelReply, type PanelRequest } from './reply.js';
import { deviceOwner, devicesQuery } from './requests.js';
import { devicesView, deviceView } from './views.js';
import { deviceEvent, tell } from './webhooks.js';
import type { PanelWorld } from './world.js';

/** Answers what is asked of devices; undefined: it is about something else. */
export function aboutDevices(world: PanelWorld, request: PanelRequest): PanelReply | undefined {
  const { method, path, query } = request;
  if (method === 'GET' && path === '/hwid/devices') return ok(allDevices(world, query));
  const [, key] = /^\/hwid\/devices\/([^/]+)$/.exec(path) ?? [];
  if (key === undefined) return undefined;
  if (method === 'GET') return ok(devicesView(world, byKey(world, key) ?? refuseUser('A025')));
  if (method !== 'POST' || (key !== 'delete' && key !== 'delete-all')) return undefined;
  return forget(world, request, key);
}

function forget(world: PanelWorld, { body }: PanelRequest, which: 'delete' | 'delete-all'): PanelReply {
  const { userId, userUuid, hwid } = check(deviceOwner(world, which), body);
  const account = byKey(world, String(userId ?? userUuid)) ?? refuseUser('A025');
  if (which === 'delete-all') {
    account.devices = [];
    return ok(devicesView(world, account));
  }
  const device = account.devices.find((one) => one.hwid === hwid);
  if (!device) throw coded(404, 'A204', 'HWID device not found');
  account.devices = account.devices.filter((one) => one !== device);
  // A panel whose device check is off tells nothing of devices.
  if (world.deviceCheck) tell(world, deviceEvent(world, 'user_hwid_devices.deleted', { account, device }));
  return ok(devicesView(world, account));
}

function allDevices(world: PanelWorld, query: PanelRequest['query']): object {
  const { start, size } = check(devicesQuery, query);
  const all = [...world.accounts.values()].flatMap((account) =>
    account.devices.map((device) => deviceView(world, account, device)),
  );
  return { devices: all.slice(start, start + size), total: all.length };
}
