import { enqueueAutopay, enqueueAutopayBots } from '#services/subscriptions/autopay-due.js';
import { renewByItself } from '#services/subscriptions/renew-by-itself.js';
import type { Handler } from './handler.js';

/** Finds bots with subscriptions whose autopay is due. */
export const autopayFleetHandler = (): Handler<'fleet.autopay'> => ({ run: enqueueAutopayBots });

/** Enqueues the renewals of one bot. */
export const autopayDueHandler = (): Handler<'subscriptions.autopay-due'> => ({ run: enqueueAutopay });

/** Renews one subscription from its owner's wallet. */
export const autopayHandler = (): Handler<'subscription.autopay'> => ({
  run: (tenant, { subscription_id: subscriptionId }) =>
    tenant.db((tx) => renewByItself(tenant, tx, subscriptionId)),
});
