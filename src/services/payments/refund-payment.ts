import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findGateway } from '#gateways/registry.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { pauseOf } from './apply-state.js';
import { lockWithPayer } from './lock-with-payer.js';
import { askGateway, type GatewayFault } from './ask-gateway.js';
import { chargeOfWhat, knownOf } from './known-payment.js';
import { openGateway } from './gateway-access.js';
import { tableOf } from './payment-rows.js';
import { findPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import type { Describing } from './make-payment.js';
import type { LockedPayment } from './take-paid.js';
import { holdPayment } from './hold-payment.js';
import { settledByHand, wasSettledByHand } from './second-money.js';
import { nextQuestion } from './settle-by-hand.js';
import {
  endAsked,
  isBeingRefunded,
  readLacked,
  refundAmountOf,
  refundedNow,
  refundUnclear,
  refundUnderWay,
  unreturnedOf,
  takeOut,
} from './take-refunded.js';
import { writePayment } from './write-payment.js';

/**
 * Begins to give the money of a payment back through its gateway, all that has not gone back or a part, in the open transaction: it is
 * taken out of the wallet, for all of it after what was bought with it was taken back where the wallet has not enough, and the job
 * follows that asks the gateway. Again, it is the same refund. Throws PermanentError `payment.unknown`, `payment.not_open` where
 * nothing was paid, `payment.not_refundable` where the gateway gives nothing back or the wallet has not enough.
 */
export async function beginRefund(
  tenant: Tenant,
  tx: Tx,
  { paymentId, amountToman }: { readonly paymentId: string; readonly amountToman?: number | undefined },
): Promise<Payment> {
  const found = await findPayment(tenant, tx, paymentId);
  const locked = found && (await lockWithPayer(tenant, tx, found));
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment } = locked;
  if (payment.status === 'refunded' || payment.problem === refundUnderWay) return payment;
  demandRefundable(payment);
  const isBegun = isBeingRefunded(payment);
  const oweToman = isBegun ? refundedNow(payment) : demandAmount(payment, amountToman);
  const transactionId = isBegun ? payment.refundTransactionId : await takeOwed(tenant, tx, locked, oweToman);
  const begun = await writePayment(tenant, tx, payment, {
    status: 'paid',
    problem: refundUnderWay,
    refundTransactionId: transactionId,
    refundingToman: oweToman,
    checks: 0,
    checkAt: new Date(now() + minuteMs),
  });
  await enqueue(tenant, 'payment.refund', { payment_id: payment.id });
  return begun;
}

function demandRefundable(payment: Payment): void {
  const { transactionId, status, method, externalId } = payment;
  if (transactionId === null || (status !== 'paid' && !isBeingRefunded(payment)))
    throw new PermanentError('payment.not_open');
  if (externalId === null || !findGateway(method)?.refund)
    throw new PermanentError('payment.not_refundable', {
      message: 'the gateway gives no money back; refund by hand',
    });
}

/** What shall go back: all that has not, or a part of it where the gateway knows parts. */
function demandAmount(payment: Payment, wishToman: number | undefined): number {
  const restToman = unreturnedOf(payment);
  const amountToman = wishToman ?? restToman;
  const refusal = (message: string) => new PermanentError('payment.not_refundable', { message });
  if (amountToman > restToman)
    throw refusal(`amount_toman is more than the ${restToman} toman that have not gone back yet`);
  if (amountToman < restToman && !findGateway(payment.method)?.refundsParts)
    throw refusal('the gateway gives only whole payments back; leave amount_toman out');
  return amountToman;
}

/** Takes what shall go back out of the payer's wallet, or throws; with all of it what earlier parts lacked, as far as it is there. */
async function takeOwed(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  oweToman: number,
): Promise<string | null> {
  const { payment, payer } = locked;
  // After a refund that the gateway refused, or a part that it gave back by itself, money is taken out anew.
  const { refundTransactionId: before } = payment;
  const event = before === null ? 'refund' : `refund after ${before}`;
  const mayReverse = oweToman === unreturnedOf(payment);
  // With the sale goes what the wallet lacked of parts that the gateway gave back by itself.
  const lackedToman = mayReverse ? await readLacked(tenant, tx, payment) : 0;
  const taken =
    payer.status === 'deleted'
      ? undefined
      : await takeOut(tenant, tx, locked, { oweToman: oweToman + lackedToman, event, mayReverse });
  const lackToman = oweToman - (taken?.toman ?? 0);
  if (lackToman > 0) throw lacking(lackToman, mayReverse);
  return taken?.transactionId ?? null;
}

const lacking = (lackToman: number, isWhole: boolean): PermanentError =>
  new PermanentError('payment.not_refundable', {
    message: isWhole
      ? 'the money is no longer in the wallet'
      : `the wallet lacks ${lackToman} toman of it, and for a part no sale is taken back; give all of it back, or a smaller part`,
  });

