import { describePayment } from '#bot/areas/payments/open/describe-payment.js';
import type { Describing } from '#services/payments/make-payment.js';
import type { Tenant } from '#tenancy/scope.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';

/** What asking a gateway for something takes: the way to it, and the words in which; of a bot that is gone, nothing is asked. */
export async function askingOf(
  deps: Pick<WorkerDeps, 'env' | 'snapshots' | 'vault'>,
  tenant: Tenant,
): Promise<Omit<Describing, 'paymentId'> | undefined> {
  const settings = (await deps.snapshots.read(tenant))?.settings;
  if (!settings) return undefined;
  return {
    means: gatewayMeansOf(deps),
    describe: (payment) => describePayment(tenant, payment, settings),
  };
}
