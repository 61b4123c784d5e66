import { createHash, randomBytes } from 'node:crypto';
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
import { MulenpayRefusal, readMulenpayRequest, type MulenpayRequest } from './mulenpay-requests.js';

/** A shop as the cabinet has it; its API key opens it. */
export interface MulenpayShop {
  readonly id: number;
  readonly apiKey: string;
  readonly secretKey: string;
  /** Where it tells; null: nowhere. */
  callbackUrl: string | null;
}

export interface MulenpayPayment {
  readonly id: number;
  /** The end of its page's address. */
  readonly hash: string;
  readonly apiKey: string;
  readonly given: MulenpayRequest;
  /** 0 created, 1 under way, 2 cancelled, 3 success, 4 error, 5 and 6 hold. */
  status: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** The payer comes then; null: nobody said so. */
  dueAt: number | null;
}

/** How the stand-in behaves where the real one was seen to behave in several ways. */
export interface MulenpayManner {
  /** Callbacks carry a signature that is right, or wrong, or none. */
  sign: 'none' | 'right' | 'wrong';
  /** Is a payment bare where it is asked about? */
  isBare: boolean;
  /** Does the list of payments say where each is paid? */
  listsPages: boolean;
}

/** A callback as it is sent. */
export interface MulenpayCallback {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The stand-in with what is MulenPay's alone. */
export interface MulenpayStandIn extends GatewayStandIn {
  /** Somebody opens a shop; its number and keys are the fleet's settings. */
  addShop(shop?: Partial<MulenpayShop>): MulenpayShop;
  readonly shops: ReadonlyMap<string, MulenpayShop>;
  readonly made: ReadonlyMap<number, MulenpayPayment>;
  readonly manner: MulenpayManner;
  /** The callback about a payment as it is, or would be, sent. */
  callbackAbout(id: string): MulenpayCallback;
}

interface World {
  readonly shops: Map<string, MulenpayShop>;
  readonly made: Map<number, MulenpayPayment>;
  readonly manner: MulenpayManner;
  now(): number;
  root(): string;
}

const lateMs = 60_000;
const shopSchema = z.object({
  id: z.int(),
  api_key: z.string(),
  secret_key: z.string(),
  callback_url: z.url().nullable(),
});
const onePath = /^\/v2\/payments\/(\d{1,15})(\/refund)?$/;

/** Plays the API of MulenPay, the page on which its payers pay, and its callbacks. */
export function createMulenpay({ now, root }: StandInMeans): MulenpayStandIn {
  const manner: MulenpayManner = { sign: 'none', isBare: false, listsPages: true };
  const world: World = { shops: new Map(), made: new Map(), manner, now, root };
  return {
    name: 'mulenpay',
    variable: 'MULENPAY_API_ROOT',
    shops: world.shops,
    made: world.made,
    manner,
    addShop(given = {}) {
      const keys = {
        apiKey: `MK_${randomBytes(16).toString('hex')}`,
        secretKey: randomBytes(16).toString('hex'),
      };
      const shop = { id: 42 + world.shops.size, ...keys, callbackUrl: null, ...given };
      world.shops.set(shop.apiKey, shop);
      return shop;
    },
    callbackAbout: (id) => callbackOf(world, world.made.get(Number(id))!),
    pageAt(path) {
      const hash = /^\/payment\/widget\/(\w+)$/.exec(path)?.[1];
      const found = [...world.made.values()].find((one) => one.hash === hash);
      return hash === undefined ? undefined : String(found?.id ?? 0);
    },
    show(id) {
      payDue(world);
      const payment = world.made.get(Number(id));
      return payment && pageOf(payment);
    },
    async press(id, button) {
      const payment = world.made.get(Number(id));
      if (!payment) throw new Error(`MulenPay has no payment ${id}`);
      await press(world, payment, button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/shop') return openShop(world, call);
      try {
        const shop = world.shops.get(String(call.headers.authorization).replace(/^Bearer /, ''));
        if (!shop) throw new MulenpayRefusal(401, 'Unauthorized');
        payDue(world);
        return run(world, shop, call);
      } catch (error) {
        if (!(error instanceof MulenpayRefusal)) throw error;
        return { status: error.status, json: { success: false, message: error.message } };
      }
    },
    payments: () =>
      [...world.made.values()].map(({ id, given, status }) => ({
        ...{
          id: String(id),
          reference: given.uuid,
          amount: given.amount,
          currency: 'RUB',
          state: String(status),
        },
      })),
    state: () => ({ shops: [...world.shops.values()], made: [...world.made.values()] }),
    restore(saved) {
      const { shops, made } = saved as { shops: MulenpayShop[]; made: MulenpayPayment[] };
      for (const shop of shops) world.shops.set(shop.apiKey, shop);
      for (const payment of made) world.made.set(payment.id, payment);
    },
  };
}

/** What somebody does in the cabinet, over HTTP for the sandbox's program: opens a shop, or moves its callbacks. */
function openShop({ shops }: World, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? shopSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { id, api_key: apiKey, secret_key: secretKey, callback_url: callbackUrl } = given;
  shops.set(apiKey, { id, apiKey, secretKey, callbackUrl });
  return { status: 200, json: {} };
}

function run(world: World, shop: MulenpayShop, call: StandInCall) {
  switch (`${call.method} ${call.path}`) {
    case 'POST /v2/payments':
      return { status: 201, json: make(world, shop, call) };
    case 'GET /v2/payments':
      return { status: 200, json: list(world, shop, call.query) };
    case `GET /v2/shops/${shop.id}/balances`:
      return { status: 200, json: { success: true, balances: [{ currency: 'rub', balance: '10.00' }] } };
    default:
      return { status: 200, json: runOnOne(world, shop, call) };
  }
}

/** What is asked about, or done to, one payment. */
function runOnOne(world: World, shop: MulenpayShop, { method, path }: StandInCall): object {
  const [, id, refund] = onePath.exec(path) ?? [];
  const payment = world.made.get(Number(id));
  if (payment?.apiKey !== shop.apiKey) throw new MulenpayRefusal(404, 'Not found');
  if (refund !== undefined && method === 'PUT') return giveBack(world, payment);
  if (refund !== undefined || method !== 'GET') throw new MulenpayRefusal(405, 'Method not allowed');
  const view = viewOf(payment);
  return world.manner.isBare ? view : { success: true, payment: view };
}

function giveBack(world: World, payment: MulenpayPayment): object {
  if (payment.status !== 3) throw new MulenpayRefusal(400, 'The payment is not paid');
  payment.status = 2;
  void tell(world, payment);
  return { success: true };
}

const viewOf = ({ id, given: { uuid, amount, currency, description }, status }: MulenpayPayment) => ({
  ...{ id, uuid, amount, currency, description, status },
});
const pageAddress = ({ root }: World, { hash }: MulenpayPayment) => `${root()}/payment/widget/${hash}`;

function make(world: World, shop: MulenpayShop, call: StandInCall) {
  const given = readMulenpayRequest(call, shop.secretKey);
  if (given.shopId !== shop.id) throw new MulenpayRefusal(403, 'The shop is not yours');
  if ([...world.made.values()].some((one) => one.given.uuid === given.uuid))
    throw new MulenpayRefusal(422, 'The uuid is taken');
  const id = 987_654 + world.made.size;
  const hash = randomBytes(8).toString('hex');
  const payment: MulenpayPayment = { id, hash, apiKey: shop.apiKey, given, status: 0, dueAt: null };
  world.made.set(id, payment);
  return { success: true, paymentUrl: pageAddress(world, payment), id };
}

function list(world: World, { apiKey }: MulenpayShop, query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new MulenpayRefusal(422, 'Invalid: limit');
  const [uuid, status] = [query.get('uuid'), query.get('status')];
  const items = [...world.made.values()]
    .filter((one) => one.apiKey === apiKey)
    .filter(({ given }) => uuid === null || given.uuid === uuid)
    .filter((one) => status === null || String(one.status) === status)
    .slice(Number(query.get('offset') ?? 0))
    .slice(0, limit);
  return {
    items: items.map((one) => ({
      ...viewOf(one),
      ...(world.manner.listsPages && { paymentUrl: pageAddress(world, one) }),
    })),
  };
}

function callbackOf(
  { shops, manner }: World,
  { id, given, status, apiKey }: MulenpayPayment,
): MulenpayCallback {
  const { amount, currency, uuid } = given;
  const told = { id, amount, currency, uuid, payment_status: status === 3 ? 'success' : 'cancel' };
  const text = Object.values(told).map(String).join('') + (shops.get(apiKey)?.secretKey ?? '');
  const right = createHash('sha1').update(text).digest('hex');
  const sign = manner.sign === 'right' ? right : 'f'.repeat(40);
  const body = JSON.stringify(manner.sign === 'none' ? told : { ...told, sign });
  return { body, headers: { 'content-type': 'application/json' } };
}

/** The shop is told once; how often it tries again is not known. */
async function tell(world: World, payment: MulenpayPayment): Promise<void> {
  const { callbackUrl = null } = world.shops.get(payment.apiKey) ?? {};
  if (callbackUrl === null) return;
  const { body, headers } = callbackOf(world, payment);
  const signal = AbortSignal.timeout(30_000);
  await fetch(callbackUrl, { method: 'POST', headers, body, signal, redirect: 'manual' }).catch(
    () => undefined,
  );
}

const isOpen = ({ status }: MulenpayPayment): boolean => status === 0 || status === 1;

/** Ends it where it is open; resolves when the fleet was told. */
async function end(world: World, payment: MulenpayPayment, status: 2 | 3, isTold = true): Promise<void> {
  payment.dueAt = null;
  if (!isOpen(payment)) return;
  payment.status = status;
  if (isTold) await tell(world, payment);
}

/** Those whose payers said that they come later, and whose time has come. */
function payDue(world: World): void {
  for (const payment of world.made.values())
    if (payment.dueAt !== null && world.now() >= payment.dueAt) void end(world, payment, 3);
}

async function press(world: World, payment: MulenpayPayment, button: PayButton): Promise<void> {
  if (button === 'pay' || button === 'callback_lost') return end(world, payment, 3, button === 'pay');
  if (button === 'cancel') return end(world, payment, 2);
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at MulenPay`);
  payment.dueAt = world.now() + lateMs;
  setTimeout(() => payDue(world), lateMs).unref();
}

function pageOf(payment: MulenpayPayment): PayPage {
  const { given, id, status } = payment;
  return {
    language: given.language ?? 'ru',
    brand: 'MulenPay',
    accent: '#ff7a59',
    amount: `${given.amount} ₽`,
    description: given.description,
    number: String(id),
    state: status === 3 ? 'paid' : isOpen(payment) ? 'open' : 'ended',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}