/**
 * Asks the gateway for the refund, no transaction open, and notes its answer: the money went back, or it is in the wallet again
 * and the admins are told to refund by hand. Repeatable: it is the same refund at the gateway. While it is not known whether the
 * money went, it is asked again with growing pauses, found in PostgreSQL; after about a day the admins must look.
 */
export async function refundAtGateway(
  tenant: Tenant,
  { paymentId, means, describe }: Describing,
): Promise<void> {
  const found = await tenant.db(async (tx) => {
    const payment = await findPayment(tenant, tx, paymentId);
    if (payment?.problem !== refundUnderWay || payment.externalId === null) return undefined;
    return {
      payment: { ...payment, externalId: payment.externalId },
      chargeOf: await chargeOfWhat(tenant, tx, payment),
      opened: await openGateway(tenant, tx, { method: payment.method, means }).catch((error: unknown) => ({
        error,
      })),
    };
  });
  if (!found) return;
  const { payment, opened, chargeOf } = found;
  const words = await describe(payment);
  const asked = await askGateway(tenant, { gateway: payment.method, question: 'payments' }, async () => {
    if ('error' in opened) throw opened.error;
    return opened.gateway.refund?.(
      {
        ...knownOf(payment, { account: opened.account, chargeOf }),
        refundAmount: refundAmountOf(payment),
        refundReference: refundNameOf(payment),
        payerId: words?.payerId ?? '',
        description: words?.description ?? `#${payment.id}`,
        ...(words?.email !== undefined && { email: words.email }),
      },
      opened.access,
    );
  });
  await tenant.db((tx) => {
    if ('fault' in asked)
      return 'error' in opened || isUnclear(payment, asked.fault)
        ? waitForRefund(tenant, tx, payment)
        : giveUpRefund(tenant, tx, payment, asked.fault.code);
    const { answer } = asked;
    if (answer?.kind === 'sent') return noteRefunded(tenant, tx, payment);
    if (answer?.kind === 'waiting') return waitForRefund(tenant, tx, payment);
    return giveUpRefund(tenant, tx, payment, answer?.code ?? '');
  });
}

/** May the money have gone, now or when it was asked before? */
const isUnclear = ({ checks }: Payment, fault: GatewayFault): boolean =>
  fault instanceof RetryableError || fault.context.money === 'unknown' || checks > 0;

/** The job that asks failed for good by a fault of ours: the money may have gone, so it is asked for again later. */
export const noteFailedRefund = (tenant: Tenant, paymentId: string): Promise<void> =>
  tenant.db(async (tx) => {
    const payment = await findPayment(tenant, tx, paymentId);
    if (payment) await waitForRefund(tenant, tx, payment);
  });

/** With pauses that grow to an hour, about a day. */
const mostRefundTries = 32;

async function waitForRefund(tenant: Tenant, tx: Tx, found: Payment): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  if (locked?.payment.problem !== refundUnderWay) return;
  const { payment } = locked;
  if (payment.checks >= mostRefundTries) return holdPayment(tenant, tx, payment, refundUnclear);
  await writePayment(tenant, tx, payment, {
    checks: payment.checks + 1,
    checkAt: new Date(now() + pauseOf(payment, 60)),
  });
}

/** Names a refund: of a whole payment there is one, for ever; each part is taken out of the wallet by a row of its own. */
const refundNameOf = (payment: Payment): string =>
  payment.refundedToman === 0 && refundedNow(payment) === unreturnedOf(payment)
    ? `${payment.reference}r`
    : `${payment.reference}r${payment.refundTransactionId ?? ''}`;

async function noteRefunded(tenant: Tenant, tx: Tx, asked: Payment): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, asked);
  if (locked) await endAsked(tenant, tx, locked, asked);
}

/** The gateway gives nothing back: the money is the person's again, in the wallet. Call it in the transaction of that. */
export async function giveUpRefund(tenant: Tenant, tx: Tx, found: Payment, code: string): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  if (locked?.payment.problem !== refundUnderWay) return;
  const { payment, payer } = locked;
  // A wallet that was erased meanwhile takes nothing: an admin decides, and may begin the same refund again.
  if (payer.status === 'deleted') return holdPayment(tenant, tx, payment, refundUnclear);
  await moveBalance(tenant, tx, {
    userId: payment.userId,
    type: 'refund',
    amountToman: refundedNow(payment),
    idempotencyKey: `payment ${payment.id} refund undone ${payment.refundTransactionId ?? ''}`,
    reference: { kind: tableOf(payment.method).table, id: payment.id },
    paymentMethod: payment.method,
    externalId: payment.externalId,
  });
  // The gateway has nothing of what only an admin saw, as far as it knows; its link may be paid all the same, so it is asked on.
  const after = (await wasSettledByHand(tenant, tx, payment))
    ? { problem: settledByHand, checks: 0, checkAt: nextQuestion({ ...payment, checks: 0 }) }
    : { problem: `refund_refused ${code}`.trim(), checkAt: null };
  await writePayment(tenant, tx, payment, { ...after, refundingToman: null });
  await notify(tenant, tx, { kind: 'refund_refused', about: { payment_id: payment.id, code } });
}
