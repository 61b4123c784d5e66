import type { ServerResponse } from 'node:http';
import { tell, userEvent } from './webhooks.js';
import { panelNow, type Account, type PanelWorld } from './world.js';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const gigabytes = (bytes: number): string => (bytes / 1_073_741_824).toFixed(2);

/** What a browser sees of a link. An account's first visit connects it, since the sandbox has no servers that could. */
export function subscriptionPage(world: PanelWorld, account: Account, response: ServerResponse): void {
  if (account.firstConnectedAt === null) {
    account.firstConnectedAt = panelNow(world).toISOString();
    world.onChange();
    tell(world, userEvent(world, 'user.first_connected', account));
  }
  const { trafficLimitBytes: limit, usedTrafficBytes: used, expireAt, status, username } = account;
  const squads = world.squads.filter(({ uuid }) => account.squads.includes(uuid)).map(({ name }) => name);
  const rows = [
    ['Account', username],
    ['Status', status],
    ['Until', expireAt],
    ['Traffic', `${gigabytes(used)} of ${limit ? `${gigabytes(limit)} GB` : 'any number of GB'}`],
    ['Devices', `${account.devices.length} of ${account.hwidDeviceLimit || 'any number'}`],
    ['Servers', squads.join(', ') || 'none'],
  ];
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value!)}</dd>`).join('');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><meta charset="utf-8"><title>VPN link of the sandbox</title>
<style>body{font:16px system-ui;margin:3rem auto;max-width:30rem}dt{color:#777}dd{margin:0 0 1rem}</style>
<h1>VPN link of the sandbox</h1><dl>${list}</dl>`);
}
