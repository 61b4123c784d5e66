import type { EndpointOutput } from '#api/endpoint.js';
import type { paymentEndpoints } from '#api/payments.js';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { GatewayPayment } from '#models/gateway-payment.js';
import { ZarinpalPayment } from '#models/zarinpal-payment.js';
import { listReceipts, type ListedPart } from '#services/card-payments/list-receipts.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readPage, type Page, type PageWish } from './page.js';

export type ShownPayment = EndpointOutput<(typeof paymentEndpoints)['payments.get']>;
type Status = ShownPayment['status'];

/** Where the payments of some methods are. */
export interface PaymentSource {
  /** Does it have payments of this method? */
  has(method: string): boolean;
  /** What can become of one. */
  readonly statuses: readonly Status[];
  read(id: string): Promise<ShownPayment | undefined>;
  list(wish: PageWish, where: Conditions, method?: string): Promise<Page<ShownPayment>>;
}

type Conditions = Readonly<Record<string, unknown>>;
type Row = CardToCardPayment | GatewayPayment | ZarinpalPayment;

const common = (row: Row) => ({
  id: row.id,
  status: row.status,
  user_id: row.userId,
  amount_toman: row.amountToman,
  transaction_id: row.transactionId,
  purchase: row.purchase,
  card_to_card: null,
  gateway: null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

const presentCardToCard = (row: CardToCardPayment): ShownPayment => ({
  ...common(row),
  method: 'card_to_card',
  card_to_card: {
    card_id: row.cardId,
    tracking_number: row.trackingNumber,
    extra_toman: row.extraToman,
    is_under_review: row.status === 'pending' && row.submittedAt !== null,
    submitted_at: instant(row.submittedAt),
    tries: row.tries,
    receipts: [],
    receipt_type: row.receiptType,
    receipt_text: row.receiptText,
    receipt_image_file_id: row.receiptImageFileId,
    admin_reviewed_by: row.adminReviewedBy,
    admin_reviewed_at: instant(row.adminReviewedAt),
    admin_notes: row.adminNotes,
    reject_reason: row.rejectReason,
    bank_reference: row.bankReference,
    credited_toman: row.creditedToman === null ? null : Number(row.creditedToman),
    problem: row.problem,
    note: row.note,
    expires_at: instant(row.expiresAt),
    paid_at: instant(row.paidAt),
    refunded_at: instant(row.refundedAt),
    refund_transaction_id: row.refundTransactionId,
    check_at: instant(row.checkAt),
    checks: row.checks,
  },
});

/** What the core knows of a payment; the account at the gateway stays with us. */
const gatewayOf = (
  row: GatewayPayment | ZarinpalPayment,
  externalId: string | null,
  receipt: string | null,
): ShownPayment['gateway'] => ({
  reference: row.reference,
  external_id: externalId,
  currency: row.currency,
  currency_amount: row.currencyAmount,
  rate_toman: row.rateToman,
  credited_toman: row.creditedToman === null ? null : Number(row.creditedToman),
  receipt,
  note: row.note,
  problem: row.problem,
  payment_url: row.paymentUrl,
  callback_url: row instanceof ZarinpalPayment ? row.callbackUrl : null,
  asked_at: instant(row.askedAt),
  expires_at: instant(row.expiresAt),
  paid_at: instant(row.paidAt),
  refunded_at: instant(row.refundedAt),
  refunded_toman: row.refundedToman === null ? null : Number(row.refundedToman),
  refund_transaction_id: row.refundTransactionId,
  check_at: instant(row.checkAt),
  check_until: instant(row.checkUntil),
  checks: row.checks,
});

const presentZarinpal = (row: ZarinpalPayment): ShownPayment => ({
  ...common(row),
  method: 'zarinpal',
  gateway: gatewayOf(row, row.zarinpalAuthority, row.zarinpalRefId),
});

const presentGateway = (row: GatewayPayment): ShownPayment => ({
  ...common(row),
  method: row.gateway,
  gateway: gatewayOf(row, row.externalId, row.receipt),
});

/** The payments with the parts of their receipts. */
export async function withReceipts(
  tenant: Tenant,
  tx: Tx,
  payments: readonly ShownPayment[],
): Promise<ShownPayment[]> {
  const onCards = payments.filter(({ card_to_card }) => card_to_card !== null).map(({ id }) => id);
  const parts = await listReceipts(tenant, tx, onCards);
  return payments.map((payment) => {
    const { card_to_card: onCard } = payment;
    const own = parts.filter(({ paymentId }) => paymentId === payment.id).map(presentPart);
    return onCard ? { ...payment, card_to_card: { ...onCard, receipts: own } } : payment;
  });
}

const presentPart = (part: ListedPart) => ({
  id: part.id,
  attempt: part.attempt,
  kind: part.kind,
  file_id: part.fileId,
  words: part.words,
  reference_numbers: [...part.referenceNumbers],
  created_at: part.createdAt.toISOString(),
});

async function listOf<R>(
  page: Promise<Page<R>>,
  present: (row: R) => ShownPayment,
): Promise<Page<ShownPayment>> {
  const { rows, next_cursor } = await page;
  return { rows: rows.map(present), next_cursor };
}

const verified = ['pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded', 'held'] as const;
const presentFound = <R>(row: R | null, present: (row: R) => ShownPayment): ShownPayment | undefined =>
  row ? present(row) : undefined;

/**
 * Every table of payments, one a line; a number is in one of them only. To add a method with a table of its own: an entry
 * here, with its numbers from the sequence payment_numbers.
 */
export const paymentSources: readonly PaymentSource[] = [
  {
    has: (method) => method === 'card_to_card',
    statuses: ['pending', 'approved', 'rejected', 'cancelled', 'expired'],
    read: async (id) => presentFound(await CardToCardPayment.findOne({ where: { id } }), presentCardToCard),
    list: (wish, where) => listOf(readPage(CardToCardPayment, wish, where), presentCardToCard),
  },
  {
    has: (method) => method !== 'card_to_card' && method !== 'zarinpal',
    statuses: verified,
    read: async (id) => presentFound(await GatewayPayment.findOne({ where: { id } }), presentGateway),
    list: (wish, where, method) =>
      listOf(
        readPage(GatewayPayment, wish, { ...where, ...(method !== undefined && { gateway: method }) }),
        presentGateway,
      ),
  },
  {
    has: (method) => method === 'zarinpal',
    statuses: verified,
    read: async (id) => presentFound(await ZarinpalPayment.findOne({ where: { id } }), presentZarinpal),
    list: (wish, where) => listOf(readPage(ZarinpalPayment, wish, where), presentZarinpal),
  },
];
