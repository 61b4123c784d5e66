import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveTenantWallet, type MovedWallet } from '../money/move-tenant-wallet.js';
import { chargeConsumption } from './charge-consumption.js';

/** What an operator does to a tenant's wallet, in whole toman. */
export interface WalletChange {
  /**
   * add: money came from the tenant. subtract, and correct (above zero into it, below zero out of it): a correction. set: a
   * correction by which it holds just so much.
   */
  readonly kind: 'add' | 'correct' | 'set' | 'subtract';
  readonly amountToman: number;
  /** Why; the tenant reads it. */
  readonly reason: string;
  /** Names the change for ever: it is made once. */
  readonly idempotencyKey: string;
}

/**
 * Changes a tenant's wallet, in the open transaction. Money that comes in pays at once what is owed for consumed traffic.
 * Throws as `moveTenantWallet` does.
 */
export async function changeWallet(tenant: Tenant, tx: Tx, change: WalletChange): Promise<MovedWallet> {
  const { kind, amountToman, reason: description, idempotencyKey } = change;
  const type = kind === 'add' ? 'deposit' : 'adjustment';
  const amount = kind === 'set' ? await differenceTo(tenant, tx, change) : amountToman;
  const signed = kind === 'subtract' ? -amount : amount;
  const moved = await moveTenantWallet(tenant, tx, {
    ...{ type, amountToman: signed, description, idempotencyKey },
  });
  if (kind === 'add' && !moved.isRepeat)
    await chargeConsumption(tenant, tx, { event: `${idempotencyKey} owed` });
  return moved;
}

const lockBalance = 'select wallet_balance_toman::text as balance from bots where id = $1 for no key update';
const findSame = `
  select amount_toman::text as amount, balance_after_toman::text as after from tenant_wallet_transactions
  where bot_id = $1 and idempotency_key = $2`;

/** What lacks to a balance; where this very change was made before, what lacked then. */
async function differenceTo(
  { botId }: Tenant,
  tx: Tx,
  { amountToman: wanted, idempotencyKey }: WalletChange,
): Promise<number> {
  const [wallet] = await tx.sql<{ balance: string }>(lockBalance, [botId]);
  if (!wallet) throw new PermanentError('bot.unknown');
  const [known] = await tx.sql<{ amount: string; after: string }>(findSame, [botId, idempotencyKey]);
  if (!known) return wanted - Number(wallet.balance);
  if (Number(known.after) !== wanted) throw new PermanentError('idempotency.mismatch');
  return Number(known.amount);
}
