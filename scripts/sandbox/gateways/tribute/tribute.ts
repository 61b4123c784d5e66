import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import {
  answerTribute,
  cancelMember,
  isoOf,
  memberView,
  refundSell,
  takeSell,
  type TributeAccount,
  type TributeOrder,
  type TributeWorld,
} from './tribute-calls.js';
import { tributePeriods, TributeRefusal } from './tribute-requests.js';
import { signTribute, tellTribute, type TributeTold, type TributeWebhook } from './tribute-webhooks.js';
import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';

/** The stand-in with what is Tribute's alone. */
export interface TributeStandIn extends GatewayStandIn {
  /** Somebody begins to sell; the key is the fleet's setting. */
  addAccount(account?: Partial<TributeAccount>): TributeAccount;
  readonly accounts: ReadonlyMap<string, TributeAccount>;
  readonly orders: ReadonlyMap<string, TributeOrder>;
  /** The payer of an order that repeats is charged for the next period, or cannot be; after three times it is over. */
  charge(uuid: string, outcome: 'failed' | 'paid'): Promise<void>;
  /** Its payer ends it. */
  endMember(uuid: string): void;
  /** A bank takes a transaction back. */
  takeBack(uuid: string, transactionId: number): void;
  /** Anything that is told: donations, what creators sell, a trial of the webhook. */
  tell(apiKey: string, name: string, payload: object): Promise<void>;
  /** The very webhook that such a word is. */
  webhookOf(apiKey: string, told: Omit<TributeTold, 'createdAt'>): TributeWebhook;
}

const accountSchema = z.object({ api_key: z.string().min(4), webhook_url: z.url().nullable() });
const lateMs = 60_000;

/** Plays the API of Tribute's shops, the page on which payers pay, and the webhooks. */
export function createTribute({ now, root }: StandInMeans): TributeStandIn {
  const world: TributeWorld = {
    accounts: new Map(),
    orders: new Map(),
    nextNumber: 9_000,
    now,
    root,
    async tell(name, order, more = {}) {
      const account = world.accounts.get(order.apiKey);
      const payload = { ...payloadOf(order), ...more };
      if (account) await tellTribute(account, { name, createdAt: isoOf(now()), payload });
    },
  };
  const find = (uuid: string): TributeOrder => {
    const order = world.orders.get(uuid);
    if (!order) throw new Error(`Tribute has no order ${uuid}`);
    return order;
  };
  const accountOf = (apiKey: string): TributeAccount => {
    const account = world.accounts.get(apiKey);
    if (!account) throw new Error('Tribute has no such account');
    return account;
  };
  return {
    name: 'tribute',
    variable: 'TRIBUTE_API_ROOT',
    accounts: world.accounts,
    orders: world.orders,
    addAccount: (given = {}) => addAccount(world, given),
    async charge(uuid, outcome) {
      const order = find(uuid);
      if (order.member !== 'active') throw new Error('nobody is charged for it any more');
      if (outcome === 'paid') return chargeAgain(world, order);
      order.failures += 1;
      await world.tell('shop_order_charge_failed', order, { chargeRetries: order.failures });
      if (order.failures === 3) cancelMember(world, order, 'charge_failed');
    },
    endMember: (uuid) => void cancelMember(world, find(uuid), 'cancelled_by_seller'),
    takeBack: (uuid, id) => void refundSell(world, find(uuid), id),
    tell: (apiKey, name, payload) =>
      tellTribute(accountOf(apiKey), { name, createdAt: isoOf(now()), payload }),
    webhookOf: (apiKey, told) => signTribute(accountOf(apiKey), { ...told, createdAt: isoOf(now()) }),
    pageAt: (path) => /^\/pay\/([0-9a-f-]{36})$/.exec(path)?.[1],
    show(uuid) {
      payDue(world);
      const order = world.orders.get(uuid);
      return order && pageOf(order);
    },
    async press(uuid, button) {
      await press(world, find(uuid), button);
      return undefined;
    },
    answer: (call) => answer(world, call),
    payments: () =>
      [...world.orders.values()].map(({ uuid, given, status }) => ({
        id: uuid,
        reference: given.customerId ?? '',
        amount: moneyOf(given.amount),
        currency: given.currency.toUpperCase(),
        state: status,
      })),
    state: () => ({
      accounts: [...world.accounts.values()],
      orders: [...world.orders.values()],
      nextNumber: world.nextNumber,
    }),
    restore(saved) {
      const { accounts, orders, nextNumber } = saved as {
        accounts: TributeAccount[];
        orders: TributeOrder[];
        nextNumber: number;
      };
      for (const account of accounts) world.accounts.set(account.apiKey, account);
      for (const order of orders) world.orders.set(order.uuid, order);
      world.nextNumber = nextNumber;
    },
  };
}

