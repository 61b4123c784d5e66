import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';
import { answerYookassa, endRefund, StillProcessing } from './yookassa-calls.js';
import { noticeOf, tellShop } from './yookassa-notices.js';
import { YookassaRefusal } from './yookassa-requests.js';
import {
  confirmableMs,
  newId,
  paymentView,
  refundView,
  type YookassaManner,
  type YookassaPaid,
  type YookassaRefund,
  type YookassaShop,
  type YookassaWorld,
} from './yookassa-world.js';

/** The stand-in with what is YooKassa's alone. */
export interface YookassaStandIn extends GatewayStandIn {
  /** Somebody opens a shop; its id and key are the fleet's settings. */
  addShop(shop?: Partial<YookassaShop>): YookassaShop;
  readonly shops: ReadonlyMap<string, YookassaShop>;
  readonly made: ReadonlyMap<string, YookassaPaid>;
  readonly refunds: ReadonlyMap<string, YookassaRefund>;
  readonly manner: YookassaManner;
  /** The very body that tells, or would tell, of a payment as it is now. */
  noticeOf(id: string): string;
  /** A credit method takes its time until a moment. */
  suspend(id: string, until: number): void;
  /** The seller gives some of a payment back in the dashboard; the shop is told. */
  refundInDashboard(id: string, value: string): Promise<void>;
  /** What was `pending` ends: `succeeded`, or canceled for a reason; the shop is told of the first. */
  endRefund(id: string, outcome: string): Promise<void>;
}

const shopSchema = z.object({ id: z.string(), notification_url: z.url().nullable() });
const lateMs = 60_000;
const everyMethod = ['bank_card', 'sberbank', 'sbp', 'tinkoff_bank', 'yoo_money'];
/** The shop that the sandbox has from the beginning. */
const demoShop: YookassaShop = {
  ...{ id: '100500', secretKey: 'test_the-sandbox-has-no-secrets', notificationUrl: null },
  ...{ hasReceipts: false, mayRepeat: true, isOn: true, isTest: true, balance: 100_000_000 },
  methods: ['bank_card', 'yoo_money'],
};

/** Plays the API of YooKassa, the page on which its payers pay, and its notifications. */
export function createYookassa({ now, root }: StandInMeans): YookassaStandIn {
  const manner = { charge: 'succeeded', refund: 'succeeded', decline: 'general_decline', processing: 0 };
  const world: YookassaWorld = {
    shops: new Map([[demoShop.id, { ...demoShop }]]),
    ...{ payments: new Map(), refunds: new Map(), answered: new Map(), manner, now, root },
    onReturned(refund) {
      telling.push(tell(world, refund.shopId, noticeOf('refund.succeeded', refundView(refund))));
    },
  };
  /** What is on its way to shops. */
  const telling: Promise<void>[] = [];

  return {
    name: 'yookassa',
    variable: 'YOOKASSA_API_ROOT',
    shops: world.shops,
    made: world.payments,
    refunds: world.refunds,
    manner,
    addShop(given = {}) {
      const id = String(100_500 + world.shops.size);
      const open = { secretKey: `live_${'k'.repeat(30)}${id}`, isTest: false, methods: everyMethod };
      const shop = { ...demoShop, id, ...open, ...given };
      world.shops.set(shop.id, shop);
      return shop;
    },
    noticeOf: (id) => paymentNotice(world, find(world, id)),
    suspend(id, until) {
      find(world, id).suspendedUntil = until;
    },
    async refundInDashboard(id, value) {
      refundByHand(world, id, value);
      await Promise.all(telling.splice(0));
    },
    async endRefund(id, outcome) {
      const refund = world.refunds.get(id);
      if (refund?.status !== 'pending') throw new Error(`YooKassa has no refund ${id} that waits`);
      endRefund(world, refund, outcome);
      await Promise.all(telling.splice(0));
    },
    pageAt: (path) => /^\/pay\/([\w-]{36})$/.exec(path)?.[1],
    show(id) {
      workOff(world);
      const payment = world.payments.get(id);
      return payment?.given.confirmation && pageOf(payment);
    },
    async press(id, button) {
      await press(world, find(world, id), button);
      return undefined;
    },
    answer: (call) => answer(world, call),
    payments: () =>
      [...world.payments.values()].map(({ id, given, status }) => ({
        ...{ id, reference: given.metadata.reference ?? '', state: status },
        ...{ amount: given.amount.value, currency: given.amount.currency },
      })),
    state: () => ({
      shops: [...world.shops.values()],
      payments: [...world.payments.values()],
      refunds: [...world.refunds.values()],
      answered: [...world.answered],
    }),
    restore(saved) {
      const { shops, payments, refunds, answered } = saved as {
        shops: YookassaShop[];
        payments: YookassaPaid[];
        refunds: YookassaRefund[];
        answered: [string, never][];
      };
      for (const shop of shops) world.shops.set(shop.id, shop);
      for (const payment of payments) world.payments.set(payment.id, payment);
      for (const refund of refunds) world.refunds.set(refund.id, refund);
      for (const [name, one] of answered) world.answered.set(name, one);
    },
  };
}

