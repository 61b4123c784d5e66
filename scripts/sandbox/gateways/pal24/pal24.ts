import { randomBytes } from 'node:crypto';
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
import { Pal24Refusal, readPal24Request } from './pal24-requests.js';
import {
  isOpen,
  pal24Calls,
  paymentFields,
  postbackOf,
  priceOf,
  type Pal24Bill,
  type Pal24Manner,
  type Pal24Postback,
  type Pal24Shop,
  type Pal24World,
} from './pal24-world.js';

/** The stand-in with what is PayPalych's alone. */
export interface Pal24StandIn extends GatewayStandIn {
  /** Somebody makes a shop in the cabinet; its id and token are the fleet's settings. */
  addShop(shop?: Partial<Pal24Shop>): Pal24Shop;
  readonly shops: ReadonlyMap<string, Pal24Shop>;
  readonly bills: ReadonlyMap<string, Pal24Bill>;
  readonly manner: Pal24Manner;
  /** Refuses every call whose path is like this, until it is `undefined`. */
  refuse(path: RegExp, refusal: Pal24Refusal | undefined): void;
  /** The postback about a bill as it stands. */
  postbackAbout(id: string): Pal24Postback;
  /** A refund that the owner makes in the cabinet, or a chargeback of the bank. */
  giveBack(id: string, kind: 'chargeback' | 'refund'): Pal24Postback;
}

const lateMs = 60_000;
const shopSchema = z.object({ id: z.string(), token: z.string(), result_url: z.url().nullable() });

