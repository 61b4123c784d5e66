/** Finds out at start in which version the panel is, and knows what stands in the way of provisioning. */
import { backoffMs, pause } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { FleetPanel } from './workers/fleet-panel.js';

export interface PanelGreeting {
  /** What is wrong with the panel, in one line; empty when all is well. For /health/ready. */
  warnings(): readonly string[];
}

/** Asks until the panel has answered once; later faults are seen by the breaker's metric. */
export function meetPanel(panel: FleetPanel): PanelGreeting {
  let trouble: string | undefined;
  void greet(panel, (line) => {
    trouble = line;
  });
  return { warnings: () => (trouble === undefined ? [] : [`panel: ${trouble}`]) };
}

async function greet(panel: FleetPanel, say: (trouble: string | undefined) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { text, isKnown } = await panel().version();
      say(
        isKnown
          ? undefined
          : `version ${text} is not known to this fleet; known are 2.7 and later 2.x, and 3.x`,
      );
      return log.info({ version: text }, 'the panel answers');
    } catch (error) {
      const code = codeOf(error);
      say(explain(code));
      if (code === 'panel.not_configured') return log.warn(explain(code));
      log.warn({ code }, 'the panel does not answer yet; trying again');
      await pause(backoffMs(attempt, { firstMs: 1_000, maxMs: 60_000 }));
    }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof RetryableError || error instanceof PermanentError ? error.code : String(error);

function explain(code: string): string {
  if (code === 'panel.not_configured')
    return 'REMNAWAVE_API_URL and REMNAWAVE_API_TOKEN are not set, so nothing that is sold can be delivered';
  if (code === 'panel.unauthorized')
    return 'REMNAWAVE_API_TOKEN is refused; make another one on the panel under Settings, API tokens';
  return `it does not answer (${code}); what is sold waits for it`;
}
