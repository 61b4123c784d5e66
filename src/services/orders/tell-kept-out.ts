import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { isKeptOut } from './pricing/price-order.js';
import type { Facts } from './pricing/sale.js';

/** Is this buyer refused for being on the black list? Then the admins hear of it. */
export async function tellKeptOut(
  tenant: Tenant,
  tx: Tx,
  facts: Pick<Facts, 'buyer' | 'terms'>,
): Promise<boolean> {
  if (!isKeptOut(facts)) return false;
  await notify(tenant, tx, { kind: 'person_listed', about: { user_id: facts.buyer.id, wish: 'buy' } });
  return true;
}
