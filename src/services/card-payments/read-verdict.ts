import type { Tenant, Tx } from '#tenancy/scope.js';
import type { OnCard } from '../payments/on-card.js';
import type { Payment } from '../payments/payment.js';

/** What was decided about a receipt, by whom and when. */
export type ReceiptVerdict = Pick<
  OnCard,
  'notes' | 'rejectReason' | 'reviewedAt' | 'reviewedBy' | 'reviewedByName'
>;

interface Row {
  readonly by: string | null;
  readonly by_name: string | null;
  readonly at: Date;
  readonly reason: string | null;
  readonly notes: string | null;
}

const text = `
  select case when actor_kind = 'person' then actor_id end as by, case when actor_kind = 'person' then actor_name end as by_name,
    created_at as at, value_after ->> 'reject_reason' as reason, value_after ->> 'notes' as notes
  from audit_log
  where bot_id = $1 and subject = $2 and value_after ->> 'tries' = $3
    and action in ('receipt.reject', 'receipt.ask-picture', 'payments.reject')
  order by audit_log.id desc limit 1`;

/**
 * What was decided about the receipt of an earlier attempt of a payment: as its row has it until another decision, and then as the
 * audit log has it. Undefined: nothing knows any more.
 */
export async function readVerdict(
  { botId }: Tenant,
  tx: Tx,
  { payment, attempt }: { readonly payment: Payment; readonly attempt: number },
): Promise<ReceiptVerdict | undefined> {
  const { id, status, onCard } = payment;
  const isLast = status === 'pending' && onCard !== null && attempt === onCard.tries - 1;
  if (isLast && onCard.reviewedAt !== null) return onCard;
  const [row] = await tx.sql<Row>(text, [botId, `payment ${id}`, String(attempt + 1)]);
  return (
    row && {
      reviewedBy: row.by,
      reviewedByName: row.by_name,
      reviewedAt: row.at,
      rejectReason: row.reason,
      notes: row.notes,
    }
  );
}
