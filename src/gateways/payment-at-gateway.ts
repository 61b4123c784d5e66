import type { Language } from '#platform/language.js';
import type { Currency } from '#platform/money.js';

/** A payment to be made. */
export interface PaymentAsk {
  /** Our name of it: 32 hexadecimal digits, known before the gateway is called. */
  readonly reference: string;
  /** Number that people know it by. */
  readonly number: string;
  /** In the gateway's currency, as a decimal text. */
  readonly amount: string;
  readonly currency: Currency;
  /** What is paid, in the payer's language, one line. */
  readonly description: string;
  readonly language: Language;
  /** Telegram id of the payer. */
  readonly payerId: string;
  /** Where the gateway tells us; undefined: we cannot be reached. Carries no secret. */
  readonly callbackUrl: string | undefined;
  /** Back into the chat: `https://t.me/bot`. */
  readonly returnUrl: string;
  /** Until when it shall be payable. */
  readonly expiresAt: Date;
  /** It is charged again every so many days (`repeats`); absent: once. */
  readonly repeatDays?: number;
  /** The payer's, where the gateway needs it (`needsEmail`). */
  readonly email?: string;
}

/** A payment at the gateway, to be paid. */
export interface CreatedPayment {
  /** The gateway's name of it, unique within the account; at most 200 characters. */
  readonly externalId: string;
  /** Where the payer pays, absolute. */
  readonly url: string;
  /** When the gateway says that it ends, where it says so. */
  readonly expiresAt?: Date;
  /** What must be transferred, to the last unit, where that is not `amount`; people are shown it, and copy it. */
  readonly payable?: string;
}

/** A payment that was made, by our own record of it. */
export interface KnownPayment {
  readonly reference: string;
  readonly externalId: string;
  /** Account that it was made with (`accountOf`). */
  readonly account: string;
  readonly amount: string;
  readonly currency: Currency;
  readonly createdAt: Date;
  /** Receipt that a payment of ours has, once it was paid. */
  readonly receipt: string | null;
  /** The gateway's name of the first payment, where this is a charge of an agreement. */
  readonly chargeOf?: string;
}

/** A payment that the gateway has money of. */
export interface PaidAtGateway {
  readonly externalId: string;
  /** Ours, where the gateway gives it back. */
  readonly reference?: string;
}

/** Money that shall go back. */
export interface RefundAsk extends KnownPayment {
  /** What of it, in its currency. */
  readonly refundAmount: string;
  /** Names the refund, for ever: a repeat is the same refund where the gateway can tell. */
  readonly refundReference: string;
  readonly payerId: string;
  /** What was paid, in the payer's language, one line. */
  readonly description: string;
  readonly email?: string;
}
