import type { GatewayMeans } from '#services/payments/gateway-access.js';
import type { WorkerPlace } from './worker-deps.js';

/** What the process knows that calls to payment gateways need. */
export const gatewayMeansOf = ({ env, vault }: Pick<WorkerPlace, 'env' | 'vault'>): GatewayMeans => ({
  vault,
  gatewayRoots: env.gatewayRoots,
  telegramApiRoot: env.telegramApiRoot,
  mayCallPrivate: env.arePrivateAddressesAllowed,
  publicUrl: env.publicUrl,
});
