import { log } from '#platform/log.js';
import { asFleet } from '#tenancy/scope.js';
import type { Handler } from './index.js';

const batch = 5_000;

/** Removes the marks of updates after two days: Telegram keeps an undelivered update for one. */
export const cleanUpHandler = (): Handler<'fleet.clean-up'> => ({
  run: async () => {
    let removed = 0;
    for (;;) {
      const rows = await asFleet('remove old marks of updates', (tx) =>
        tx.sql(
          `delete from processed_updates where ctid = any(array(
             select ctid from processed_updates where processed_at < now() - interval '48 hours' limit $1))
           returning 1`,
          [batch],
        ),
      );
      removed += rows.length;
      if (rows.length < batch) break;
    }
    if (removed) log.info({ removed }, 'old marks of updates removed');
  },
});
