import { randomUUID } from 'node:crypto';
import type { HeleketInvoiceRequest, HeleketMerchant } from './heleket-requests.js';

/** What became of an invoice, in Heleket's words. */
export type HeleketStatus =
  | 'check'
  | 'process'
  | 'confirm_check'
  | 'wrong_amount_waiting'
  | 'paid'
  | 'paid_over'
  | 'wrong_amount'
  | 'fail'
  | 'system_fail'
  | 'cancel'
  | 'refund_process'
  | 'refund_fail'
  | 'refund_paid'
  | 'locked';

export interface HeleketInvoiceRecord {
  readonly uuid: string;
  readonly merchantId: string;
  readonly given: HeleketInvoiceRequest;
  readonly createdAt: number;
  readonly endsAt: number;
  status: HeleketStatus;
  isFinal: boolean;
  /** Share of the coins that came, 1 being all. */
  share: number | null;
  txid: string | null;
  /** The payer comes then; null: nobody said so. */
  dueAt: number | null;
}

/** What Heleket knows. */
export interface HeleketWorld {
  readonly merchants: Map<string, HeleketMerchant>;
  readonly invoices: Map<string, HeleketInvoiceRecord>;
  now(): number;
  root(): string;
}

const moscow = (at: number): string =>
  new Date(at + 3 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+03:00');

/** Nobody tells an invoice's end but the clock: unpaid it is cancelled, underpaid it is closed. */
export function endDue({ invoices, now }: HeleketWorld): HeleketInvoiceRecord[] {
  const ended = [...invoices.values()].filter(
    ({ status, endsAt }) => (status === 'check' || status === 'wrong_amount_waiting') && now() >= endsAt,
  );
  for (const invoice of ended) {
    invoice.status = invoice.status === 'check' ? 'cancel' : 'wrong_amount';
    invoice.isFinal = true;
  }
  return ended;
}

export function addInvoice(
  world: HeleketWorld,
  { id: merchantId }: HeleketMerchant,
  given: HeleketInvoiceRequest,
): HeleketInvoiceRecord {
  const createdAt = world.now();
  const invoice: HeleketInvoiceRecord = {
    ...{ uuid: randomUUID(), merchantId, given, createdAt, endsAt: createdAt + given.lifetime * 1_000 },
    ...{ status: 'check', isFinal: false, share: null, txid: null, dueAt: null },
  };
  world.invoices.set(invoice.uuid, invoice);
  return invoice;
}

/** What must be transferred, in USDT: the price with the discount, or the markup, on it. */
const coinsOf = ({ given: { amount, discount_percent: percent = 0 } }: HeleketInvoiceRecord): number =>
  Number(amount) * (1 - percent / 100);

function moneyOf(invoice: HeleketInvoiceRecord) {
  const { share, txid } = invoice;
  const coins = share === null ? null : (coinsOf(invoice) * share).toFixed(8);
  return { payment_amount: coins, payer_currency: coins && 'USDT', network: coins && 'tron', txid };
}

/** As its calls answer it. */
export function invoiceView({ root }: HeleketWorld, invoice: HeleketInvoiceRecord) {
  const { uuid, given, status, isFinal, createdAt, endsAt } = invoice;
  const { payment_amount, payer_currency, network, txid } = moneyOf(invoice);
  return {
    uuid,
    order_id: given.order_id,
    amount: given.amount,
    payment_amount,
    payer_amount: coinsOf(invoice).toFixed(8),
    discount_percent: given.discount_percent ?? null,
    discount: '0.00000000',
    payer_currency,
    currency: given.currency,
    merchant_amount: null,
    network,
    address: null,
    from: null,
    txid,
    payment_status: status,
    url: `${root()}/pay/${uuid}`,
    expired_at: Math.floor(endsAt / 1_000),
    status,
    is_final: isFinal,
    additional_data: null,
    created_at: moscow(createdAt),
    updated_at: moscow(createdAt),
  };
}

/** As a webhook tells it; the signature comes behind it. */
export function webhookView(invoice: HeleketInvoiceRecord) {
  const { uuid, given, status, isFinal } = invoice;
  const { payment_amount, payer_currency, network, txid } = moneyOf(invoice);
  return {
    type: 'payment',
    uuid,
    order_id: given.order_id,
    amount: Number(given.amount).toFixed(8),
    payment_amount,
    payment_amount_usd: payment_amount && Number(payment_amount).toFixed(2),
    merchant_amount: payment_amount && (Number(payment_amount) * 0.99).toFixed(8),
    commission: payment_amount && (Number(payment_amount) * 0.01).toFixed(8),
    is_final: isFinal,
    status,
    from: null,
    wallet_address_uuid: null,
    network,
    currency: given.currency,
    payer_currency,
    // Addresses in it are written with `\/`.
    additional_data: null,
    txid,
  };
}
