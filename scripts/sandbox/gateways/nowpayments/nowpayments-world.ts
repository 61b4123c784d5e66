import type { NowpaymentsInvoiceRequest } from './nowpayments-requests.js';

/** A store as its owner set it up. */
export interface NowpaymentsStore {
  readonly apiKey: string;
  readonly ipnSecret: string;
  /** May the key list payments? */
  mayList: boolean;
  /** How often an IPN that was not heard is sent again, as set in the store. */
  retries: number;
}

export interface NowpaymentsInvoiceRecord {
  readonly id: number;
  readonly apiKey: string;
  readonly given: NowpaymentsInvoiceRequest;
  readonly createdAt: number;
  /** The payer comes then; null: nobody said so. */
  dueAt: number | null;
}

export type NowpaymentsStatus =
  | 'waiting'
  | 'confirming'
  | 'confirmed'
  | 'sending'
  | 'partially_paid'
  | 'finished'
  | 'failed'
  | 'refunded'
  | 'expired';

export interface NowpaymentsPaymentRecord {
  readonly id: number;
  readonly invoiceId: number;
  readonly createdAt: number;
  updatedAt: number;
  status: NowpaymentsStatus;
  /** Share of the coins that came. */
  share: number;
}

/** What NOWPayments knows. */
export interface NowpaymentsWorld {
  readonly stores: Map<string, NowpaymentsStore>;
  readonly invoices: Map<number, NowpaymentsInvoiceRecord>;
  readonly payments: Map<number, NowpaymentsPaymentRecord>;
  now(): number;
  root(): string;
}

export const invoiceView = (
  { root }: NowpaymentsWorld,
  { id, given, createdAt }: NowpaymentsInvoiceRecord,
) => ({
  id: String(id),
  ...given,
  price_amount: String(given.price_amount),
  invoice_url: `${root()}/pay/${id}`,
  created_at: new Date(createdAt).toISOString(),
  updated_at: new Date(createdAt).toISOString(),
});

/** As its calls answer it, and an IPN tells it. */
export function paymentView({ invoices }: NowpaymentsWorld, one: NowpaymentsPaymentRecord) {
  const { given } = invoices.get(one.invoiceId)!;
  return {
    payment_id: one.id,
    payment_status: one.status,
    pay_address: `T${one.id}`,
    price_amount: given.price_amount,
    price_currency: given.price_currency,
    pay_amount: given.price_amount,
    actually_paid: given.price_amount * one.share,
    pay_currency: 'usdttrc20',
    order_id: given.order_id ?? null,
    order_description: given.order_description ?? null,
    purchase_id: String(5_000_000_000 + one.invoiceId),
    invoice_id: one.invoiceId,
    outcome_amount: given.price_amount * one.share * 0.99,
    outcome_currency: 'usdttrc20',
    created_at: new Date(one.createdAt).toISOString(),
    updated_at: new Date(one.updatedAt).toISOString(),
  };
}

/** The payer chooses a coin on the page of an invoice, which begins a payment. */
export function addPayment(
  world: NowpaymentsWorld,
  { id: invoiceId }: Pick<NowpaymentsInvoiceRecord, 'id'>,
  more: Partial<NowpaymentsPaymentRecord> = {},
): NowpaymentsPaymentRecord {
  const [id, at] = [4_400_000_000 + world.payments.size, world.now()];
  const one: NowpaymentsPaymentRecord = {
    ...{ id, invoiceId, createdAt: at, updatedAt: at, status: 'waiting', share: 0 },
    ...more,
  };
  world.payments.set(one.id, one);
  return one;
}

export const paymentsOfInvoice = (
  { payments }: NowpaymentsWorld,
  { id }: NowpaymentsInvoiceRecord,
): NowpaymentsPaymentRecord[] => [...payments.values()].filter(({ invoiceId }) => invoiceId === id);
