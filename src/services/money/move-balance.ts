import type { TransactionType } from '#models/transaction.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A movement of a user's wallet. */
export interface BalanceMovement {
  readonly userId: string;
  readonly type: TransactionType;
  /** Whole toman; above zero into the wallet, below zero out of it. */
  readonly amountToman: number;
  /** Names the event, for ever: it moves money once in this bot. */
  readonly idempotencyKey: string;
  readonly description?: string | undefined;
  /** The row that caused it. */
  readonly reference?:
    | {
        readonly kind:
          | 'campaigns'
          | 'card_to_card_payments'
          | 'gateway_payments'
          | 'orders'
          | 'partner_transactions'
          | 'promo_code_uses'
          | 'referral_rewards'
          | 'zarinpal_payments';
        readonly id: string;
      }
    | undefined;
  /** Way in which the money came from outside, or left; undefined: it moved within the fleet. Revenue is counted by it. */
  readonly paymentMethod?: string | undefined;
  /** Name of the payment at the gateway. */
  readonly externalId?: string | null | undefined;
}

const lockUser = 'select status from users where bot_id = $1 and id = $2 for no key update';
/** 9007199254740991 is the largest number that JavaScript keeps whole. */
const insertMovement = `
  insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key, description,
    reference_kind, reference_id, payment_method, external_id)
  select $1, $2, $3, $4::bigint, balance_toman + $4::bigint, $5, $6, $7, $8::bigint, $9, $10 from users
  where bot_id = $1 and id = $2 and balance_toman::numeric + $4::bigint between 0 and 9007199254740991
  on conflict (bot_id, idempotency_key) do nothing
  returning id::text`;
const changeBalance = `
  update users set balance_toman = balance_toman + $3::bigint, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const findMovement = `
  select id::text, user_id::text, amount_toman::text, type from transactions
  where bot_id = $1 and idempotency_key = $2`;

interface Known {
  readonly id: string;
  readonly user_id: string;
  readonly amount_toman: string;
  readonly type: string;
}

/**
 * Moves money of a user, in the open transaction: the row of the ledger and the balance together. Returns the row's
 * number; for an event that was booked before, that of the row it has. Throws PermanentError 'resource.unknown',
 * 'user.deleted', 'user.balance_too_low', 'user.balance_too_large', or 'idempotency.mismatch' when the event was another
 * movement.
 */
export async function moveBalance(tenant: Tenant, tx: Tx, movement: BalanceMovement): Promise<string> {
  const { userId, type, amountToman, idempotencyKey } = movement;
  if (!Number.isSafeInteger(amountToman))
    throw new PermanentError(amountToman < 0 ? 'user.balance_too_low' : 'user.balance_too_large');
  const place = [tenant.botId, userId];
  const [user] = await tx.sql<{ status: string }>(lockUser, place);
  if (!user) throw new PermanentError('resource.unknown');
  if (user.status === 'deleted') throw new PermanentError('user.deleted');
  const values = [...place, type, amountToman, idempotencyKey, ...causeOf(movement)];
  const [made] = await tx.sql<{ id: string }>(insertMovement, values);
  if (made) {
    await tx.sql(changeBalance, [...place, amountToman]);
    return made.id;
  }
  const [known] = await tx.sql<Known>(findMovement, [tenant.botId, idempotencyKey]);
  if (!known) throw new PermanentError(amountToman < 0 ? 'user.balance_too_low' : 'user.balance_too_large');
  const isSame =
    known.user_id === userId && known.type === type && known.amount_toman === String(amountToman);
  if (!isSame) throw new PermanentError('idempotency.mismatch');
  return known.id;
}

const causeOf = ({ description, reference, paymentMethod, externalId }: BalanceMovement): unknown[] => [
  description ?? null,
  reference?.kind ?? null,
  reference?.id ?? null,
  paymentMethod ?? null,
  externalId ?? null,
];
