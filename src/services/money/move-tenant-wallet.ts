import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { noteStanding } from './wallet-standing.js';

/** A movement of a tenant's wallet with the fleet. */
export interface TenantWalletMovement {
  readonly type: 'deposit' | 'traffic_charge' | 'consumption_charge' | 'refund' | 'adjustment';
  /** Toman; above zero into the wallet, below zero out of it. */
  readonly amountToman: number;
  /** Names the event that moves the money, for ever. */
  readonly idempotencyKey: string;
  /** Words for the tenant. */
  readonly description: string;
  /** Telegram id of the admin; null: the system, or a program. */
  readonly createdBy?: string | null;
}

/** The ledger's row of a movement. */
export interface MovedWallet {
  readonly id: string;
  /** Was it made before, under the same key? Nothing was moved then. */
  readonly isRepeat: boolean;
  /** Balance before and after it, in toman. */
  readonly before: number;
  readonly after: number;
}

interface Wallet {
  readonly balance: string;
  /** Can its sales stop, or are they? */
  readonly can_stop: boolean;
}

interface Row {
  readonly id: string;
  readonly type: string;
  readonly amount_toman: string;
  readonly balance_after_toman: string;
  readonly description: string | null;
}

// Movements of one wallet are made one after another, so a repeat finds what it repeats.
const lockWallet = `
  select wallet_balance_toman as balance, auto_suspend_on_low_balance or sales_stopped_at is not null as can_stop
  from bots where id = $1 for no key update`;
const findMovement = `
  select id::text, type, amount_toman, balance_after_toman, description from tenant_wallet_transactions
  where bot_id = $1 and idempotency_key = $2`;
const moveMoney = `
  with moved as (
    update bots set wallet_balance_toman = wallet_balance_toman + $3::bigint, updated_at = clock_timestamp()
    where id = $1 returning wallet_balance_toman
  )
  insert into tenant_wallet_transactions
    (bot_id, type, amount_toman, balance_after_toman, idempotency_key, description, created_by, created_at)
  select $1, $2, $3, wallet_balance_toman, $4, $5, $6, $7 from moved
  returning id::text, type, amount_toman, balance_after_toman, description`;

/**
 * Moves money into or out of a tenant's wallet: balance and ledger row in the caller's transaction, once for a key. Sales
 * stop, or go on, with it (`wallet-standing`); what waited for money in it is bought by a job.
 * Throws PermanentError 'bot.unknown', 'wallet.insufficient' when the balance would go below zero,
 * 'wallet.too_large' when it could no longer be counted exactly, 'idempotency.mismatch' when the key named another
 * movement.
 */
export async function moveTenantWallet(
  tenant: Tenant,
  tx: Tx,
  movement: TenantWalletMovement,
): Promise<MovedWallet> {
  const { botId } = tenant;
  const { type, amountToman, idempotencyKey, description, createdBy = null } = movement;
  const [wallet] = await tx.sql<Wallet>(lockWallet, [botId]);
  if (!wallet) throw new PermanentError('bot.unknown');
  const [known] = await tx.sql<Row>(findMovement, [botId, idempotencyKey]);
  if (known) return repeated(known, movement);
  const after = Number(wallet.balance) + amountToman;
  if (after < 0) throw new PermanentError('wallet.insufficient');
  if (!Number.isSafeInteger(after)) throw new PermanentError('wallet.too_large');
  const values = [botId, type, amountToman, idempotencyKey, description, createdBy, new Date(now())];
  const [row] = await tx.sql<Row>(moveMoney, values);
  if (wallet.can_stop) await noteStanding(tenant, tx);
  if (amountToman > 0) await enqueue(tenant, 'orders.resume', {});
  return { ...shape(row as Row), isRepeat: false };
}

function repeated(known: Row, { type, amountToman, description }: TenantWalletMovement): MovedWallet {
  const isSame =
    known.type === type && Number(known.amount_toman) === amountToman && known.description === description;
  if (!isSame) throw new PermanentError('idempotency.mismatch');
  return { ...shape(known), isRepeat: true };
}

function shape({
  id,
  amount_toman: amount,
  balance_after_toman: balance,
}: Row): Omit<MovedWallet, 'isRepeat'> {
  const after = Number(balance);
  return { id, before: after - Number(amount), after };
}
