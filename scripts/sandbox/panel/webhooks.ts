import { createHmac } from 'node:crypto';
import { deviceView, viewOf } from './views.js';
import { panelNow, type Account, type Device, type PanelEventBody, type PanelWorld } from './world.js';

/** Tries of one event; what is not taken by then is lost. */
const tries = 4;
/** A try that nobody answers in so many milliseconds has failed. */
const patienceMs = 10_000;

/** Events for which the panel does not look up the account's squads. */
const withoutSquads = ['user.expiration', 'user.not_connected'];

/** The body of an event about an account, as the panel sends it. */
export function userEvent(
  world: PanelWorld,
  event: string,
  account: Account,
  meta: object | null = null,
): PanelEventBody {
  const view = viewOf(world, account);
  const data = withoutSquads.includes(event) ? { ...view, activeInternalSquads: [] } : view;
  return { scope: 'user', event, timestamp: panelNow(world).toISOString(), data, meta };
}

/** The body of an event about a device; the account in it has no squads, whatever it really has. */
export const deviceEvent = (
  world: PanelWorld,
  event: string,
  { account, device }: { readonly account: Account; readonly device: Device },
): PanelEventBody => ({
  scope: 'user_hwid_devices',
  event,
  timestamp: panelNow(world).toISOString(),
  data: {
    hwidUserDevice: deviceView(world, account, device),
    user: { ...viewOf(world, account), activeInternalSquads: [] },
  },
  meta: null,
});

/**
 * Tells of something: each event goes its own way, four times at most, so that one whose first try failed comes after
 * younger ones, with its old content and time.
 */
export function tell(world: PanelWorld, body: PanelEventBody): void {
  world.onEvent(body);
  void deliver(world, body, 1);
}

async function deliver(world: PanelWorld, body: PanelEventBody, attempt: number): Promise<void> {
  const status = await sendEvent(world, body);
  const isTaken = status === undefined || (status >= 200 && status < 300);
  if (isTaken || attempt === tries) return;
  setTimeout(() => void deliver(world, body, attempt + 1), world.resendMs).unref();
}

/** Sends an event once, signed; resolves with the status of the answer, 0: none, undefined: there is nobody to tell. */
export async function sendEvent(world: PanelWorld, body: PanelEventBody): Promise<number | undefined> {
  if (world.webhookUrl === undefined) return undefined;
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', world.webhookSecret).update(text).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Remnawave',
    'x-remnawave-signature': signature,
    'x-remnawave-timestamp': body.timestamp,
  };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(world.webhookUrl, { method: 'POST', headers, body: text, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
