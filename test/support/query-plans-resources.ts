import { sumCardPayments, hasPayments } from '#services/card-payments.js';
import { isPlanUsed, lockPlanOrder, orderPlans, reserveLastPlace } from '#services/order-plans.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that cards, plans, the tenant's wallet and statistics have. */
export const resourceQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/card-payments.ts': {
    walks: {
      card_to_card_payments: 'it sums up every payment of the bot',
      tenant_payment_cards: 'a bot has a handful of cards',
    },
    run: () =>
      tenant.db(async (tx) => {
        await hasPayments(tenant, tx, '1');
        await sumCardPayments(tenant, tx);
      }),
  },
  'src/services/order-plans.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await reserveLastPlace(tenant, tx);
        const current = await lockPlanOrder(tenant, tx);
        await orderPlans(tenant, tx, { ids: [...current].reverse(), current });
        await isPlanUsed(tenant, tx, '9999999');
      }),
  },
};
