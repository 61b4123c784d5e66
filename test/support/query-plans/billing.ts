import { bookConsumption } from '#services/billing/book-consumption.js';
import { changeWallet } from '#services/billing/change-wallet.js';
import { chargeConsumption } from '#services/billing/charge-consumption.js';
import { countAccount } from '#services/billing/count-account.js';
import { findDueBots } from '#services/billing/find-due-bots.js';
import { readStatements } from '#services/billing/read-statements.js';
import { readWallet } from '#services/billing/read-wallet.js';
import { recordTraffic } from '#services/billing/record-traffic.js';
import { sumLedger } from '#services/billing/sum-ledger.js';
import { watchWallet } from '#services/billing/watch-wallet.js';
import { noteStanding } from '#services/money/wallet-standing.js';
import { wasPaidItself } from '#services/orders/paid-itself.js';
import { resumeCarts } from '#services/orders/resume-carts.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const reason = 'test';
const tell = () => Promise.resolve();

/** What tenants owe the fleet. */
export const billingQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/billing/book-consumption.ts': {
    run: () => tenant.db((tx) => bookConsumption(tenant, tx, 5)),
  },
  'src/services/billing/change-wallet.ts': {
    run: () =>
      tenant.db((tx) =>
        changeWallet(tenant, tx, {
          ...{ kind: 'set', amountToman: 500_000, reason, idempotencyKey: `plans ${uniqueNumber()}` },
        }),
      ),
  },
  'src/services/billing/charge-consumption.ts': {
    run: async ({ database }) => {
      await database.query(
        'update bots set traffic_owed = 5368709120, wallet_balance_toman = 500000 where id = 1',
      );
      await tenant.db((tx) => chargeConsumption(tenant, tx, { event: `plans ${uniqueNumber()}` }));
    },
  },
  'src/services/billing/count-account.ts': {
    run: () =>
      tenant.db((tx) =>
        countAccount(tenant, tx, {
          subscriptionId: '31',
          counters: {
            used_traffic_bytes: uniqueNumber(),
            lifetime_traffic_bytes: uniqueNumber(),
            created_at: new Date().toISOString(),
          },
        }),
      ),
  },
  'src/services/billing/find-due-bots.ts': {
    run: async ({ database }) => {
      await database.query('update bots set traffic_owed = 5368709120 where id in (1, 2)');
      await asFleet('test', (tx) => findDueBots(tx, new Date()));
    },
  },
  'src/services/billing/read-statements.ts': {
    run: () =>
      tenant.db((tx) => readStatements(tenant, tx, { from: '2026-01', to: '2999-12', timeZone: 'UTC' })),
  },
  'src/services/billing/read-wallet.ts': { run: () => tenant.db((tx) => readWallet(tenant, tx)) },
  'src/services/billing/record-traffic.ts': {
    run: () => tenant.db((tx) => recordTraffic(tenant, tx, { consumedBytes: 5, soldBytes: 5 })),
  },
  'src/services/billing/sum-ledger.ts': {
    run: () => {
      const span = { from: Date.now() + 3_600, to: Date.now() + 7_200 };
      return tenant.db((tx) => sumLedger(tenant, tx, [span]));
    },
  },
  'src/services/billing/watch-wallet.ts': {
    run: async ({ database }) => {
      const set = (least: number, model: string) =>
        database.query(
          'update bots set billing_model = $1, traffic_rate_toman = 1, min_wallet_balance_toman = $2 where id = 2',
          [model, least],
        );
      await set(900_000_000, 'hybrid');
      const other = tenantOf('2');
      await other.db((tx) => watchWallet(other, tx, { at: new Date(), graceHours: 24, tell }));
      await set(0, 'none');
    },
  },
  'src/services/orders/paid-itself.ts': {
    run: () => tenant.db((tx) => wasPaidItself(tenant, tx, { id: '1', userId: '1' })),
  },
  'src/services/orders/resume-carts.ts': { run: () => resumeCarts(tenant) },
  'src/services/money/wallet-standing.ts': { run: () => tenant.db((tx) => noteStanding(tenant, tx)) },
};
