import { z } from 'zod';
import type { PanelCall } from './call-panel.js';
import type { SendCall } from './dialects.js';
import { errorOfRefusal } from './refusal.js';

/** What a panel lets us do, and how it is set where that decides what is sold. */
export interface PanelProbe {
  /** Scopes that the token lacks, in the panel's words. */
  readonly missingScopes: readonly string[];
  /** Does the panel refuse devices beyond an account's limit? Undefined: it does not say. */
  readonly isDeviceCheckOn: boolean | undefined;
}

interface Probe {
  readonly scope: string;
  readonly call: Omit<PanelCall, 'operation'>;
}

/**
 * A right to change is found out by a body that no panel takes: whoever may not call is refused with 403 before the body
 * is looked at, whoever may with 400. So nothing is changed.
 */
const probes: readonly Probe[] = [
  { scope: 'users:*', call: { method: 'GET', path: '/api/users?start=0&size=1' } },
  { scope: 'users:*', call: { method: 'POST', path: '/api/users', body: {} } },
  { scope: 'hwid-user-devices:*', call: { method: 'GET', path: '/api/hwid/devices?start=0&size=1' } },
  { scope: 'hwid-user-devices:*', call: { method: 'POST', path: '/api/hwid/devices/delete', body: {} } },
  { scope: 'nodes:read', call: { method: 'GET', path: '/api/nodes' } },
  { scope: 'internal-squads:read', call: { method: 'GET', path: '/api/internal-squads' } },
];
const settingsProbe: Probe = {
  scope: 'subscription-settings:read',
  call: { method: 'GET', path: '/api/subscription-settings' },
};
const settings = z.object({ hwidSettings: z.object({ enabled: z.boolean() }) });

/** Asks; throws as any call when the panel is away. Who may not read the version is told by that call. */
export async function probePanel(send: SendCall): Promise<PanelProbe> {
  const missing = new Set<string>();
  for (const { scope, call } of probes) if ((await ask(send, call)) === 'forbidden') missing.add(scope);
  const told = await ask(send, settingsProbe.call);
  if (told === 'forbidden') missing.add(settingsProbe.scope);
  return {
    missingScopes: [...missing],
    isDeviceCheckOn: settings.safeParse(told).data?.hwidSettings.enabled,
  };
}

async function ask(send: SendCall, call: Omit<PanelCall, 'operation'>): Promise<unknown> {
  const answer = await send({ ...call, operation: 'probe' });
  if (answer.ok) return answer.response;
  if (answer.status === 403) return 'forbidden';
  if (answer.status === 401 || answer.status === 429 || answer.status >= 500) throw errorOfRefusal(answer);
  return undefined;
}
