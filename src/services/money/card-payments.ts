import type { Tenant, Tx } from '#tenancy/scope.js';

const anyPayment = 'select 1 from card_to_card_payments where bot_id = $1 and card_id = $2 limit 1';

/** Was a payment ever made on the card? Hold the card's row `for update`: then none can begin meanwhile. */
export async function hasPayments({ botId }: Tenant, tx: Tx, cardId: string): Promise<boolean> {
  return (await tx.sql(anyPayment, [botId, cardId])).length > 0;
}

/** What came in on a card since the start. */
export interface CardSums {
  readonly card_id: string;
  readonly card_number: string;
  readonly card_holder_name: string;
  readonly is_active: boolean;
  readonly current_usage_count: number;
  readonly last_used_at: Date | null;
  readonly approved_count: number;
  readonly approved_toman: number;
  readonly pending_count: number;
  readonly pending_toman: number;
  readonly rejected_count: number;
  readonly ended_count: number;
}

// PostgreSQL's sums are of type numeric, which comes as text; float8 is exact up to 2^53.
const readSums = `
  select card.id::text as card_id, card_number, card_holder_name, is_active, current_usage_count, last_used_at,
    coalesce(approved_count, 0)::int as approved_count, coalesce(approved_toman, 0)::float8 as approved_toman,
    coalesce(pending_count, 0)::int as pending_count, coalesce(pending_toman, 0)::float8 as pending_toman,
    coalesce(rejected_count, 0)::int as rejected_count, coalesce(ended_count, 0)::int as ended_count
  from tenant_payment_cards as card
  left join (
    select card_id,
      count(*) filter (where status = 'approved') as approved_count,
      sum(amount_toman) filter (where status = 'approved') as approved_toman,
      count(*) filter (where status = 'pending') as pending_count,
      sum(amount_toman) filter (where status = 'pending') as pending_toman,
      count(*) filter (where status = 'rejected') as rejected_count,
      count(*) filter (where status in ('cancelled', 'expired')) as ended_count
    from card_to_card_payments where bot_id = $1 and card_id is not null group by card_id
  ) as sums on sums.card_id = card.id
  where card.bot_id = $1 order by card.id`;

/** What came in on each card of a bot, cards without payments too. */
export const sumCardPayments = ({ botId }: Tenant, tx: Tx): Promise<CardSums[]> =>
  tx.sql<CardSums>(readSums, [botId]);