function find({ payments }: YookassaWorld, id: string): YookassaPaid {
  const payment = payments.get(id);
  if (!payment) throw new Error(`YooKassa has no payment ${id}`);
  return payment;
}

function answer(world: YookassaWorld, call: StandInCall): StandInReply {
  if (call.path === '/shop') return setUpShop(world, call);
  try {
    const shop = shopOf(world, call);
    if (!shop) throw new YookassaRefusal(401, 'invalid_credentials', 'Authorization');
    workOff(world);
    return { status: 200, json: answerYookassa(world, shop, call) };
  } catch (error) {
    if (error instanceof StillProcessing)
      return {
        status: 202,
        json: { type: 'processing', description: 'Request accepted', retry_after: 1_800 },
      };
    if (!(error instanceof YookassaRefusal)) throw error;
    const { status, code, parameter, said: description } = error;
    return { status, json: { type: 'error', id: newId(), code, description, parameter } };
  }
}

function shopOf({ shops }: YookassaWorld, { headers }: StandInCall): YookassaShop | undefined {
  const [, basic = ''] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const given = Buffer.from(basic, 'base64').toString();
  return [...shops.values()].find(({ id, secretKey }) => given === `${id}:${secretKey}`);
}

/** What a shop's owner does in the dashboard, over HTTP for the sandbox's program: says where it tells. */
function setUpShop({ shops }: YookassaWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? shopSchema.safeParse(parseJson(body.toString())).data : undefined;
  const shop = given && shops.get(given.id);
  if (!shop) return { status: 400, json: { type: 'error' } };
  shop.notificationUrl = given.notification_url;
  return { status: 200, json: {} };
}

async function tell({ shops }: YookassaWorld, shopId: string, body: string): Promise<void> {
  const shop = shops.get(shopId);
  if (shop) await tellShop(shop, body);
}

const paymentNotice = (world: YookassaWorld, payment: YookassaPaid): string =>
  noticeOf(`payment.${payment.status}`, paymentView(world, payment));

/** Ends what nobody confirmed in time, and pays what was to be paid later. */
function workOff(world: YookassaWorld): void {
  for (const payment of world.payments.values()) {
    const end = Math.max(payment.createdAt + confirmableMs, payment.suspendedUntil);
    if (payment.status !== 'pending' || payment.given.payment_method_id !== undefined) continue;
    if (payment.dueAt > 0 && payment.dueAt <= world.now()) void pay(world, payment);
    else if (end <= world.now()) void decline(world, payment, 'expired_on_confirmation');
  }
}

/** Takes the money, once; resolves when the shop was told, or did not listen. */
async function pay(world: YookassaWorld, payment: YookassaPaid, isTold = true): Promise<void> {
  if (payment.status !== 'pending') return;
  const { capture, save_payment_method: isSaved = false } = payment.given;
  const status = capture ? 'succeeded' : 'waiting_for_capture';
  Object.assign(payment, {
    status,
    isSaved,
    paidAt: world.now(),
    dueAt: 0,
    methodType: payment.methodType || 'bank_card',
  });
  if (isTold) await tell(world, payment.shopId, paymentNotice(world, payment));
}

async function decline(world: YookassaWorld, payment: YookassaPaid, reason: string): Promise<void> {
  if (payment.status !== 'pending') return;
  Object.assign(payment, { status: 'canceled', reason });
  await tell(world, payment.shopId, paymentNotice(world, payment));
}

async function press(world: YookassaWorld, payment: YookassaPaid, button: PayButton): Promise<void> {
  workOff(world);
  if (button === 'pay' || button === 'callback_lost') return pay(world, payment, button === 'pay');
  if (button === 'cancel') return decline(world, payment, world.manner.decline);
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at YooKassa`);
  payment.dueAt = world.now() + lateMs;
  setTimeout(() => workOff(world), lateMs).unref();
}

function refundByHand(world: YookassaWorld, id: string, value: string): void {
  const { shopId } = find(world, id);
  const given = { payment_id: id, amount: { value, currency: 'RUB' as const } };
  const refund: YookassaRefund = {
    ...{ id: newId(), shopId, given, createdAt: world.now(), status: 'pending', reason: null },
  };
  world.refunds.set(refund.id, refund);
  endRefund(world, refund, 'succeeded');
}

function pageOf({ given, id, status }: YookassaPaid): PayPage {
  return {
    language: given.confirmation?.locale === 'ru_RU' ? 'ru' : 'en',
    brand: 'YooKassa',
    accent: '#ffdb4d',
    amount: `${given.amount.value.replace('.', ',')} ₽`,
    description: given.description ?? '',
    number: id,
    state: status === 'pending' ? 'open' : status === 'canceled' ? 'ended' : 'paid',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}
