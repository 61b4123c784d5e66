import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { listOwnPayments } from '#services/payments/open-payments.js';
import { askAboutOwn } from '#services/payments/ask-about-own.js';
import { stopOwnAgreement } from '#services/payments/agreements/stop-repeating.js';
import { followIn, leaveMessage } from '#services/payments/follow-payment.js';
import { cardMethod } from '#services/payments/on-card.js';
import { findPayment } from '#services/payments/find-payment.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { readCart } from '#services/orders/carts.js';
import { startPayment } from '#services/payments/start-payment.js';
import { UserFacingError } from '#platform/errors.js';
import type { Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { rememberShown } from '../cards/receipt-memory.js';
import { hasChannelsFor, missingFor } from '../registration/missing-for.js';
import { channelGate } from '../registration/screens/channel-gate.js';
import { openPlans } from '../shop/open/open-plans.js';
import { openOwnCart } from '../shop/open/open-order.js';
import { openTopUp } from '../wallet/open/open-top-up.js';
import { openTopUpMethods } from './open/open-methods.js';
import { openPayment } from './open/open-payment.js';
import { sumAsked } from './screens/methods.js';
import { emailAsked } from './screens/email.js';
import { paymentList } from './screens/payment-list.js';

/** What is paid, by a button. */
interface Wish {
  readonly method: string;
  readonly orderId: string | null;
  readonly topUpToman?: number;
  readonly isRepeating?: boolean;
}

/** Number of the tapped message; null where it is not ours to know. */
const messageOf = ({ incoming }: BotContext): string | null =>
  incoming.kind === 'tap' && incoming.messageId !== undefined ? String(incoming.messageId) : null;

/** Begins a payment and shows it in the tapped message, which follows it from then on. */
async function start(ctx: BotContext, wish: Wish): Promise<Screen> {
  const { tenant, tx, person, snapshot, publicUrl } = ctx;
  const { settings, features } = snapshot;
  try {
    const started = await startPayment(tenant, tx, {
      ...wish,
      userId: person.id,
      terms: { values: settings.values, features, publicUrl },
      messageId: messageOf(ctx),
    });
    if (started.kind === 'started') return await openShown(ctx, started.payment);
    return (await openOwnCart(ctx)) ?? (await openPlans(ctx, { notice: ctx.voice.texts.shop.plans.gone }));
  } catch (error) {
    if (error instanceof UserFacingError && error.code === 'payment.email_needed') return askEmail(ctx, wish);
    // Nothing was written: what else there is to choose from is shown with the reason.
    const reasons: Readonly<Record<string, string>> = ctx.voice.texts.payments.errors;
    const said = error instanceof UserFacingError ? reasons[error.code] : undefined;
    if (said === undefined) throw error;
    return chooseAgain(ctx, wish, `⚠️ ${said}`);
  }
}

/** What the e-mail is asked for goes along with the question: an order, or a sum. */
function askEmail(ctx: BotContext, { orderId, topUpToman }: Wish): Screen {
  ctx.leave({ asked: { input: 'payer-email', about: orderId ?? `+${topUpToman ?? 0}` } });
  return emailAsked(ctx.voice);
}

/** A payment in the tapped message; receipts are for the one whose card was shown last. */
function openShown(ctx: BotContext, payment: Payment): Promise<Screen> {
  if (payment.method === cardMethod && payment.status === 'pending') rememberShown(ctx, payment.id);
  return openPayment(ctx, payment);
}

/** Asks who is out of a channel for buying to join it, where the money of a top-up buys the order that waits; undefined: it buys none, or they are in. */
async function askToJoin(ctx: BotContext): Promise<'nothing' | undefined> {
  const { tenant, tx, person, settings, voice } = ctx;
  if (!settings.values.cart_auto_purchase || !hasChannelsFor(ctx, 'purchase')) return undefined;
  if (!(await readCart(tenant, tx, { userId: person.id }))) return undefined;
  const channels = missingFor(ctx, 'purchase');
  if (channels.length === 0) return undefined;
  ctx.carryOver();
  ctx.send(channelGate(voice, { channels, purpose: 'purchase' }));
  return 'nothing';
}

/** The ways to pay the same once more; an order that is gone leads to the wallet. */
export async function chooseAgain(
  ctx: BotContext,
  { orderId, topUpToman }: Omit<Wish, 'method'>,
  notice?: string,
) {
  const cart = orderId === null ? undefined : await openOwnCart(ctx, notice);
  if (cart) return cart;
  return topUpToman === undefined ? openTopUp(ctx) : openTopUpMethods(ctx, topUpToman, notice);
}

/** A sum within the bot's bounds of a top-up; undefined: it is none. */
const topUpOf = ({ settings }: BotContext, text: string): number | undefined => {
  const { topup_min_toman: min, topup_max_toman: max } = settings.values;
  const amount = /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined;
  return amount !== undefined && amount >= min && amount <= max ? amount : undefined;
};

/** A payment of this person; the number comes from a button. */
async function ownPayment({ tenant, tx, person }: BotContext, id: string): Promise<Payment | undefined> {
  const payment = await findPayment(tenant, tx, id);
  return payment?.userId === person.id ? payment : undefined;
}

/** A payment that the tapped message follows from then on. */
async function followHere(ctx: BotContext, payment: Payment): Promise<Payment> {
  const messageId = messageOf(ctx);
  return messageId === null ? payment : followIn(ctx.tenant, ctx.tx, payment, messageId);
}

/** What leads from a sum to its payment, and to the payments of a person. */
export const paymentActions: Actions<
  | 'pay-again'
  | 'pay-by'
  | 'pay-repeating'
  | 'payment'
  | 'payment-cancel'
  | 'payment-check'
  | 'payments'
  | 'repeat-end'
  | 'top-up-amount'
  | 'top-up-by'
  | 'top-up-type'
> = {
  'pay-by': {
    isForRegistered: true,
    purpose: 'purchase',
    run: (ctx, argument) => {
      const [method = '', orderId = ''] = argument.split('.');
      return start(ctx, { method, orderId });
    },
  },
  'pay-repeating': {
    isForRegistered: true,
    purpose: 'purchase',
    run: (ctx, argument) => {
      const [method = '', orderId = ''] = argument.split('.');
      return start(ctx, { method, orderId, isRepeating: true });
    },
  },
  'top-up-by': {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [method = '', amount = ''] = argument.split('.');
      const topUpToman = topUpOf(ctx, amount);
      if (topUpToman === undefined) return undefined;
      return (await askToJoin(ctx)) ?? start(ctx, { method, orderId: null, topUpToman });
    },
  },
  'top-up-amount': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const amount = topUpOf(ctx, argument);
      return amount === undefined ? undefined : openTopUpMethods(ctx, amount);
    },
  },
  'top-up-type': {
    isForRegistered: true,
    run: (ctx) => {
      ctx.leave({ asked: { input: 'top-up-amount', about: '' } });
      return sumAsked(ctx.voice, ctx.settings.values);
    },
  },
  payment: {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, id) => {
      const payment = await ownPayment(ctx, id);
      if (payment?.status !== 'pending') return payment && openPayment(ctx, payment);
      return openShown(ctx, await followHere(ctx, payment));
    },
  },
  'payment-check': {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, id) => {
      const { alerts } = ctx.voice.texts.payments;
      const payment = await ownPayment(ctx, id);
      if (!payment) return undefined;
      const isAsked = await askAboutOwn(ctx.tenant, ctx.tx, payment);
      ctx.answer(isAsked ? alerts.asked : alerts.soon);
      return openPayment(ctx, await followHere(ctx, payment));
    },
  },
  'payment-cancel': {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, paymentId) => {
      const { tenant, tx, person } = ctx;
      const payment = await ownPayment(ctx, paymentId);
      if (!payment) return undefined;
      const cancelled = await cancelOwnPayment(tenant, tx, { userId: person.id, paymentId });
      if (!cancelled && isUnderReview(payment)) ctx.answer(ctx.voice.texts.cards.alerts.review, true);
      return openPayment(ctx, cancelled ?? payment);
    },
  },
  'pay-again': {
    isForRegistered: true,
    run: async (ctx, id) => {
      const payment = await ownPayment(ctx, id);
      if (!payment) return undefined;
      const messageId = messageOf(ctx);
      if (messageId !== null) await leaveMessage(ctx.tenant, ctx.tx, { userId: payment.userId, messageId });
      const { orderId, amountToman } = payment;
      return chooseAgain(ctx, { orderId, ...(orderId === null && { topUpToman: amountToman }) });
    },
  },
  'repeat-end': {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, paymentId) => {
      const { tenant, tx, person } = ctx;
      const isEnded = await stopOwnAgreement(tenant, tx, { userId: person.id, paymentId });
      if (isEnded) ctx.answer(ctx.voice.texts.payments.alerts.repeatEnded, true);
      const payment = await ownPayment(ctx, paymentId);
      return payment && openPayment(ctx, payment);
    },
  },
  payments: {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, before) => {
      const page = await listOwnPayments(ctx.tenant, ctx.tx, { userId: ctx.person.id, before });
      return paymentList(ctx.voice, { ...page, isNewest: before === '' });
    },
  },
};