/** Plays the bill API, the page on which its payers pay, and its postbacks. */
export function createPal24({ now, root }: StandInMeans): Pal24StandIn {
  const manner: Pal24Manner = { successAs: 'text', isNested: false, tellsIn: 'form' };
  const world: Pal24World = { shops: new Map(), bills: new Map(), manner, now, root };
  const refusals = new Map<string, { readonly path: RegExp; readonly refusal: Pal24Refusal }>();
  const said = (isFine: boolean) => (manner.successAs === 'text' ? String(isFine) : isFine);

  function run(call: StandInCall): object {
    const shop = world.shops.get(String(call.headers.authorization).replace(/^Bearer /, ''));
    if (!shop) throw new Pal24Refusal(401, 'Unauthenticated.');
    const refused = [...refusals.values()].find(({ path }) => path.test(call.path));
    if (refused) throw refused.refusal;
    const { name, given } = readPal24Request(call);
    payDue(world);
    return pal24Calls[name](world, shop, given as never);
  }

  return {
    name: 'pal24',
    variable: 'PAL24_API_ROOT',
    shops: world.shops,
    bills: world.bills,
    manner,
    addShop(given = {}) {
      const number = String(24_960 + world.shops.size);
      const token = `${number}|${randomBytes(20).toString('hex')}`;
      const shop = { id: `shop${number}`, token, signatureToken: null, resultUrl: null, ...given };
      world.shops.set(shop.token, shop);
      return shop;
    },
    refuse(path, refusal) {
      if (refusal) refusals.set(path.source, { path, refusal });
      else refusals.delete(path.source);
    },
    postbackAbout(id) {
      const bill = world.bills.get(id)!;
      return postbackOf(world, world.shops.get(bill.token)!, paymentFields(bill, bill.paid));
    },
    giveBack: (id, kind) => giveBack(world, world.bills.get(id)!, kind),
    pageAt: (path) => /^\/(?:link|transfer)\/(\w{1,64})$/.exec(path)?.[1],
    show(id) {
      payDue(world);
      const bill = world.bills.get(id);
      return bill && pageOf(world, bill);
    },
    async press(id, button) {
      const bill = world.bills.get(id);
      if (!bill) throw new Error(`PayPalych has no bill ${id}`);
      await press(world, bill, button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/shop') return openShop(world, call);
      try {
        return { status: 200, json: { success: said(true), ...run(call) } };
      } catch (error) {
        if (!(error instanceof Pal24Refusal)) throw error;
        const { status, message, errors } = error;
        return { status, json: { success: said(false), message, ...(errors && { errors }) } };
      }
    },
    payments: () =>
      [...world.bills.values()].map(({ id, given, status }) => ({
        id,
        reference: given.order_id ?? '',
        amount: given.amount,
        currency: given.currency_in,
        state: status,
      })),
    state: () => ({ shops: [...world.shops.values()], bills: [...world.bills.values()] }),
    restore(saved) {
      const { shops, bills } = saved as { shops: Pal24Shop[]; bills: Pal24Bill[] };
      for (const shop of shops) world.shops.set(shop.token, shop);
      for (const bill of bills) world.bills.set(bill.id, bill);
    },
  };
}

/** What somebody does in the cabinet, over HTTP for the sandbox's program: opens a shop, or moves its Result URL. */
function openShop({ shops }: Pal24World, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? shopSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { id, token, result_url: resultUrl } = given;
  shops.set(token, { id, token, signatureToken: null, resultUrl });
  return { status: 200, json: {} };
}

/** Its Result URL is told once; how often it tries again is not known. */
async function tell({ resultUrl }: Pal24Shop, { body, headers }: Pal24Postback): Promise<void> {
  if (resultUrl === null) return;
  const signal = AbortSignal.timeout(30_000);
  await fetch(resultUrl, { method: 'POST', headers, body, signal, redirect: 'manual' }).catch(
    () => undefined,
  );
}

/** Takes in a sum where it can still be paid; resolves when the fleet was told. */
async function pay(world: Pal24World, bill: Pal24Bill, sum: number, isTold = true): Promise<void> {
  bill.dueAt = null;
  if (!isOpen(world, bill)) return;
  bill.paid = Math.round((bill.paid + sum) * 100) / 100;
  const price = priceOf(bill);
  bill.status = bill.paid < price ? 'UNDERPAID' : bill.paid > price ? 'OVERPAID' : 'SUCCESS';
  const shop = world.shops.get(bill.token);
  if (isTold && shop) await tell(shop, postbackOf(world, shop, paymentFields(bill, bill.paid)));
}

/** Those whose payers said that they come later, and whose time has come. */
function payDue(world: Pal24World): void {
  for (const bill of world.bills.values())
    if (bill.dueAt !== null && world.now() >= bill.dueAt) void pay(world, bill, priceOf(bill) - bill.paid);
}

async function press(world: Pal24World, bill: Pal24Bill, button: PayButton): Promise<void> {
  const missing = priceOf(bill) - bill.paid;
  switch (button) {
    case 'pay':
    case 'callback_lost':
      return pay(world, bill, missing, button === 'pay');
    case 'pay_less':
      return pay(world, bill, missing / 2);
    case 'pay_more':
      return pay(world, bill, missing + 10);
    case 'pay_late':
      bill.dueAt = world.now() + lateMs;
      setTimeout(() => payDue(world), lateMs).unref();
      return;
    case 'cancel': {
      if (!isOpen(world, bill)) return;
      bill.status = 'FAIL';
      const shop = world.shops.get(bill.token);
      if (shop) await tell(shop, postbackOf(world, shop, paymentFields(bill, Number(bill.given.amount))));
    }
  }
}

function giveBack(world: Pal24World, bill: Pal24Bill, kind: 'chargeback' | 'refund'): Pal24Postback {
  const shop = world.shops.get(bill.token)!;
  const ids = { Id: `${bill.id}R`, BillId: bill.id, PaymentId: `${bill.id}P` };
  const sum = { Amount: bill.paid.toFixed(2), Currency: bill.given.currency_in };
  const fields = {
    ...ids,
    ...(kind === 'refund' && sum),
    Status: 'SUCCESS',
    InvId: bill.given.order_id ?? bill.id,
  };
  const signed = [...(kind === 'refund' ? ['Amount', 'Currency'] : []), 'BillId', 'PaymentId', 'Id'];
  const postback = postbackOf(world, shop, { fields, signed });
  void tell(shop, postback);
  return postback;
}

function pageOf(world: Pal24World, bill: Pal24Bill): PayPage {
  const { given, id, status } = bill;
  const isPaid = status === 'SUCCESS' || status === 'OVERPAID';
  return {
    language: given.locale ?? 'ru',
    brand: 'PayPalych',
    accent: '#5b6cff',
    amount: `${(priceOf(bill) - (isPaid ? 0 : bill.paid)).toFixed(2)} ₽`,
    description: given.description ?? '',
    number: id,
    state: isPaid ? 'paid' : isOpen(world, bill) ? 'open' : 'ended',
    buttons: ['pay', 'cancel', 'pay_less', 'pay_more', 'pay_late', 'callback_lost'],
  };
}
