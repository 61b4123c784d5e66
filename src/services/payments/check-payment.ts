import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { RetryableError } from '#platform/errors.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { applyState, checkFailed, oneMore, pauseOf } from './apply-state.js';
import { lockWithPayer } from './lock-with-payer.js';
import { askGateway } from './ask-gateway.js';
import { openGateway, type GatewayMeans, type OpenedGateway } from './gateway-access.js';
import { holdPayment } from './hold-payment.js';
import { findPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import { chargeOfWhat, knownOf } from './known-payment.js';
import { isAwaited } from './second-money.js';
import { writePayment } from './write-payment.js';

interface Checking {
  readonly paymentId: string;
  readonly means: GatewayMeans;
  /** `payment_check_minutes`. */
  readonly checkMinutes: number;
}

interface Checked {
  readonly payment: Payment;
  readonly chargeOf: string | undefined;
  readonly opened?: OpenedGateway;
  readonly error?: unknown;
}

/**
 * Asks the gateway what became of a payment, no transaction open, and takes its answer over. A gateway that does not answer is
 * asked again in its time; nothing is decided without its word. `unknown`: the bot has no such payment.
 */
export async function checkPayment(
  tenant: Tenant,
  { paymentId, means, checkMinutes }: Checking,
): Promise<'asked' | 'no_answer' | 'nothing_to_ask' | 'unknown'> {
  const found = await tenant.db((tx) => readChecked(tenant, tx, paymentId, means));
  if (!found) return 'unknown';
  const { payment, opened, error, chargeOf } = found;
  const { externalId } = payment;
  if (externalId === null) {
    await tenant.db((tx) => postpone(tenant, tx, payment, checkMinutes));
    return 'nothing_to_ask';
  }
  const isFormer = opened !== undefined && payment.account !== null && payment.account !== opened.account;
  const about = { gateway: payment.method, question: isFormer ? 'former' : 'payments' } as const;
  const asked = await askGateway(tenant, about, () => {
    if (!opened) throw error;
    const known = knownOf({ ...payment, externalId }, { account: opened.account, chargeOf });
    return opened.gateway.inquire(known, opened.access);
  });
  if ('fault' in asked) {
    // What is settled has no next question: that its money went back, the job finds out itself.
    if (payment.transactionId !== null && asked.fault instanceof RetryableError) throw asked.fault;
    await tenant.db((tx) => postpone(tenant, tx, payment, checkMinutes));
    return 'no_answer';
  }
  await tenant.db((tx) => applyState(tenant, tx, payment, { state: asked.answer, checkMinutes }));
  return 'asked';
}

async function readChecked(
  tenant: Tenant,
  tx: Tx,
  paymentId: string,
  means: GatewayMeans,
): Promise<Checked | undefined> {
  const payment = await findPayment(tenant, tx, paymentId);
  if (!payment) return undefined;
  const chargeOf = await chargeOfWhat(tenant, tx, payment);
  try {
    return { payment, chargeOf, opened: await openGateway(tenant, tx, { method: payment.method, means }) };
  } catch (error) {
    return { payment, chargeOf, error };
  }
}

/** Nobody answered: it is asked again after a longer pause; with its time over, an admin decides, since money may be there. */
async function postpone(tenant: Tenant, tx: Tx, found: Payment, checkMinutes: number): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) return;
  const { payment } = locked;
  if (!isAwaited(payment)) return;
  if (payment.externalId === null && payment.status !== 'pending') {
    await writePayment(tenant, tx, payment, { checkAt: null });
    return;
  }
  if (payment.externalId === null) {
    // It waits to be made, and the job that makes it may have gone with Redis.
    const job = payment.repeatOf === null ? 'payment.create' : 'payment.charge';
    await enqueue(tenant, job, { payment_id: payment.id });
    return applyState(tenant, tx, payment, { state: { kind: 'open' }, checkMinutes });
  }
  if (hasLastWord(payment)) return;
  if (isLeftUnanswered(payment)) return holdPayment(tenant, tx, payment, checkFailed);
  await writePayment(tenant, tx, payment, {
    checks: oneMore(payment),
    checkAt: isOver(payment) ? null : new Date(now() + pauseOf(payment, checkMinutes)),
  });
}

const isOver = ({ checkUntil }: Payment): boolean => checkUntil.getTime() <= now();

/** Has the gateway ended it, or answered until its time was over? Then it is asked by somebody's wish alone, and a fault says nothing. */
const hasLastWord = ({ checkAt }: Payment): boolean => checkAt === null;

/** Is its time over without the gateway's last word, so that money of it may be there? What failed had no page to pay on. */
const isLeftUnanswered = (payment: Payment): boolean =>
  isOver(payment) &&
  payment.externalId !== null &&
  payment.transactionId === null &&
  payment.status !== 'failed';

/** After a fault of ours it is asked again no sooner. */
const leastPauseMs = 10 * minuteMs;

/**
 * The question failed for good by a fault of ours. It is seen in the payment's `problem`, and the gateway is asked again with
 * pauses that grow to an hour; when the payment's time is over without an answer, an admin decides, since money may be there.
 */
export const noteFailedCheck = (tenant: Tenant, paymentId: string): Promise<void> =>
  tenant.db(async (tx) => {
    const found = await findPayment(tenant, tx, paymentId);
    const locked = found && (await lockWithPayer(tenant, tx, found));
    if (!locked || !isAwaited(locked.payment)) return;
    const { payment } = locked;
    if (hasLastWord(payment)) return;
    if (isLeftUnanswered(payment)) return holdPayment(tenant, tx, payment, checkFailed);
    if (payment.problem === null)
      log.error(
        { payment: payment.id, gateway: payment.method },
        'a payment cannot be asked about, by a fault of the fleet; it is tried again until its time is over',
      );
    await writePayment(tenant, tx, payment, {
      ...(payment.problem === null && { problem: checkFailed }),
      checks: oneMore(payment),
      checkAt: isOver(payment) ? null : new Date(now() + Math.max(leastPauseMs, pauseOf(payment, 60))),
    });
  });
