import { randomBytes } from 'node:crypto';
import type { AbangatewayGiven } from './abangateway-requests.js';

/** A shop as its owner made it in the panel. */
export interface AbangatewayShop {
  readonly liveKey: string;
  readonly testKey: string;
  readonly webhookSecret: string;
  /** Prepaid, in rial; what is reserved is taken out. */
  feeWalletRial: number;
  hasCard: boolean;
  /** May none of its cards receive more today? */
  isAtCeiling: boolean;
  /** Is every sum taken that could be told from the others? */
  isFull: boolean;
}

/** What the fleet asked for, and what became of it. */
export interface AbangatewayInvoice {
  readonly id: string;
  readonly liveKey: string;
  readonly isTest: boolean;
  readonly given: AbangatewayGiven;
  /** What must be transferred, one after the other; more than one above the bank's ceiling. */
  readonly parts: readonly number[];
  readonly feeRial: number;
  readonly createdAt: number;
  expiresAt: number;
  status: 'pending' | 'partially_paid' | 'paid' | 'expired' | 'cancelled';
  paidParts: number;
  paidAt: number | null;
  isVerified: boolean;
  /** The payer comes then, unless it ends before. */
  dueAt: number | null;
}

export interface AbangatewayWorld {
  readonly shops: Map<string, AbangatewayShop>;
  readonly invoices: Map<string, AbangatewayInvoice>;
  now(): number;
  root(): string;
}

/** A refusal in the API's words. */
export class AbangatewayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details?: object,
  ) {
    super(code);
  }
}

/** What a card of a bank may send and receive in a day: 15 million toman. */
export const ceilingRial = 150_000_000;

/** The fee of an invoice, in rial. */
export function feeOf(amountRial: number): number {
  if (amountRial <= 10_000_000) return 30_000;
  if (amountRial <= 30_000_000) return 40_000;
  return amountRial <= 100_000_000 ? 45_000 : 50_000;
}

/** Parts of a sum, each unlike all others of now: the sum itself and some rial more. */
export function partsOf({ invoices }: AbangatewayWorld, amountRial: number): number[] {
  const count = Math.floor(amountRial / ceilingRial) + 1;
  const part = Math.floor(amountRial / count);
  return Array.from({ length: count }, (_, at) => {
    const whole = at === 0 ? amountRial - part * (count - 1) : part;
    return whole + 1 + ((invoices.size * 7 + at) % 900);
  });
}

export const newInvoiceId = (): string => `inv_${randomBytes(10).toString('hex')}`;

/** What must be transferred next; of one that is paid, what was transferred last. */
const nextPart = ({ parts, paidParts }: AbangatewayInvoice): number =>
  parts[Math.min(paidParts, parts.length - 1)] ?? 0;

const iso = (at: number): string => new Date(at).toISOString();

/** The invoice as the API shows it. */
export function invoiceView({ root }: Pick<AbangatewayWorld, 'root'>, invoice: AbangatewayInvoice) {
  const payable = nextPart(invoice);
  return {
    invoice_id: invoice.id,
    status: invoice.status,
    amount_rial: invoice.given.amount_rial,
    payable_rial: payable,
    payable_toman: payable / 10,
    fee_rial: invoice.feeRial,
    order_id: invoice.given.order_id ?? null,
    card_number: '6037991234567893',
    card_holder: 'نام صاحب کارت',
    card_last4: '7893',
    iban: null,
    payment_url: `${root()}/pay/${invoice.id}`,
    expires_at: iso(invoice.expiresAt),
    paid_at: invoice.paidAt === null ? null : iso(invoice.paidAt),
    is_test: invoice.isTest,
  };
}

/** What a webhook says of it. */
export function webhookView(invoice: AbangatewayInvoice, event: string) {
  return {
    event,
    invoice_id: invoice.id,
    order_id: invoice.given.order_id ?? null,
    amount_rial: invoice.given.amount_rial,
    payable_rial: nextPart(invoice),
    fee_rial: invoice.feeRial,
    status: invoice.status,
    is_test: invoice.isTest,
    paid_at: invoice.paidAt === null ? null : iso(invoice.paidAt),
    metadata: invoice.given.metadata ?? null,
  };
}
