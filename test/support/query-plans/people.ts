import { moveBalance } from '#services/money/move-balance.js';
import { readWalletPage } from '#services/money/wallet-history.js';
import { readRecipient } from '#services/notices/read-recipient.js';
import { eraseUser } from '#services/people/erase-user.js';
import { hasUsedTrial } from '#services/people/has-used-trial.js';
import {
  requestSync,
  requestNewLink,
  requestRemovals,
  requestUserSync,
  requestTrafficReset,
} from '#services/provision/request-sync.js';
import { tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const movement = () => ({
  userId: '12',
  type: 'adjustment' as const,
  amountToman: 5,
  idempotencyKey: `plans ${uniqueNumber()}`,
});

/** The part of `queryPaths` that users, their money and their subscriptions have. */
export const peopleQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/people/erase-user.ts': {
    run: () =>
      tenant.db((tx) =>
        eraseUser(tenant, tx, { userId: '11', mayForfeit: true, idempotencyKey: `plans ${uniqueNumber()}` }),
      ),
  },
  'src/services/people/has-used-trial.ts': { run: () => tenant.db((tx) => hasUsedTrial(tenant, tx, '77')) },
  'src/services/money/move-balance.ts': {
    run: async () => {
      const known = movement();
      await tenant.db((tx) => moveBalance(tenant, tx, known));
      await tenant.db((tx) => moveBalance(tenant, tx, known));
    },
  },
  'src/services/provision/request-sync.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await requestSync(tenant, tx, '21');
        await requestUserSync(tenant, tx, '13');
        await requestNewLink(tenant, tx, '21');
        await requestTrafficReset(tenant, tx, '21');
        await requestRemovals(tenant, tx, '13');
      }),
  },
  'src/services/notices/read-recipient.ts': {
    run: () =>
      tenant.db(async (tx) => {
        for (const about of [{ user_id: '13' }, { subscription_id: '21' }, { order_id: '5' }])
          await readRecipient(tenant, tx, { about });
      }),
  },
  'src/services/money/wallet-history.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readWalletPage(tenant, tx, { userId: '12' });
        await readWalletPage(tenant, tx, { userId: '12', place: { direction: 'older', id: '500' } });
        await readWalletPage(tenant, tx, { userId: '12', place: { direction: 'newer', id: '1' } });
      }),
  },
};

/** A list of the admin API, and questions to it: those that an index must answer, whatever their place in the list. */
export const listQuestions: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'payments.list': [
    {},
    { method: 'heleket' },
    { status: 'rejected' },
    { status: 'held' },
    { user_id: '50' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
  'subscriptions.list': [
    {},
    { sort: 'ends_at' },
    { sort: '-ends_at' },
    { status: 'disabled' },
    { status: 'expired' },
    { status: 'active', sort: 'ends_at' },
    { user_id: '50' },
    { created_from: '2099-01-01T00:00:00Z' },
    { ends_from: '2099-01-01T00:00:00Z' },
  ],
  'transactions.list': [
    {},
    { type: 'refund' },
    { payment_method: 'tribute' },
    { user_id: '50' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
  'users.list': [
    {},
    { sort: 'balance_toman' },
    { sort: '-balance_toman' },
    { status: 'blocked' },
    { search: '77' },
    { search: '@person99' },
    { search: 'nobody' },
    { search: 'name' },
    { registered_from: '2099-01-01T00:00:00Z' },
  ],
  'wallet-transactions.list': [
    {},
    { sort: '-id' },
    { type: 'refund' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
};
