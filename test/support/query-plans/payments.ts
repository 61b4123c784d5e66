import { findCharges } from '#services/payments/find-charge.js';
import { judgeCheckout } from '#services/payments/judge-checkout.js';
import { enqueueStarSweeps } from '#services/payments/sweep-stars.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that money has which comes in through gateways. */
export const paymentQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/payments/find-charge.ts': {
    run: () => tenant.db((tx) => findCharges(tenant, tx, [{ chargeId: 'stx1', payload: 'a'.repeat(32) }])),
  },
  'src/services/payments/judge-checkout.ts': {
    run: () => judgeCheckout(tenant, { payerId: '11', currency: 'XTR', amount: 5, payload: 'a'.repeat(32) }),
  },
  'src/services/payments/sweep-stars.ts': { run: enqueueStarSweeps },
};
