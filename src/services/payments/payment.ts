import type { PaymentStatus } from '#models/gateway-payment.js';
import type { Currency } from '#platform/money.js';
import type { Repeating } from './agreements/repeating.js';
import type { OnCard } from './on-card.js';

/** A payment, whichever table it is in. */
export interface Payment {
  /** Number over all methods; people know it by this. */
  readonly id: string;
  /** Name of the gateway, or `card_to_card`. */
  readonly method: string;
  readonly userId: string;
  readonly status: PaymentStatus;
  /** What was asked for, in toman. */
  readonly amountToman: number;
  /** Order that is paid; null: a top-up. */
  readonly orderId: string | null;
  readonly reference: string;
  readonly externalId: string | null;
  readonly account: string | null;
  readonly currency: Currency;
  readonly currencyAmount: string;
  readonly rateToman: string;
  readonly url: string | null;
  readonly receipt: string | null;
  readonly problem: string | null;
  readonly transactionId: string | null;
  readonly creditedToman: number | null;
  readonly refundTransactionId: string | null;
  /** What of it went back by the gateway's word, in all. */
  readonly refundedToman: number;
  readonly messageId: string | null;
  /** What the gateway is giving back by our order, in toman; null: nothing. */
  readonly refundingToman: number | null;
  /** What must be transferred, in its currency; null: what was asked for. */
  readonly payable: string | null;
  /** null: it is paid once. */
  readonly repeat: Repeating | null;
  /** First payment of the agreement that it is a charge of; null: of none. */
  readonly repeatOf: string | null;
  /** null: it goes through a gateway. */
  readonly onCard: OnCard | null;
  readonly checks: number;
  readonly askedAt: Date | null;
  readonly paidAt: Date | null;
  readonly expiresAt: Date;
  readonly checkUntil: Date;
  /** When it is looked at next; null: never by itself, for its gateway has said its last word. */
  readonly checkAt: Date | null;
  readonly createdAt: Date;
}

/** Waits a receipt of it for a person's decision? Then nothing but that decision ends it. */
export const isUnderReview = ({ status, onCard }: Payment): boolean =>
  status === 'pending' && onCard !== null && onCard.submittedAt !== null;
