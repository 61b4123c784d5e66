import type { Tenant, Tx } from '#tenancy/scope.js';

const anyPayment = 'select 1 from card_to_card_payments where bot_id = $1 and card_id = $2 limit 1';

/** Was a payment ever made on the card? Hold the card's row `for update`: then none can begin meanwhile. */
export async function hasPayments({ botId }: Tenant, tx: Tx, cardId: string): Promise<boolean> {
  return (await tx.sql(anyPayment, [botId, cardId])).length > 0;
}

/** What came in since the start. A payment that nobody reviewed yet is pending, with or without a receipt. */
export interface PaymentSums {
  /** Payments ever made, whatever became of them. */
  readonly payment_count: number;
  readonly approved_count: number;
  readonly approved_toman: number;
  readonly pending_count: number;
  readonly pending_toman: number;
  readonly rejected_count: number;
  readonly rejected_toman: number;
  readonly ended_count: number;
}

/** The sums of one card; its number as its row keeps it. */
export interface CardSums extends PaymentSums {
  readonly card_id: string;
  readonly card_number: string | null;
  readonly card_number_sealed: string | null;
  readonly card_number_last_four: string | null;
  readonly card_holder_name: string;
  readonly is_active: boolean;
  readonly current_usage_count: number;
  readonly last_used_at: Date | null;
}

// PostgreSQL's sums are of type numeric, which comes as text; float8 is exact up to 2^53.
const sums = `
  count(payment.id)::int as payment_count,
  count(payment.id) filter (where payment.status = 'approved')::int as approved_count,
  coalesce(sum(payment.amount_toman) filter (where payment.status = 'approved'), 0)::float8 as approved_toman,
  count(payment.id) filter (where payment.status = 'pending')::int as pending_count,
  coalesce(sum(payment.amount_toman) filter (where payment.status = 'pending'), 0)::float8 as pending_toman,
  count(payment.id) filter (where payment.status = 'rejected')::int as rejected_count,
  coalesce(sum(payment.amount_toman) filter (where payment.status = 'rejected'), 0)::float8 as rejected_toman,
  count(payment.id) filter (where payment.status in ('cancelled', 'expired'))::int as ended_count`;
const readSums = `
  select card.id::text as card_id, card_number, card_number_sealed, card_number_last_four, card_holder_name, is_active,
    current_usage_count, last_used_at, ${sums}
  from tenant_payment_cards as card
  left join card_to_card_payments as payment on payment.bot_id = $1 and payment.card_id = card.id
  where card.bot_id = $1 and card.deleted_at is null
  group by card.bot_id, card.id order by card.id`;
const readDeleted = `
  select ${sums} from tenant_payment_cards as card
  join card_to_card_payments as payment on payment.bot_id = $1 and payment.card_id = card.id
  where card.bot_id = $1 and card.deleted_at is not null`;

/** What came in on each card of a bot, cards without payments too; those that were deleted are left out. */
export const sumCardPayments = ({ botId }: Tenant, tx: Tx): Promise<CardSums[]> =>
  tx.sql<CardSums>(readSums, [botId]);

/** What came in on the cards of a bot that were deleted since, together. */
export const sumDeletedCards = ({ botId }: Tenant, tx: Tx): Promise<PaymentSums[]> =>
  tx.sql<PaymentSums>(readDeleted, [botId]);
