import { sumCardPayments, hasPayments } from '#services/money/card-payments.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { isPlanUsed, lockPlanIds, sortPlans, reserveLastPlace } from '#services/plans/sort-plans.js';
import { readFleet, readTotals } from '#services/reports/count-totals.js';
import * as period from '#services/reports/sum-period.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that cards, plans, the tenant's wallet and statistics have. */
export const resourceQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/money/card-payments.ts': {
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
  'src/services/plans/sort-plans.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await reserveLastPlace(tenant, tx);
        const current = await lockPlanIds(tenant, tx);
        await sortPlans(tenant, tx, { ids: [...current].reverse(), current });
        await isPlanUsed(tenant, tx, '9999999');
      }),
  },
  'src/services/money/move-tenant-wallet.ts': {
    run: () =>
      tenant.db((tx) =>
        moveTenantWallet(tenant, tx, {
          type: 'deposit',
          amountToman: 5,
          idempotencyKey: `plans ${uniqueNumber()}`,
          description: 'plans',
        }),
      ),
  },
  'src/services/reports/count-totals.ts': {
    walks: {
      bots: 'the fleet is all of its bots',
      subscriptions: 'it counts every subscription of the bots',
      users: 'it counts every person of the bots',
    },
    run: async () => {
      await tenant.db((tx) => readTotals(tx, ['1']));
      await asFleet('test', async (tx) => readTotals(tx, (await readFleet(tx)).botIds));
    },
  },
  'src/services/reports/sum-period.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const wish = { botIds: ['1'], starts: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'] };
        await period.readTimeZone(tx, '1');
        await period.readNewUsers(tx, wish);
        await period.readSales(tx, wish);
        await period.readRevenue(tx, wish);
        await period.readTraffic(tx, { botIds: ['1'], from: '2026-02-01', to: '2026-03-02' });
      }),
  },
};
