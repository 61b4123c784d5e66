import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { findDueBots } from '#services/billing/find-due-bots.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import type { Handler } from './handler.js';

/** Finds bots that owe for consumed traffic, or whose wallets are low or filled again, and enqueues one job for each. */
export const watchBillingOfFleetHandler = (): Handler<'fleet.watch-billing'> => ({
  run: () =>
    asFleet('find bots whose account with the fleet is to be settled', async (tx) => {
      for (const botId of await findDueBots(tx, new Date(now())))
        await enqueue(tenantOf(botId), 'billing.watch', {});
    }),
});
