/** Finds out at start, and from time to time, in which version the panel is and what stands in the way of provisioning. */
import type { PanelProbe } from '#panels/probe-panel.js';
import type { PanelVersion } from '#panels/version.js';
import { backoffMs, pause } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { hourMs } from '#platform/units.js';
import type { FleetPanel } from './fleet-panel.js';

export interface PanelCheck {
  /** What is wrong with the panel, a line each; empty when all is well. For /health/ready. */
  warnings(): readonly string[];
  /** Ends the looks at it. */
  stop(): void;
}

/** Pauses between looks at a panel with which all is well, and at one that people must repair. */
const wellMs = hourMs;
const poorMs = 300_000;

/** Asks until the panel has answered, then now and then whether it is still so; faults of calls are the breaker's metric. */
export function checkPanel(panel: FleetPanel): PanelCheck {
  let troubles: readonly string[] = [];
  const stopped = new AbortController();
  void keepChecking(panel, stopped.signal, (lines) => {
    for (const line of lines)
      if (!troubles.includes(line))
        log.warn({ panel: line }, 'the panel needs attention; the field panel says what to change');
    troubles = lines;
  });
  return {
    warnings: () => troubles.map((line) => `panel: ${line}`),
    stop: () => stopped.abort(),
  };
}

async function keepChecking(
  panel: FleetPanel,
  signal: AbortSignal,
  say: (troubles: readonly string[]) => void,
): Promise<void> {
  let known: string | undefined;
  for (let failed = 0; !signal.aborted;) {
    try {
      const version = await panel().version();
      const shortcomings = shortcomingsOf(version, await panel().probe());
      say(shortcomings);
      if (known !== version.text || failed > 0) log.info({ version: version.text }, 'the panel is reachable');
      known = version.text;
      failed = 0;
      await pause(shortcomings.length > 0 ? poorMs : wellMs, signal);
    } catch (error) {
      const fault = error instanceof RetryableError || error instanceof PermanentError ? error : undefined;
      say([explain(fault?.code, error)]);
      if (fault?.code === 'panel.not_configured') return;
      failed += 1;
      await pause(backoffMs(failed, { firstMs: 1_000, maxMs: 60_000 }), signal);
    }
  }
}

/** What people must repair, or know, of a panel that answers. */
function shortcomingsOf(
  { text, isKnown }: PanelVersion,
  { missingScopes, isDeviceCheckOn }: PanelProbe,
): string[] {
  return [
    ...(isKnown
      ? []
      : [
          `version ${text} is unverified: this fleet was held against 2.7 to 2.8 and 3.0 to 3.4, and goes on as with the nearest`,
        ]),
    ...missingScopes.map((scope) => `REMNAWAVE_API_TOKEN lacks the scope ${scope}; ${lossOf(scope)}`),
    ...(isDeviceCheckOn === false
      ? [
          'its device check is off (HWID in its subscription settings), so limits of devices that are sold bind nobody',
        ]
      : []),
  ];
}

const losses: Readonly<Record<string, string>> = {
  'users:*': 'nothing that is sold can be delivered',
  'hwid-user-devices:*': 'people cannot see and remove their devices',
  'internal-squads:read': 'nothing that is sold can be delivered',
  'nodes:read': 'people cannot see how the servers are',
  'subscription-settings:read': 'whether its device check is on stays unknown',
};
const lossOf = (scope: string): string => losses[scope] ?? 'a part of the fleet does not work';

function explain(code: ErrorCode | undefined, error: unknown): string {
  if (code === 'panel.not_configured')
    return 'REMNAWAVE_API_URL and REMNAWAVE_API_TOKEN are not set, so nothing that is sold can be delivered';
  if (code === 'panel.unauthorized')
    return 'REMNAWAVE_API_TOKEN is refused; make another one on the panel under Settings, API tokens';
  if (code === 'panel.forbidden')
    return 'REMNAWAVE_API_TOKEN lacks the scope system:read or was removed; nothing that is sold can be delivered';
  return `it does not answer (${code ?? String(error)}); what is sold waits for it`;
}
