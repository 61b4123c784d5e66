import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance, type BalanceMovement } from '../money/move-balance.js';
import { completeWaiting } from './complete-waiting.js';

/** What an admin puts into a wallet (above zero) or takes out of it (below). */
export type Adjustment = Pick<BalanceMovement, 'userId' | 'amountToman' | 'idempotencyKey'> & {
  /** Why; the person may read it. */
  readonly reason: string;
};

/**
 * Moves money by an admin's word, in the open transaction; what waits for money is bought with it. Returns the row of the
 * ledger. Throws as `moveBalance` does.
 */
export async function adjustBalance(tenant: Tenant, tx: Tx, adjustment: Adjustment): Promise<string> {
  const { reason: description, ...movement } = adjustment;
  const id = await moveBalance(tenant, tx, { ...movement, type: 'adjustment', description });
  if (movement.amountToman > 0) await completeWaiting(tenant, tx, { userId: movement.userId });
  return id;
}
