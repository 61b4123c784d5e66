import { readTerms } from '#services/orders/terms.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { refuse } from './refuse.js';

/** Refuses squads that a bot may not sell: the servers belong to the fleet, and its operator says which. */
export async function requireSellable(tenant: Tenant, tx: Tx, squads: readonly string[] = []): Promise<void> {
  if (squads.length === 0) return;
  const { sellable_squads: sellable } = (await readTerms(tenant, tx)).values;
  if (sellable.length > 0 && squads.some((squad) => !sellable.includes(squad)))
    refuse('plan.squads_not_sellable');
}
