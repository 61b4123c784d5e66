import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { watchWallet } from '#services/billing/watch-wallet.js';
import { notify } from '#services/notices/notify.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Settles a bot's account with the fleet, and tells those who run it how its wallet stands. */
export const watchBillingHandler = ({
  snapshots,
}: Pick<WorkerDeps, 'snapshots'>): Handler<'billing.watch'> => ({
  run: async (tenant) => {
    const values = (await snapshots.read(tenant))?.settings.values;
    if (!values) return;
    const at = new Date(now());
    const day = dayOf(at.getTime(), values.time_zone);
    await tenant.db((tx) =>
      watchWallet(tenant, tx, {
        at,
        graceHours: values.low_balance_grace_hours,
        tell: (stage) =>
          stage === 'filled'
            ? notify(tenant, tx, { kind: 'wallet_filled', about: { day } })
            : notify(tenant, tx, { kind: 'wallet_low', about: { stage, day } }),
      }),
    );
  },
});
