import { randomBytes } from 'node:crypto';
import type { BridgeCredentials } from '#gateways/bridge/bridge-settings.js';
import type { CreatedPayment, KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { GatewayAccess } from '#gateways/gateway-access.js';
import type { RawCallback } from '#gateways/callback.js';

/** A bridge that is tried, and what the payments of the trial are like. */
export interface Trial {
  readonly access: GatewayAccess<BridgeCredentials>;
  readonly amountToman: number;
  readonly callbackUrl: string | undefined;
  /** Has a payment paid, by a person or a program; absent: nobody is there to pay. */
  readonly pay?: (made: CreatedPayment) => Promise<void>;
  /** Callbacks that came so far; absent: nothing listens. */
  readonly heard?: readonly RawCallback[];
  /** How long a person may take to pay, and a callback to come, in ms. */
  readonly patience: { readonly payMs: number; readonly callbackMs: number };
  /** Shall what was paid be given back? */
  readonly isRefunded: boolean;
}

/** One thing that a bridge must do; the run throws what is wrong, and may answer why it was left out. */
export interface Step {
  readonly title: string;
  run(trial: Trial): Promise<Skipped | undefined>;
}
interface Skipped {
  readonly skipped: string;
}

/** The bridge does not do what docs/bridge.md asks for; the message says what, and what should be. */
export class TrialError extends Error {
  override readonly name = 'TrialError';
}

/** Throws TrialError with `what` unless it holds. */
export function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new TrialError(what);
}

/** A payment to ask for, as the fleet does. */
export const newAsk = ({ amountToman, callbackUrl }: Trial): PaymentAsk => ({
  reference: randomBytes(16).toString('hex'),
  number: '1',
  amount: String(amountToman),
  currency: 'IRT',
  description: 'A trial of the bridge; آزمایش پل پرداخت',
  language: 'fa',
  payerId: '500100200',
  callbackUrl,
  returnUrl: 'https://t.me/',
  expiresAt: new Date(Date.now() + 3_600_000),
});

/** What the fleet knows of a payment once it is made. */
export const knownOf = (ask: PaymentAsk, { externalId }: CreatedPayment, account: string): KnownPayment => ({
  reference: ask.reference,
  externalId,
  account,
  amount: ask.amount,
  currency: ask.currency,
  createdAt: new Date(),
  receipt: null,
});
