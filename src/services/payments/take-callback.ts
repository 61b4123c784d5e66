import { findGateway } from '#gateways/registry.js';
import type { CallbackHint, CallbackVerdict, RawCallback } from '#gateways/callback.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { applyState } from './apply-state.js';
import { askGateway, isGatewayFault } from './ask-gateway.js';
import { openGateway, type GatewayMeans, type OpenedGateway } from './gateway-access.js';
import { takeCharge } from './agreements/take-charge.js';
import { noteCallback } from './gateway-health.js';
import { lockWithPayer } from './lock-with-payer.js';
import { findByHint } from './find-payment.js';
import type { Payment } from './payment.js';
import { isByHandAlone } from './second-money.js';
import { takeUnasked } from './take-unasked.js';
import { writePayment } from './write-payment.js';

interface Callback {
  readonly method: string;
  readonly request: RawCallback;
  readonly means: GatewayMeans;
  readonly values: SettingValues;
}

/** How long a callback that came before the answer to our own request waits for that, in ms. */
const beingMadePauseMs = 2_000;
/** The same, where it does not say whose it is: it is looked for again with longer pauses, as long as its name may still come. */
const unmatchedPauseMs = 15_000;
const unmatchedForMs = 15 * minuteMs;

type Outcome = 'asked' | 'forged' | 'settled' | 'unknown';

/** What a callback is about, before anything of it is believed. */
interface Found {
  readonly hint: CallbackHint;
  readonly payment: Payment | undefined;
  /** First payment of the agreement that it is about a charge of. */
  readonly first: Payment | undefined;
  /** Absent where the gateway needs no account to judge or to tell whose a callback is. */
  readonly opened: OpenedGateway | undefined;
}

/**
 * Takes in what came to a gateway's address. What its signature proves is taken over; else the gateway is asked by a job. What is
 * forged, or about a payment that this bot has not, changes nothing. Throws RetryableError `payment.being_made` while the payment
 * has no name at the gateway yet, or may be one whose name has not come.
 */
export async function takeCallback(tenant: Tenant, callback: Callback): Promise<void> {
  const outcome = await take(tenant, callback);
  metrics.paymentCallbackCame({ gateway: callback.method, outcome });
  if (outcome === 'forged' || outcome === 'unknown')
    log.warn(
      { gateway: callback.method, outcome },
      'a callback of a payment gateway changed nothing: its signature is wrong, or the bot has no such payment',
    );
}

async function take(tenant: Tenant, callback: Callback): Promise<Outcome> {
  const { method, request } = callback;
  const found = await tenant.db((tx) => readFound(tenant, tx, callback));
  if (!found) return 'unknown';
  const verdict = await judge(found, request);
  if (verdict === 'forged') return 'forged';
  const isUnasked = typeof verdict === 'object' && verdict.kind === 'unasked';
  const identified =
    found.payment ?? (isUnasked || found.first ? undefined : await identify(tenant, callback, found));
  return tenant.db(async (tx) => {
    await noteCallback(tenant, tx, method);
    if (verdict === 'nothing') return 'settled';
    const { opened, hint, first } = found;
    if (isUnasked && opened)
      return takeUnasked(tenant, tx, {
        ...{ method, money: verdict, account: opened.account, values: callback.values },
        currency: opened.gateway.currency,
      });
    const payment = identified ?? (first && opened && (await chargeOf(tenant, tx, { first, hint, opened })));
    if (!payment) return unmatched(tenant, tx, { method, hint });
    return takeOver(tenant, tx, { payment, hint, verdict, values: callback.values });
  });
}

async function readFound(
  tenant: Tenant,
  tx: Tx,
  { method, request, means }: Callback,
): Promise<Found | undefined> {
  const { callback, identify: asksWhose } = findGateway(method) ?? {};
  const hint = callback?.read(request);
  if (!hint) return undefined;
  const payment = await findByHint(tenant, tx, { ...hint, method });
  const first =
    payment || hint.chargeOf === undefined
      ? undefined
      : await findByHint(tenant, tx, { method, externalId: hint.chargeOf });
  const isNeeded =
    first !== undefined || callback?.judge !== undefined || (asksWhose !== undefined && !payment);
  const opened = isNeeded
    ? await openGateway(tenant, tx, { method, means }).catch((error: unknown) => {
        // Of a gateway that was never set up, nothing is ours.
        if (payment || first || !isGatewayFault(error)) throw error;
        return undefined;
      })
    : undefined;
  return { hint, payment, first, opened };
}

type Verdict = CallbackVerdict | 'unsigned';

