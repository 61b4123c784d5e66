import { telegramStars } from '#gateways/telegram-stars/telegram-stars.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { toToman } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findUser } from '../people/find-user.js';
import type { SettingValues } from '../settings/catalog.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { applyState } from './apply-state.js';
import { lockWithPayer } from './lock-with-payer.js';
import { findCharges, referenceOf, type StarCharge } from './find-charge.js';
import { holdPayment } from './hold-payment.js';
import { buyAgain } from './agreements/buy-again.js';
import { endAgreement, stopLater } from './agreements/end-agreement.js';
import { noteCharged } from './agreements/keep-agreement.js';
import { noteRepeat } from './agreements/stop-repeating.js';
import { isFirst } from './agreements/take-charge.js';
import { findByHint, findPayment, lockPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import type { RepeatState } from './agreements/repeating.js';
import { rateIn } from './rates.js';
import { wasSettledByHand } from './second-money.js';
import { takePaid } from './take-paid.js';
import { insertPayment, writePayment } from './write-payment.js';

/** Stars that changed hands, as Telegram says it in an update or in its list. */
export interface StarsMoved extends StarCharge {
  /** The person of the bot who paid, or got them back. */
  readonly userId: string;
  readonly amount: number;
  /** Until when a payment that repeats is paid by it. */
  readonly paidUntil?: Date | undefined;
}

const { name: method } = telegramStars;

/**
 * Stars came in: they settle the payment that their invoice is for. What that cannot take (it is settled already, or another
 * person's) is a payment of its own and goes into the payer's wallet; of what an admin settled it is told, and what no payment of
 * ours asked for is held for an admin. The next charge of a payment that repeats buys again what it bought. Once a charge, for ever,
 * however often and from however many sides it is told.
 */
export async function takeStars(
  tenant: Tenant,
  tx: Tx,
  moved: StarsMoved,
  values: SettingValues,
): Promise<void> {
  const { amount, chargeId } = moved;
  const charged = await lockCharge(tenant, tx, moved, values);
  if (!charged || charged.isKnown) return;
  const { payment, asked } = charged;
  if (!asked) return holdPayment(tenant, tx, payment, 'unknown_invoice');
  const isNext = asked.id !== payment.id && asked.userId === moved.userId && asked.repeat !== null;
  const state = { kind: 'paid', amount: String(amount), currency: 'XTR', receipt: chargeId } as const;
  if (!isNext) {
    if (asked.repeat && asked.id === payment.id) await noteCharged(tenant, tx, asked, moved.paidUntil);
    return applyState(tenant, tx, payment, { state, checkMinutes: values.payment_check_minutes });
  }
  const locked = await lockWithPayer(tenant, tx, payment);
  const spend = () => buyAgain(tenant, tx, { first: asked, charge: payment });
  if (locked) await takePaid(tenant, tx, locked, { ...state, spend });
  await noteCharged(tenant, tx, asked, moved.paidUntil);
}

/**
 * Stars went back to their payer, by us or by Telegram: what was credited for them is taken back. Of a charge that we never
 * heard of only that is noted, so that it is not credited when it is heard of later.
 */
export async function takeStarsBack(
  tenant: Tenant,
  tx: Tx,
  moved: StarsMoved,
  values: SettingValues,
): Promise<void> {
  const charged = await lockCharge(tenant, tx, moved, values);
  if (!charged) return;
  const told = { state: { kind: 'refunded' }, checkMinutes: values.payment_check_minutes } as const;
  const { payment, isKnown } = charged;
  const noted = isKnown ? payment : await writePayment(tenant, tx, payment, { receipt: moved.chargeId });
  await applyState(tenant, tx, noted, told);
  // Who got their money back is not charged again.
  const { asked } = charged;
  const first = asked?.userId === moved.userId ? await lockPayment(tenant, tx, asked) : undefined;
  if (first?.repeat?.state !== 'active') return;
  await endAgreement(tenant, tx, first, 'canceled');
  await stopLater(tenant, tx, first);
}

/** Telegram says whether a person is charged again for what they paid with Stars; unknown, or another person's: nothing changes. */
export async function takeRepeat(
  tenant: Tenant,
  tx: Tx,
  {
    telegramId,
    payload,
    state,
  }: { readonly telegramId: string; readonly payload: string; readonly state: NonNullable<RepeatState> },
): Promise<void> {
  const reference = referenceOf(payload);
  const payment = reference === undefined ? undefined : await findByHint(tenant, tx, { method, reference });
  const userId = await findUser(tenant, tx, telegramId);
  if (payment && payment.userId === userId) return noteRepeat(tenant, tx, payment, state);
  log.info({ state }, 'a subscription in Stars that is none of ours changed; nothing follows');
}

interface Charged {
  readonly payment: Payment;
  /** Was the charge heard of before? */
  readonly isKnown: boolean;
  /** Payment that its invoice asked for; undefined: the invoice is none of ours. */
  readonly asked: Payment | undefined;
}

/** The payment that a charge is about, after its payer is locked: known by it, asked for by its invoice, or made for it. */
async function lockCharge(
  tenant: Tenant,
  tx: Tx,
  moved: StarsMoved,
  values: SettingValues,
): Promise<Charged | undefined> {
  const { userId, chargeId, payload } = moved;
  if (!(await lockBuyer(tenant, tx, userId))) return undefined;
  const reference = referenceOf(payload);
  const asked = reference === undefined ? undefined : await findByHint(tenant, tx, { method, reference });
  const [known] = await findCharges(tenant, tx, [{ chargeId, payload }]);
  const heard = known && (await findPayment(tenant, tx, known.paymentId));
  if (heard) return { payment: heard, isKnown: true, asked };
  const own = asked?.userId === userId ? await lockPayment(tenant, tx, asked) : undefined;
  const isOwn = own !== undefined && (await isFor(tenant, tx, own));
  const payment = isOwn ? own : await insertCharge(tenant, tx, moved, { asked, values });
  return { payment, isKnown: false, asked };
}

/**
 * Is a charge that nobody knows yet what its payment waits for? One that an admin settled waits for it too: the charge may be the
 * very money that the admin saw.
 */
async function isFor(tenant: Tenant, tx: Tx, own: Payment): Promise<boolean> {
  if (own.transactionId === null) return own.status !== 'held' && own.status !== 'refunded';
  const isUnnamed = own.repeat === null ? own.receipt === null : isFirst(own);
  return isUnnamed && own.status === 'paid' && wasSettledByHand(tenant, tx, own);
}

/** A payment for a charge that no open one of its payer is for: it is paid already, and called as the charge is. */
async function insertCharge(
  tenant: Tenant,
  tx: Tx,
  { userId, chargeId, amount }: StarsMoved,
  { asked, values }: { readonly asked: Payment | undefined; readonly values: SettingValues },
): Promise<Payment> {
  const currencyAmount = String(amount);
  const rateToman = asked?.rateToman ?? rateIn('XTR', values, {}) ?? '1';
  const at = new Date(now());
  const made = await insertPayment(tenant, tx, {
    amountToman: Math.max(1, toToman(currencyAmount, rateToman)),
    currency: 'XTR',
    currencyAmount,
    rateToman,
    method,
    userId,
    orderId: null,
    repeatOf: asked?.userId === userId && asked.repeat !== null ? asked.id : null,
    messageId: null,
    expiresAt: at,
    checkUntil: at,
  });
  log.info(
    { payment: made.id, asked: asked?.id },
    'Stars came in that no open payment is for; they have one of their own',
  );
  return writePayment(tenant, tx, made, { externalId: chargeId, receipt: chargeId, checkAt: null });
}
