import { readTerms } from '#services/orders/terms.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { refuse } from './refuse.js';

/** The servers belong to the fleet: a bot sells and gives those that its operator lets it. Refuses others. */
export async function requireSellable(tenant: Tenant, tx: Tx, squads: readonly string[] = []): Promise<void> {
  if (squads.length === 0) return;
  const { sellable_squads: sellable } = (await readTerms(tenant, tx)).values;
  if (sellable.length > 0 && squads.some((squad) => !sellable.includes(squad)))
    refuse('plan.squads_not_sellable');
}
