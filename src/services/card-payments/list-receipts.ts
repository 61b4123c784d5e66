import type { Tenant, Tx } from '#tenancy/scope.js';

/** A part of a receipt, as programs are shown it. */
export interface ListedPart {
  readonly id: string;
  readonly paymentId: string;
  /** Rejections that the payment had when it came. */
  readonly attempt: number;
  readonly kind: 'document' | 'image' | 'text';
  readonly fileId: string | null;
  readonly words: string | null;
  readonly referenceNumbers: readonly string[];
  readonly createdAt: Date;
}

/** So many are listed of one payment, the newest. */
const mostParts = 40;

const text = `
  select part.* from unnest($2::bigint[]) as wanted (id)
  cross join lateral (
    select id::text, payment_id::text as "paymentId", attempt, kind, file_id as "fileId", words,
      reference_numbers as "referenceNumbers", created_at as "createdAt"
    from card_receipts where bot_id = $1 and payment_id = wanted.id order by card_receipts.id desc limit ${mostParts}) as part
  order by part.id::bigint`;

/** The parts of the receipts of payments, in the order in which they came. */
export const listReceipts = async (
  { botId }: Tenant,
  tx: Tx,
  paymentIds: readonly string[],
): Promise<ListedPart[]> => (paymentIds.length === 0 ? [] : tx.sql<ListedPart>(text, [botId, paymentIds]));
