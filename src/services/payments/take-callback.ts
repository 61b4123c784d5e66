import { findGateway } from '#gateways/registry.js';
import type { GatewayState, RawCallback } from '#gateways/gateway.js';
import { enqueue } from '#jobs/enqueue.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { applyState } from './apply-state.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { noteCallback } from './gateway-health.js';
import { findByHint, type Payment } from './payment-rows.js';
import { isByHandAlone } from './second-money.js';

interface Callback {
  readonly method: string;
  readonly request: RawCallback;
  readonly means: GatewayMeans;
  readonly checkMinutes: number;
}

/** How long a callback that came before the answer to our own request waits for that, in ms. */
const beingMadePauseMs = 2_000;

type Outcome = 'asked' | 'forged' | 'settled' | 'unknown';

/**
 * Takes in what came to a gateway's address, in one transaction. What its signature proves is taken over; else the gateway is asked
 * by a job. What is forged, or about a payment that this bot has not, changes nothing. Throws RetryableError
 * `payment.being_made` while the payment has no name at the gateway yet.
 */
export async function takeCallback(tenant: Tenant, callback: Callback): Promise<void> {
  const outcome = await tenant.db((tx) => take(tenant, tx, callback));
  metrics.paymentCallbackCame({ gateway: callback.method, outcome });
  if (outcome === 'forged' || outcome === 'unknown')
    log.warn(
      { gateway: callback.method, outcome },
      'a callback of a payment gateway changed nothing: its signature is wrong, or the bot has no such payment',
    );
}

async function take(tenant: Tenant, tx: Tx, callback: Callback): Promise<Outcome> {
  const { method, request, checkMinutes } = callback;
  const hint = findGateway(method)?.callback?.read(request);
  const payment = hint && (await findByHint(tenant, tx, { ...hint, method }));
  if (!payment) return 'unknown';
  const judged = await judge(tenant, tx, payment, callback);
  if (judged === 'forged') return 'forged';
  await noteCallback(tenant, tx, method);
  if (!isSamePayment(payment, hint.externalId)) return 'unknown';
  // Of a payment that is settled, an unsigned word can only be a repeat, by whoever likes.
  if (judged === 'unsigned' && isSettled(payment)) return 'settled';
  if (judged === 'ask' || judged === 'unsigned') return ask(tenant, payment);
  await applyState(tenant, tx, payment, { state: judged, checkMinutes });
  return 'settled';
}

const isSettled = (payment: Payment): boolean => payment.transactionId !== null && !isByHandAlone(payment);

/** What the request proves of a payment to who knows the bot's credentials. */
async function judge(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { method, request, means }: Callback,
): Promise<GatewayState | 'ask' | 'forged' | 'unsigned'> {
  const { callback } = findGateway(method) ?? {};
  if (!callback?.judge) return 'unsigned';
  const { access, account } = await openGateway(tenant, tx, { method, means });
  const judged = callback.judge(request, access.credentials);
  // A signature proves something of the account whose it is; the bot may have had another one.
  const isOfAccount = payment.account === null || payment.account === account;
  return judged === 'forged' || isOfAccount ? judged : 'ask';
}

async function ask(tenant: Tenant, payment: Payment): Promise<Outcome> {
  if (payment.externalId === null && payment.status === 'pending')
    throw new RetryableError('payment.being_made', { isLocal: true, retryAfterMs: beingMadePauseMs });
  await enqueue(tenant, 'payment.check', { payment_id: payment.id });
  return 'asked';
}

/** The gateway's name of one payment in the callback of another: somebody tries to pay twice with one. */
const isSamePayment = ({ externalId }: Payment, named: string | undefined): boolean =>
  externalId === null || named === undefined || named === externalId;
