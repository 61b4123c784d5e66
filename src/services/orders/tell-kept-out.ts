import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { isKeptOut } from './pricing/price-order.js';
import type { Facts } from './pricing/sale.js';

/** Lets the admins hear of a buyer who is refused for being on the black list. */
export async function tellKeptOut(tenant: Tenant, tx: Tx, facts: Facts): Promise<void> {
  if (!isKeptOut(facts)) return;
  await notify(tenant, tx, { kind: 'person_listed', about: { user_id: facts.buyer.id, wish: 'buy' } });
}
