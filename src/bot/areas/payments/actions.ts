import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { listOwnPayments } from '#services/payments/open-payments.js';
import { askAboutOwn } from '#services/payments/ask-about-own.js';
import { findPayment, type Payment } from '#services/payments/payment-rows.js';
import { startPayment } from '#services/payments/start-payment.js';
import type { Actions, Followed } from '../../action.js';
import type { BotContext } from '../../context.js';
import { openPlans } from '../shop/open/open-plans.js';
import { openOwnCart } from '../shop/open/open-order.js';
import { openTopUp } from '../wallet/open/open-top-up.js';
import { openTopUpMethods } from './open/open-methods.js';
import { openPayment } from './open/open-payment.js';
import { paymentList } from './screens/payment-list.js';

/** What is paid, by a button. */
interface Wish {
  readonly method: string;
  readonly orderId: string | null;
  readonly topUpToman?: number;
  readonly isRepeating?: boolean;
}

/** Begins a payment and shows it in the tapped message, which follows it from then on. */
async function start(ctx: BotContext, wish: Wish): Promise<Followed | undefined> {
  const { tenant, tx, person, snapshot, publicUrl, incoming } = ctx;
  const messageId = incoming.kind === 'tap' ? incoming.messageId : undefined;
  const { settings, features } = snapshot;
  const started = await startPayment(tenant, tx, {
    ...wish,
    userId: person.id,
    terms: { values: settings.values, features, publicUrl },
    messageId: messageId === undefined ? null : String(messageId),
  });
  if (started.kind === 'started') return openPayment(ctx.voice, started.payment, snapshot);
  return (await openOwnCart(ctx)) ?? openPlans(ctx, { notice: ctx.voice.texts.shop.plans.gone });
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

/** What leads from a sum to its payment, and to the payments of a person. */
export const paymentActions: Actions<
  | 'pay-again'
  | 'pay-by'
  | 'pay-repeating'
  | 'payment'
  | 'payment-cancel'
  | 'payment-check'
  | 'payments'
  | 'top-up-amount'
  | 'top-up-by'
  | 'top-up-type'
> = {
  'pay-by': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [method = '', orderId = ''] = argument.split('.');
      return start(ctx, { method, orderId });
    },
  },
  'pay-repeating': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [method = '', orderId = ''] = argument.split('.');
      return start(ctx, { method, orderId, isRepeating: true });
    },
  },
  'top-up-by': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [method = '', amount = ''] = argument.split('.');
      const topUpToman = topUpOf(ctx, amount);
      return topUpToman === undefined ? undefined : start(ctx, { method, orderId: null, topUpToman });
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
      const { topup_min_toman: min, topup_max_toman: max } = ctx.settings.values;
      ctx.leave({ asked: { input: 'top-up-amount', about: '' } });
      const { choose } = ctx.voice.texts.payments;
      return { text: ctx.voice.say(choose.type, { min: ctx.voice.toman(min), max: ctx.voice.toman(max) }) };
    },
  },
  payment: {
    isForRegistered: true,
    run: async (ctx, id) => {
      const payment = await ownPayment(ctx, id);
      return payment && openPayment(ctx.voice, payment, ctx.snapshot);
    },
  },
  'payment-check': {
    isForRegistered: true,
    run: async (ctx, id) => {
      const { alerts } = ctx.voice.texts.payments;
      const payment = await ownPayment(ctx, id);
      if (!payment) return undefined;
      const isAsked = await askAboutOwn(ctx.tenant, ctx.tx, payment);
      ctx.answer(isAsked ? alerts.asked : alerts.soon);
      return openPayment(ctx.voice, payment, ctx.snapshot);
    },
  },
  'payment-cancel': {
    isForRegistered: true,
    run: async (ctx, paymentId) => {
      const { tenant, tx, person } = ctx;
      const payment = await ownPayment(ctx, paymentId);
      if (!payment) return undefined;
      const cancelled = await cancelOwnPayment(tenant, tx, { userId: person.id, paymentId });
      return openPayment(ctx.voice, cancelled ?? payment, ctx.snapshot);
    },
  },
  'pay-again': {
    isForRegistered: true,
    run: async (ctx, id) => {
      const payment = await ownPayment(ctx, id);
      if (!payment) return undefined;
      const cart = payment.orderId === null ? undefined : await openOwnCart(ctx);
      return cart ?? openTopUp(ctx);
    },
  },
  payments: {
    isForRegistered: true,
    run: async (ctx, before) => {
      const page = await listOwnPayments(ctx.tenant, ctx.tx, { userId: ctx.person.id, before });
      return paymentList(ctx.voice, page);
    },
  },
};