function addAccount({ accounts }: TributeWorld, given: Partial<TributeAccount>): TributeAccount {
  const number = 31_326 + accounts.size;
  const shops = [{ id: number % 1_000, isActive: true, recurrent: true }];
  const account = { apiKey: `tribute-key-${number}`, userId: number, webhookUrl: null, shops, ...given };
  accounts.set(account.apiKey, account);
  return account;
}

function answer(world: TributeWorld, call: StandInCall): StandInReply {
  if (call.path === '/account') return openAccount(world, call);
  const account = world.accounts.get(String(call.headers['api-key']));
  if (!account) return { status: 401, json: { error: 'error_unauthorized', message: 'invalid API key' } };
  try {
    payDue(world);
    return { status: 200, json: answerTribute(world, account, call) };
  } catch (error) {
    if (!(error instanceof TributeRefusal)) throw error;
    return { status: error.status, json: { error: error.said, message: `Refused: ${error.said}` } };
  }
}

/** What a seller does in Tribute itself, over HTTP for the sandbox's program: makes a key, or moves the webhook. */
function openAccount(world: TributeWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? accountSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: { ok: false } };
  const { api_key: apiKey, webhook_url: webhookUrl } = given;
  const known = world.accounts.get(apiKey);
  if (known) known.webhookUrl = webhookUrl;
  else addAccount(world, { apiKey, webhookUrl });
  return { status: 200, json: { ok: true } };
}

/** What every word about an order says of it. */
function payloadOf(order: TributeOrder) {
  const { uuid, shopId, given, status } = order;
  const { amount, currency, period, firstPeriodAmount, customerId, email } = given;
  return {
    ...{ uuid, shopId, amount, currency, status, isRecurrent: period !== 'onetime', period },
    ...(firstPeriodAmount !== undefined && { firstPeriodAmount }),
    ...(customerId !== undefined && { customerId }),
    ...(email !== undefined && { email }),
    ...memberView(order),
  };
}

/** Those whose payers said that they come later, and whose time has come. */
function payDue(world: TributeWorld): void {
  for (const order of world.orders.values())
    if (order.dueAt !== null && world.now() >= order.dueAt) void pay(world, order);
}

/** Pays it where it can still be paid; resolves when the fleet was told once, or did not listen. */
async function pay(world: TributeWorld, order: TributeOrder, isTold = true): Promise<void> {
  order.dueAt = null;
  if (order.status !== 'pending') return;
  order.status = 'prepaid';
  if (isTold) await world.tell('shop_order_payment_received', order);
  const { id: transactionId } = takeSell(world, order);
  if (isTold)
    await world.tell('shop_order', order, { transactionId, fee: Math.ceil(order.given.amount / 10) });
}

/** Tribute does not say which transaction it is of. */
async function chargeAgain(world: TributeWorld, order: TributeOrder): Promise<void> {
  takeSell(world, order);
  const { uuid, amount, currency, period, memberExpiresAt } = { ...payloadOf(order), ...memberView(order) };
  const account = world.accounts.get(order.apiKey);
  const payload = { uuid, shopId: order.shopId, amount, currency, period, memberExpiresAt };
  const told = { name: 'shop_order_charge_success', createdAt: isoOf(world.now()), payload };
  if (account) await tellTribute(account, told);
}

async function press(world: TributeWorld, order: TributeOrder, button: PayButton): Promise<void> {
  if (button === 'pay' || button === 'callback_lost') return pay(world, order, button === 'pay');
  // A card that is refused: the payer may try another.
  if (button === 'cancel')
    return world.tell('shop_order_payment_failed', order, {
      errorCode: 'card_declined',
      errorMessage: 'The card was declined',
    });
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at Tribute`);
  order.dueAt = world.now() + lateMs;
  setTimeout(() => payDue(world), lateMs).unref();
}

const moneyOf = (minor: number): string => (minor / 100).toFixed(2);

function pageOf({ uuid, given, status }: TributeOrder): PayPage {
  const { description, amount, firstPeriodAmount = amount, currency, period } = given;
  const every = period === 'onetime' ? '' : ` / ${tributePeriods[period]}d`;
  return {
    language: languageOf(description),
    brand: 'Tribute',
    accent: '#8fd3b6',
    amount: `${moneyOf(firstPeriodAmount)} ${currency.toUpperCase()}${every}`,
    description,
    number: uuid,
    state: status === 'pending' ? 'open' : status === 'failed' ? 'ended' : 'paid',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}

/** The page speaks as the description ends: what is sold may be named in another language. */
function languageOf(description: string): PayPage['language'] {
  const last = /\p{L}(?=\P{L}*$)/u.exec(description)?.[0] ?? '';
  if (/\p{Script=Arabic}/u.test(last)) return 'fa';
  return /\p{Script=Cyrillic}/u.test(last) ? 'ru' : 'en';
}
