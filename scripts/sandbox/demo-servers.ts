import { operator } from '#services/access/actor.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { listFeatures } from '#services/features/list-features.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Has the bot show how the panel's servers are (Information, Server status); false: somebody switched that already. */
export async function showServers(tenant: Tenant, tx: Tx): Promise<boolean> {
  const { server_status: status } = await listFeatures(tenant, tx);
  if (status.isSet) return false;
  await changeFeatureIn(tenant, tx, { key: 'server_status', change: { enabled: true } }, operator);
  return true;
}
