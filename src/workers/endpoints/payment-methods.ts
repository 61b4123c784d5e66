import type { EndpointOutput } from '#api/endpoint.js';
import type { paymentEndpoints } from '#api/payments.js';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { GatewayPayment } from '#models/gateway-payment.js';
import { ZarinpalPayment } from '#models/zarinpal-payment.js';
import { readPage, type Page, type PageWish } from './page.js';

export type PaymentView = EndpointOutput<(typeof paymentEndpoints)['payments.get']>;
type Status = PaymentView['status'];

/** Where the payments of some methods are. */
export interface PaymentSource {
  /** Does it have payments of this method? */
  has(method: string): boolean;
  /** What can become of one. */
  readonly statuses: readonly Status[];
  read(id: string): Promise<PaymentView | undefined>;
  list(wish: PageWish, where: Conditions, method?: string): Promise<Page<PaymentView>>;
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
  zarinpal: null,
  gateway: null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const presentCardToCard = (row: CardToCardPayment): PaymentView => ({
  ...common(row),
  method: 'card_to_card',
  card_to_card: {
    card_id: row.cardId,
    tracking_number: row.trackingNumber,
    receipt_type: row.receiptType,
    receipt_text: row.receiptText,
    receipt_image_file_id: row.receiptImageFileId,
    admin_reviewed_by: row.adminReviewedBy,
    admin_reviewed_at: row.adminReviewedAt?.toISOString() ?? null,
    admin_notes: row.adminNotes,
  },
});

const presentZarinpal = (row: ZarinpalPayment): PaymentView => ({
  ...common(row),
  method: 'zarinpal',
  zarinpal: { authority: row.zarinpalAuthority, ref_id: row.zarinpalRefId },
});

const presentGateway = (row: GatewayPayment): PaymentView => ({
  ...common(row),
  method: row.gateway,
  gateway: {
    external_id: row.externalId,
    currency: row.currency,
    currency_amount: row.currencyAmount,
    rate_toman: row.rateToman,
    payment_url: row.paymentUrl,
    paid_at: row.paidAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
  },
});

async function listOf<R>(
  page: Promise<Page<R>>,
  present: (row: R) => PaymentView,
): Promise<Page<PaymentView>> {
  const { rows, next_cursor } = await page;
  return { rows: rows.map(present), next_cursor };
}

const verified = ['pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded', 'held'] as const;
const presentFound = <R>(row: R | null, present: (row: R) => PaymentView): PaymentView | undefined =>
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
