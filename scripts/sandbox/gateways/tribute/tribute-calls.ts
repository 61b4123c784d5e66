import { randomUUID } from 'node:crypto';
import type { StandInCall } from '../stand-in.js';
import {
  readDay,
  readOrderRequest,
  tributePeriods,
  TributeRefusal,
  type TributeOrderRequest,
} from './tribute-requests.js';

const dayMs = 86_400_000;

/** A shop as Tribute's support connects it. */
export interface TributeShop {
  readonly id: number;
  isActive: boolean;
  /** May its orders repeat? */
  recurrent: boolean;
}

/** Somebody who sells through Tribute; the key opens the account and signs what it is told. */
export interface TributeAccount {
  readonly apiKey: string;
  readonly userId: number;
  webhookUrl: string | null;
  readonly shops: TributeShop[];
}

interface Sell {
  readonly id: number;
  readonly amount: number;
  readonly at: number;
  refund: 'completed' | 'initiated' | null;
}

/** What the fleet gave, and what became of it. */
export interface TributeOrder {
  readonly uuid: string;
  readonly apiKey: string;
  readonly shopId: number;
  readonly given: TributeOrderRequest;
  readonly createdAt: number;
  status: 'failed' | 'paid' | 'pending' | 'prepaid';
  readonly sells: Sell[];
  member: 'active' | 'cancelled' | null;
  expiresAt: number | null;
  /** Charges of the present period that failed. */
  failures: number;
  /** The payer comes then. */
  dueAt: number | null;
}

export interface TributeWorld {
  readonly accounts: Map<string, TributeAccount>;
  readonly orders: Map<string, TributeOrder>;
  nextNumber: number;
  now(): number;
  root(): string;
  /** Something about an order is told to its account. */
  tell(name: string, order: TributeOrder, more?: object): Promise<void>;
}

export const isoOf = (at: number): string => new Date(at).toISOString();

/** Members that only orders that repeat have. */
export const memberView = ({ member, expiresAt }: TributeOrder) => ({
  ...(member !== null && { memberStatus: member }),
  ...(expiresAt !== null && { memberExpiresAt: isoOf(expiresAt) }),
});

/** An order as the API shows it. */
export function orderView(world: TributeWorld, order: TributeOrder) {
  const { uuid, shopId, given, status, createdAt } = order;
  const { successUrl = '', failUrl = '', ...rest } = given;
  return {
    uuid,
    ...rest,
    ...{ shopId, status, successUrl, failUrl },
    paymentUrl: `${world.root()}/pay/${uuid}?web=1`,
    webappPaymentUrl: `${world.root()}/pay/${uuid}`,
    createdAt: isoOf(createdAt),
    ...memberView(order),
  };
}

const shopView = ({ userId, webhookUrl }: TributeAccount, { id, recurrent, isActive }: TributeShop) => ({
  ...{ id, userId, name: `Shop ${id}`, link: `shop${id}`, callbackUrl: webhookUrl ?? '', recurrent },
  ...{ onlyStars: false, tokenCharging: false, status: isActive ? 1 : 0 },
});

/** Money of an order is there: the first, or that of the next period. */
export function takeSell(world: TributeWorld, order: TributeOrder): Sell {
  const { amount, firstPeriodAmount = amount, period } = order.given;
  world.nextNumber += 1;
  const isFirst = order.sells.length === 0;
  const sell = {
    ...{ id: world.nextNumber, amount: isFirst ? firstPeriodAmount : amount, at: world.now(), refund: null },
  };
  order.sells.push(sell);
  order.status = 'paid';
  order.failures = 0;
  if (period === 'onetime') return sell;
  order.member = 'active';
  order.expiresAt = (order.expiresAt ?? world.now()) + tributePeriods[period] * dayMs;
  return sell;
}

function activeShop({ shops }: TributeAccount, id: number | undefined): TributeShop {
  const shop = id === undefined ? shops.find(({ isActive }) => isActive) : shops.find((one) => one.id === id);
  if (shop?.isActive) return shop;
  if (shop ?? shops[0]) throw new TributeRefusal(400, 'error_shop_inactive');
  throw new TributeRefusal(404, 'error_not_found');
}

function makeOrder(world: TributeWorld, account: TributeAccount, given: TributeOrderRequest) {
  const shop = activeShop(account, given.shopId);
  if (given.period !== 'onetime' && !shop.recurrent) throw new TributeRefusal(400, 'error_bad_request');
  const fresh = {
    status: 'pending',
    sells: [],
    member: null,
    expiresAt: null,
    failures: 0,
    dueAt: null,
  } as const;
  const place = { uuid: randomUUID(), apiKey: account.apiKey, shopId: shop.id };
  const order = { ...place, given, createdAt: world.now(), ...fresh, sells: [] };
  world.orders.set(order.uuid, order);
  return orderView(world, order);
}

