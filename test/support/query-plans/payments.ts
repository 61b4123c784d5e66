import { judgeCheckout } from '#services/payments/judge-checkout.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that money has which comes in through gateways. */
export const paymentQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/payments/judge-checkout.ts': {
    run: () => judgeCheckout(tenant, { payerId: '11', currency: 'XTR', amount: 5, payload: 'a'.repeat(32) }),
  },
};
