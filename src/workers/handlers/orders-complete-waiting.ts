import { completeWaiting } from '#services/orders/complete-waiting.js';
import type { Handler } from './handler.js';

/** Buys what waits for money in a person's wallet. */
export const completeWaitingHandler = (): Handler<'orders.complete-waiting'> => ({
  run: async (tenant, { user_id: userId }) =>
    void (await tenant.db((tx) => completeWaiting(tenant, tx, { userId }))),
});