function listOrders(world: TributeWorld, account: TributeAccount, query: URLSearchParams) {
  const from = readDay(query, 'dateFrom') ?? -Infinity;
  const to = (readDay(query, 'dateTo') ?? Infinity) + dayMs;
  const { id } = activeShop(account, undefined);
  return [...world.orders.values()]
    .filter((one) => one.shopId === id && one.apiKey === account.apiKey)
    .filter(({ createdAt }) => createdAt >= from && createdAt < to)
    .reverse()
    .map((one) => orderView(world, one));
}

/** Transactions of a page, the newest first. */
const pageSize = 10;

function listTransactions({ sells, given: { currency } }: TributeOrder, query: URLSearchParams) {
  const from = Number(query.get('startFrom') ?? Infinity);
  const rest = [...sells].reverse().filter(({ id }) => id < from);
  const shown = rest.slice(0, pageSize).map(({ id, amount, at, refund }) => ({
    ...{ id, type: 'shop_order_sell', amount: amount / 100, currency, createdAt: isoOf(at) },
    ...{ isRefunded: refund === 'completed', isRefundable: refund === null },
  }));
  return { transactions: shown, nextFrom: rest.length > pageSize ? String(shown.at(-1)?.id) : '' };
}

/** Gives a transaction back: told at once that it began, and then that it is done. */
export function refundSell(world: TributeWorld, order: TributeOrder, id: number) {
  if (order.status !== 'paid') throw new TributeRefusal(400, 'error_order_not_paid');
  const sell = order.sells.find((one) => one.id === id);
  if (!sell) throw new TributeRefusal(400, 'error_transaction_mismatch');
  if (sell.refund !== null) throw new TributeRefusal(400, 'error_already_refunded');
  sell.refund = 'completed';
  const about = { transactionId: id, amount: sell.amount };
  void world.tell('shop_order_refunded', order, { ...about, status: 'initiated' }).then(() => {
    const refundedAt = isoOf(world.now());
    return world.tell('shop_order_refunded', order, { ...about, status: 'completed', refundedAt });
  });
  return { success: true, message: 'refund initiated', status: 'initiated' };
}

/** Somebody ends what repeats; the paid time stays. */
export function cancelMember(world: TributeWorld, order: TributeOrder, cancelReason: string) {
  if (order.member === null) throw new TributeRefusal(400, 'error_bad_request');
  if (order.member === 'cancelled') throw new TributeRefusal(400, 'error_already_cancelled');
  order.member = 'cancelled';
  void world.tell('shop_order_cancelled', order, { cancelReason });
  return { success: true, message: 'cancelled' };
}

function findOrder(world: TributeWorld, { apiKey }: TributeAccount, uuid: string): TributeOrder {
  const order = world.orders.get(uuid);
  if (!order) throw new TributeRefusal(404, 'error_not_found');
  if (order.apiKey !== apiKey) throw new TributeRefusal(403, 'error_not_permitted');
  return order;
}

type OfAccount = (world: TributeWorld, account: TributeAccount, call: StandInCall) => unknown;

const accountCalls: Readonly<Record<string, OfAccount>> = {
  'GET /shop': (_, account) => shopView(account, activeShop(account, undefined)),
  'GET /shop/orders': (world, account, { query }) => listOrders(world, account, query),
  'GET /shops': (_, account) =>
    account.shops.filter(({ isActive }) => isActive).map((one) => shopView(account, one)),
  'POST /shop/orders': (world, account, { body }) => makeOrder(world, account, readOrderRequest(body)),
};

function answerOfOrder(world: TributeWorld, order: TributeOrder, asked: string, query: URLSearchParams) {
  if (asked === 'GET ') return orderView(world, order);
  if (asked === 'GET /transactions') return listTransactions(order, query);
  if (asked === 'POST /cancel') return cancelMember(world, order, 'cancelled_by_seller');
  const refunded = /^POST \/transactions\/(\d+)\/refund$/.exec(asked)?.[1];
  if (refunded !== undefined) return refundSell(world, order, Number(refunded));
  throw new TributeRefusal(404, 'error_not_found');
}

/** What a call of the API answers; throws its refusals. */
export function answerTribute(world: TributeWorld, account: TributeAccount, call: StandInCall): unknown {
  const asked = `${call.method} ${call.path.replace(/^\/api\/v1/, '')}`;
  if (Object.hasOwn(accountCalls, asked)) return accountCalls[asked]?.(world, account, call);
  const [, verb = '', uuid = '', rest = ''] = /^(\w+ )\/shop\/orders\/([^/]+)(\/.+)?$/.exec(asked) ?? [];
  return answerOfOrder(world, findOrder(world, account, uuid), verb + rest, call.query);
}
