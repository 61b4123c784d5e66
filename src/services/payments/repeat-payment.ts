import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { RetryableError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { confirmOrder } from '../orders/confirm-order.js';
import { draftOrder } from '../orders/draft-order.js';
import type { Wish } from '../orders/types.js';
import { lockWithPayer } from './lock-with-payer.js';
import { askGateway } from './ask-gateway.js';
import { knownOf } from './check-payment.js';
import { followPayment } from './follow-payment.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import type { Payment, RepeatState } from './payment-rows.js';
import { readPaymentFacts } from './read-payment-facts.js';
import { writePayment } from './write-payment.js';

/** A payer was charged for a payment that repeats, the first time or again: it goes on until then. */
export async function noteCharged(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  until: Date | undefined,
): Promise<void> {
  const { days = 0, until: before } = payment.repeat ?? {};
  const next = until ?? new Date(now() + days * dayMs);
  const repeatUntil = before && before > next ? before : next;
  await writePayment(tenant, tx, payment, { repeatUntil, repeatState: 'active' });
  await followPayment(tenant, payment);
}

const boughtText = `
  select wish, subscription_id::text from orders
  where bot_id = $1 and id = $2 and state = 'paid' and kind = 'plan'`;

/**
 * Buys again what a payment that repeats has bought, a period more for the same subscription, in the open transaction in which
 * the money came. False: it cannot be (the plan is gone or dearer, the subscription is another), so the money stays in the
 * wallet, and the payer is charged no more.
 */
export async function buyAgain(tenant: Tenant, tx: Tx, first: Payment): Promise<boolean> {
  const [bought] = await tx.sql<{ wish: Wish; subscription_id: string | null }>(boughtText, [
    tenant.botId,
    first.orderId,
  ]);
  const orderId = bought && (await extend(tenant, tx, first.userId, bought));
  if (orderId === undefined) {
    log.info({ payment: first.id }, 'a payment was repeated for what cannot be bought again; it ends');
    await stopLater(tenant, first);
    return false;
  }
  await notify(tenant, tx, { kind: 'order_completed', about: { order_id: orderId } });
  return true;
}

async function extend(
  tenant: Tenant,
  tx: Tx,
  userId: string,
  { wish, subscription_id: subscriptionId }: { readonly wish: Wish; readonly subscription_id: string | null },
): Promise<string | undefined> {
  if (wish.kind !== 'plan' || subscriptionId === null) return undefined;
  const again: Wish = { kind: 'plan', planId: wish.planId, subscriptionId };
  const drafted = await draftOrder(tenant, tx, { userId, wish: again });
  if (drafted.kind === 'refused' || drafted.missingToman > 0) return undefined;
  const { id: orderId, revision, quote } = drafted.order;
  if (quote.effect !== 'extend' && quote.effect !== 'restart') return undefined;
  const confirmed = await confirmOrder(tenant, tx, { userId, orderId, revision });
  return confirmed.kind === 'paid' ? orderId : undefined;
}

/** The payer shall be charged no more: the gateway is told, once the transaction is committed. */
export const stopLater = (tenant: Tenant, { id }: Pick<Payment, 'id'>): Promise<void> =>
  enqueue(tenant, 'payment.stop-repeating', { payment_id: id });

/** Tells the gateway that a payer is charged no more, no transaction open. Repeatable; throws its fault while it may come back. */
export async function stopRepeating(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const found = await tenant.db(async (tx) => {
    const facts = await readPaymentFacts(tenant, tx, paymentId);
    const { payment, payer } = facts ?? {};
    if (!payment?.repeat || payment.externalId === null || !payer) return undefined;
    const opened = await openGateway(tenant, tx, { method: payment.method, means });
    return { payment: { ...payment, externalId: payment.externalId }, payer, opened };
  });
  if (!found) return;
  const { payment, payer, opened } = found;
  const { gateway, access, account } = opened;
  const known = { ...knownOf(payment, account), payerId: payer.telegramId, mandate: null };
  const asked = await askGateway(tenant, { gateway: payment.method, question: 'payments' }, async () =>
    gateway.repeats?.stop(known, access),
  );
  if ('fault' in asked && asked.fault instanceof RetryableError) throw asked.fault;
  if ('answer' in asked) await tenant.db((tx) => noteRepeat(tenant, tx, payment, 'canceled'));
}

/** Whether a payer is charged again: as they, or the gateway, have it now. */
export async function noteRepeat(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  repeatState: NonNullable<RepeatState>,
): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked?.payment.repeat || locked.payment.repeat.state === repeatState) return;
  const { payment } = locked;
  const noted = await writePayment(tenant, tx, payment, { repeatState });
  await followPayment(tenant, noted);
  if (repeatState === 'failed')
    await notify(tenant, tx, {
      kind: 'repeat_failed',
      about: { payment_id: payment.id, user_id: payment.userId },
    });
}
