import type { CreatedPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { now } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { RetryableError } from '#platform/errors.js';
import type { Language } from '#platform/language.js';
import type { Tenant } from '#tenancy/scope.js';
import { askGateway } from './ask-gateway.js';
import { followPayment } from './follow-payment.js';
import { openGateway, type GatewayMeans, type OpenedGateway } from './gateway-access.js';
import { pauseOf } from './apply-state.js';
import { lockWithPayer } from './lock-with-payer.js';
import { tableOf } from './payment-rows.js';
import { findPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import { writePayment } from './write-payment.js';

/** How long a person waits for a page to pay on before it is said that the gateway does not answer, in ms. */
const patienceMs = 60_000;

/** What people read of a payment at its gateway. */
export interface PaymentWords {
  readonly description: string;
  readonly language: Language;
  readonly payerId: string;
  /** The payer's, where they gave one. */
  readonly email?: string;
}

/** A job about a payment at its gateway, which needs its words. */
export interface Describing {
  readonly paymentId: string;
  readonly means: GatewayMeans;
  /** Reads, in a transaction, how the payment is called in its payer's language. */
  readonly describe: (payment: Payment) => Promise<PaymentWords | undefined>;
}

/**
 * Makes a payment at its gateway, no transaction open, and notes where it can be paid. Repeatable at any point: the moment of the
 * first question is written down before it, and a lost answer is asked for where the gateway can tell; where it cannot, another is
 * made, and the first, whose address nobody has, is never paid. Throws RetryableError while the gateway may still come back.
 */
export async function makePayment(tenant: Tenant, { paymentId, means, describe }: Describing): Promise<void> {
  const begun = await tenant.db(async (tx) => {
    const payment = await findPayment(tenant, tx, paymentId);
    if (payment?.status !== 'pending' || payment.externalId !== null) return undefined;
    const opened = await openGateway(tenant, tx, { method: payment.method, means }).catch(
      (error: unknown) => ({ error }),
    );
    if ('error' in opened) return { payment, error: opened.error };
    const asked = await writePayment(tenant, tx, payment, { account: opened.account, stamps: ['asked_at'] });
    return { payment: asked, wasAsked: payment.askedAt !== null, opened };
  });
  if (!begun) return;
  const { payment } = begun;
  const words = await describe(payment);
  const callbackUrl = callbackUrlOf(tenant, { payment, means, words });
  const made = await askGateway(tenant, { gateway: payment.method, question: 'making' }, async () => {
    if ('error' in begun) throw begun.error;
    const ask = askOf({ payment, opened: begun.opened, words, callbackUrl });
    return create(ask, begun);
  });
  if ('answer' in made) return noteMade(tenant, payment, { ...made.answer, callbackUrl });
  const isPatient = now() - payment.createdAt.getTime() < patienceMs;
  if (made.fault instanceof RetryableError && isPatient) throw made.fault;
  await failPayment(tenant, { paymentId, code: made.fault.code });
}

/** Ends a payment that has no page to pay on and will have none; the person is shown how to go on. Repeatable. */
export const failPayment = (
  tenant: Tenant,
  { paymentId, code }: { readonly paymentId: string; readonly code: ErrorCode },
): Promise<void> =>
  tenant.db(async (tx) => {
    const found = await findPayment(tenant, tx, paymentId);
    const locked = found && (await lockWithPayer(tenant, tx, found));
    if (locked?.payment.status !== 'pending' || locked.payment.externalId !== null) return;
    const failed = await writePayment(tenant, tx, locked.payment, {
      status: 'failed',
      problem: code,
      checkAt: null,
    });
    await followPayment(tenant, failed);
  });

async function create(
  ask: PaymentAsk,
  { opened, wasAsked }: { readonly opened: OpenedGateway; readonly wasAsked: boolean },
): Promise<CreatedPayment> {
  const { gateway, access } = opened;
  const found = wasAsked ? await gateway.find?.(ask, access) : undefined;
  return found ?? gateway.create(ask, access);
}

/** Where the gateway tells us of a payment, and its payer comes back to; undefined: we cannot be reached. */
function callbackUrlOf(
  { botId }: Tenant,
  { payment, means, words }: Pick<AskParts, 'payment' | 'words'> & { readonly means: GatewayMeans },
): string | undefined {
  const { method, reference } = payment;
  const path = `/payments/${method}/${botId}?p=${reference}&l=${words?.language ?? 'en'}`;
  return means.publicUrl === undefined ? undefined : `${means.publicUrl}${path}`;
}

interface AskParts {
  readonly payment: Payment;
  readonly opened: OpenedGateway;
  readonly words: PaymentWords | undefined;
  readonly callbackUrl: string | undefined;
}

/** What a gateway is told of a payment that it shall make, or charge. */
export function askOf({ payment, opened, words, callbackUrl }: AskParts): PaymentAsk {
  const { reference, id: number, currencyAmount: amount, currency, expiresAt } = payment;
  const { description = `#${number}`, language = 'en', payerId = '' } = words ?? {};
  return {
    ...{ reference, number, amount, currency, description, language, payerId, expiresAt },
    callbackUrl,
    returnUrl: `https://t.me/${opened.username}`,
    ...(payment.repeat && { repeatDays: payment.repeat.days }),
    ...(words?.email !== undefined && { email: words.email }),
  };
}

/** The first answer counts; where two runs made one each, the other's is never shown. */
const noteMade = (
  tenant: Tenant,
  payment: Payment,
  { externalId, url, expiresAt, payable, callbackUrl }: CreatedPayment & Pick<AskParts, 'callbackUrl'>,
): Promise<void> =>
  tenant.db(async (tx) => {
    const locked = await lockWithPayer(tenant, tx, payment);
    if (!locked || locked.payment.externalId !== null) return;
    // A callback may have come before the answer: what is settled is asked about no more.
    const { transactionId, status } = locked.payment;
    const isSettled = transactionId !== null || status === 'held' || status === 'refunded';
    const made = await writePayment(tenant, tx, payment, {
      externalId,
      url,
      ...(payable !== undefined && { payable }),
      ...(tableOf(payment.method).keepsCallbackUrl && callbackUrl !== undefined && { callbackUrl }),
      ...(!isSettled && { checkAt: new Date(now() + pauseOf(payment, 60)) }),
      ...(expiresAt && expiresAt < payment.expiresAt && { expiresAt }),
    });
    await followPayment(tenant, made);
  });
