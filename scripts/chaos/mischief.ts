import { pause } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import type { Run } from '../../src/workers/handlers/handler.js';
import type { HandlerTable } from '../../src/workers/handlers/index.js';

/**
 * What an update does to its handler, as the field `chaos` of the update says it: a fault of the world or a bug before
 * or after the work (at its first run only), a bug for good, slow work, or work that hangs.
 */
export type Mischief = 'busy' | 'busy-after' | 'bug' | 'bug-after' | 'poison' | 'slow' | 'hang';

const slowMs = 400;
/** Longer than anything is watched: who hangs does not come back. */
const hangMs = 600_000;

type Faults = Partial<Record<Mischief, () => Error>>;
const faults: Faults = {
  busy: () => new RetryableError('panel.unavailable', { isLocal: true }),
  bug: () => new Error('chaos: a bug before the work'),
};
const lateFaults: Faults = {
  'busy-after': () => new RetryableError('telegram.unavailable'),
  'bug-after': () => new Error('chaos: a bug after the work'),
};
const pauses: Partial<Record<Mischief, number>> = { slow: slowMs, hang: hangMs };

function throwOnce(kinds: Faults, mischief: Mischief | undefined, run: Run): void {
  const fault = mischief && !run.startsAgain ? kinds[mischief]?.() : undefined;
  if (fault) throw fault;
}

/** The real handlers, with mischief around that of updates; `onZombie` hears of work that ended when its job was another's. */
export function withMischief(handlers: HandlerTable, onZombie: (update: string) => void): HandlerTable {
  const real = handlers['telegram.update'];
  return {
    ...handlers,
    'telegram.update': {
      ...real,
      run: async (tenant, payload, run) => {
        const mischief = payload.update.chaos as Mischief | undefined;
        throwOnce(faults, mischief, run);
        if (mischief === 'poison')
          throw new PermanentError('job.payload_refused', { message: 'chaos.poison' });
        if (mischief && pauses[mischief]) await pause(pauses[mischief]);
        await real.run(tenant, payload, run);
        if (!(await run.isOurs())) onZombie(`${tenant.botId}.${payload.update.update_id}`);
        throwOnce(lateFaults, mischief, run);
      },
    },
  };
}