/** What the request proves to who knows the bot's credentials. */
async function judge({ payment, first, opened }: Found, request: RawCallback): Promise<Verdict> {
  const { callback } = opened?.gateway ?? {};
  if (!opened || !callback?.judge) return 'unsigned';
  const verdict = await callback.judge(request, opened.access);
  if (verdict === 'forged' || verdict === 'nothing' || callback.provesAnyAccount) return verdict;
  return isOfAccount(payment ?? first, opened) ? verdict : 'ask';
}

/** A signature proves something of the account whose it is; the bot may have had another one. */
const isOfAccount = (payment: Payment | undefined, { account }: OpenedGateway): boolean =>
  (payment?.account ?? account) === account;

/** Asks the gateway whose a callback is that only has its own name for the payment; what it says becomes that name. */
async function identify(
  tenant: Tenant,
  { method }: Callback,
  { hint, opened }: Found,
): Promise<Payment | undefined> {
  const { externalId } = hint;
  if (!opened?.gateway.identify || externalId === undefined) return undefined;
  const { gateway, access, account } = opened;
  const asked = await askGateway(tenant, { gateway: method, question: 'payments' }, async () =>
    gateway.identify?.(externalId, access),
  );
  const reference = 'answer' in asked ? asked.answer : undefined;
  if (reference === undefined) return undefined;
  return tenant.db(async (tx) => {
    const payment = await findByHint(tenant, tx, { method, reference });
    const locked = payment && (await lockWithPayer(tenant, tx, payment));
    if (!locked) return undefined;
    if (locked.payment.externalId !== null) return locked.payment;
    return writePayment(tenant, tx, payment, { externalId, account: payment.account ?? account });
  });
}

/** The payment of a charge that the gateway began; undefined: the callback does not say which charge. */
const chargeOf = (
  tenant: Tenant,
  tx: Tx,
  {
    first,
    hint,
    opened,
  }: { readonly first: Payment; readonly hint: CallbackHint; readonly opened: OpenedGateway },
): Promise<Payment | undefined> =>
  hint.externalId === undefined
    ? Promise.resolve(undefined)
    : takeCharge(tenant, tx, { found: first, chargeId: hint.externalId, account: opened.account });

interface TakenOver {
  readonly payment: Payment;
  readonly hint: CallbackHint;
  readonly verdict: Exclude<Verdict, 'forged' | 'nothing'>;
  readonly values: SettingValues;
}

async function takeOver(
  tenant: Tenant,
  tx: Tx,
  { payment, hint, verdict, values }: TakenOver,
): Promise<Outcome> {
  if (!isSamePayment(payment, hint)) return 'unknown';
  if (verdict === 'ask') return ask(tenant, payment);
  // Of a payment that is settled, an unsigned word can only be a repeat, by whoever likes.
  if (verdict === 'unsigned') return isSettled(payment) ? 'settled' : ask(tenant, payment);
  if (verdict.kind === 'unasked') return 'settled';
  await applyState(tenant, tx, payment, {
    state: verdict,
    checkMinutes: values.payment_check_minutes,
  });
  return 'settled';
}

const isSettled = (payment: Payment): boolean => payment.transactionId !== null && !isByHandAlone(payment);

async function ask(tenant: Tenant, payment: Payment): Promise<Outcome> {
  if (payment.externalId === null && payment.status === 'pending')
    throw new RetryableError('payment.being_made', { isLocal: true, retryAfterMs: beingMadePauseMs });
  await enqueue(tenant, 'payment.check', { payment_id: payment.id });
  if (payment.repeat?.state === 'active') await enqueue(tenant, 'payment.repeat', { payment_id: payment.id });
  return 'asked';
}

const namelessText = `
  select from gateway_payments
  where bot_id = $1 and gateway = $2 and status = 'pending' and external_id is null and asked_at > $3 limit 1`;

/** No payment is called so. It may be one that the gateway was asked for and whose name is on its way. */
async function unmatched(
  { botId }: Tenant,
  tx: Tx,
  { method, hint }: { readonly method: string; readonly hint: CallbackHint },
): Promise<Outcome> {
  if (hint.externalId === undefined || hint.reference !== undefined) return 'unknown';
  const since = new Date(now() - unmatchedForMs);
  const nameless = await tx.sql(namelessText, [botId, method, since]);
  if (nameless.length === 0) return 'unknown';
  throw new RetryableError('payment.being_made', { isLocal: true, retryAfterMs: unmatchedPauseMs });
}

/** The gateway's name of one payment in the callback of another: somebody tries to pay twice with one. */
const isSamePayment = ({ externalId, receipt }: Payment, { externalId: named, chargeOf: of }: CallbackHint) =>
  externalId === null ||
  named === undefined ||
  named === externalId ||
  (of === externalId && named === receipt);
