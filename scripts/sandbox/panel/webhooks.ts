import { createHmac } from 'node:crypto';
import { viewOf } from './views.js';
import { panelNow, type Account, type PanelWorld } from './world.js';

/** The body of an event about an account, as the panel sends it. */
export const userEvent = (world: PanelWorld, event: string, account: Account): object => ({
  scope: 'user',
  event,
  timestamp: panelNow(world).toISOString(),
  data: viewOf(world, account),
});

/** Sends an event, signed; returns the status of the answer, 0 when there is none or nobody to send it to. */
export async function sendEvent(world: PanelWorld, body: object): Promise<number> {
  if (world.webhookUrl === undefined) return 0;
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', world.webhookSecret).update(text).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Remnawave',
    'x-remnawave-signature': signature,
    'x-remnawave-timestamp': (body as { timestamp?: string }).timestamp ?? '',
  };
  try {
    const response = await fetch(world.webhookUrl, { method: 'POST', headers, body: text });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
