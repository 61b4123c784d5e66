import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { giveFree, type FreeGift } from '../orders/give-free.js';
import { payerOf, type Taker } from './given.js';

/** Gives a subscription, or more of one, at the tenant's cost; undefined: that cannot be now, and nothing was done. */
export async function giveSubscription(
  tenant: Tenant,
  tx: Tx,
  { buyer, useId, ...gift }: Pick<Taker, 'buyer' | 'useId'> & Omit<FreeGift, 'giver' | 'userId'>,
): Promise<string | undefined> {
  const given = await giveFree(tenant, tx, {
    ...{ ...gift, userId: buyer.id, giver: payerOf(useId), promotion: { useId } },
  });
  if (given.kind === 'wallet') await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
  return given.kind === 'written' ? given.subscriptionId : undefined;
}
