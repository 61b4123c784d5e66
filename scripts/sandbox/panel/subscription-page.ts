import type { ServerResponse } from 'node:http';
import { panelNow, type PanelWorld } from './world.js';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const gigabytes = (bytes: number): string => (bytes / 1_073_741_824).toFixed(2);

/** What a link of the sandbox leads to: a page instead of a configuration. An account's first visit connects it. */
export function subscriptionPage(world: PanelWorld, shortUuid: string, response: ServerResponse): void {
  const account = [...world.accounts.values()].find((one) => one.shortUuid === shortUuid);
  if (!account) {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ isFound: false, statusCode: 404, message: 'Subscription not found' }));
    return;
  }
  if (account.firstConnectedAt === null) {
    account.firstConnectedAt = panelNow(world).toISOString();
    world.onChange();
  }
  const { trafficLimitBytes: limit, usedTrafficBytes: used, expireAt, status, username } = account;
  const end = Math.floor(new Date(expireAt).getTime() / 1_000);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'subscription-userinfo': `upload=0; download=${used}; total=${limit}; expire=${end}`,
  });
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
  response.end(`<!doctype html><meta charset="utf-8"><title>VPN link of the sandbox</title>
<style>body{font:16px system-ui;margin:3rem auto;max-width:30rem}dt{color:#777}dd{margin:0 0 1rem}</style>
<h1>VPN link of the sandbox</h1><dl>${list}</dl>`);
}
