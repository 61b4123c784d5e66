import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What moves the balance of a partner, or is noted in its ledger. */
export type PartnerMovementKind =
  | 'earned'
  | 'forfeited'
  | 'given_again'
  | 'moved_to_wallet'
  | 'owed_settled'
  | 'payout_approved'
  | 'payout_cancelled'
  | 'payout_paid'
  | 'payout_rejected'
  | 'payout_requested'
  | 'taken_back';

/** A movement of a partner's balance. */
export interface PartnerMovement {
  /** Of the partner; the row is locked (`lockPartner`). */
  readonly userId: string;
  readonly kind: PartnerMovementKind;
  /** Whole toman; above zero, the bot owes more. */
  readonly amountToman?: number;
  /** Change of what waits to be paid out. */
  readonly reservedToman?: number;
  /** Names the event, for ever: it happens once in this bot. */
  readonly event: string;
  /** From when the amount can be paid out; absent: at once. */
  readonly availableAt?: Date | null;
  readonly payoutId?: string;
  /** Row of the ledger that it takes something back of, gives again, or is forfeited of. */
  readonly earnedId?: string;
  /** The payment of which it is a part. */
  readonly of?: {
    readonly fromUserId: string;
    readonly paidToman: number;
    readonly percent: number;
    readonly reference: PaymentReference;
  };
}

/** The row of a payment. */
export interface PaymentReference {
  readonly kind: string;
  readonly id: string;
}

/** 9007199254740991 is the largest number that JavaScript keeps whole. */
const insert = `
  insert into partner_transactions (bot_id, user_id, kind, amount_toman, reserved_toman, balance_after_toman,
    reserved_after_toman, event, available_at, payout_id, from_user_id, paid_toman, percent, reference_kind, reference_id,
    earned_id)
  select $1, $2, $3, $4::bigint, $5::bigint, balance_toman + $4::bigint, reserved_toman + $5::bigint, $6, $7, $8, $9, $10,
    $11, $12, $13, $14 from partners
  where bot_id = $1 and user_id = $2 and abs(balance_toman::numeric + $4::bigint) <= 9007199254740991
    and abs(reserved_toman::numeric + $5::bigint) <= 9007199254740991
  on conflict (bot_id, event) do nothing
  returning id::text`;
const change = `
  update partners set balance_toman = balance_toman + $3::bigint, reserved_toman = reserved_toman + $4::bigint,
    updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2`;
const find = 'select 1 from partner_transactions where bot_id = $1 and event = $2';

/**
 * Moves the balance of a locked partner, in the open transaction: the row of the ledger and the balance together. Returns the
 * row's number; undefined where the event was booked before, and nothing moves. Throws PermanentError
 * 'partner.balance_too_large'.
 */
export async function movePartner(
  { botId }: Tenant,
  tx: Tx,
  { userId, kind, amountToman = 0, reservedToman = 0, event, ...cause }: PartnerMovement,
): Promise<string | undefined> {
  const [made] = await tx.sql<{ id: string }>(insert, [
    ...[botId, userId, kind, amountToman, reservedToman, event],
    ...valuesOf(cause),
  ]);
  if (made) {
    if (amountToman !== 0 || reservedToman !== 0)
      await tx.sql(change, [botId, userId, amountToman, reservedToman]);
    return made.id;
  }
  if ((await tx.sql(find, [botId, event])).length > 0) return undefined;
  throw new PermanentError('partner.balance_too_large');
}

type Cause = Pick<PartnerMovement, 'availableAt' | 'earnedId' | 'of' | 'payoutId'>;

const valuesOf = ({ availableAt, payoutId, of, earnedId }: Cause): unknown[] => [
  ...[availableAt ?? null, payoutId ?? null],
  ...(of
    ? [of.fromUserId, of.paidToman, of.percent, of.reference.kind, of.reference.id]
    : [null, null, null, null, null]),
  earnedId ?? null,
];
