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
import { runAbangatewayCall, type AbangatewayCaller } from './abangateway-calls.js';
import {
  signAbangatewayWebhook,
  tellAbangatewayWebhook,
  type AbangatewayWebhook,
} from './abangateway-webhooks.js';
import {
  AbangatewayRefusal,
  invoiceView,
  webhookView,
  type AbangatewayInvoice,
  type AbangatewayShop,
  type AbangatewayWorld,
} from './abangateway-world.js';

/** The stand-in with what is AbanGateway's alone. */
export interface AbangatewayStandIn extends GatewayStandIn {
  /** Somebody makes a shop in the panel; a key of it and its webhook secret are the fleet's settings. */
  addShop(shop?: Partial<AbangatewayShop>): AbangatewayShop;
  readonly shops: ReadonlyMap<string, AbangatewayShop>;
  readonly invoices: ReadonlyMap<string, AbangatewayInvoice>;
  /** The very body that tells, or would tell, of an invoice, and its signature. */
  webhookOf(id: string, event: string): AbangatewayWebhook;
}

const lateMs = 60_000;
const shopSchema = z.object({
  api_key: z.string().regex(/^ag_(live|test)_\w+$/),
  webhook_secret: z.string().min(1),
});

/** Plays the API of AbanGateway, the page with the card to transfer to, the bank's messages, and the webhooks. */
export function createAbangateway({ now, root }: StandInMeans): AbangatewayStandIn {
  const world: AbangatewayWorld = { shops: new Map(), invoices: new Map(), now, root };

  function callerOf({ headers }: StandInCall): AbangatewayCaller {
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const shop = [...world.shops.values()].find((one) => one.liveKey === key || one.testKey === key);
    if (!shop) throw new AbangatewayRefusal(401, '');
    return { shop, isTest: key === shop.testKey };
  }
  function run(call: StandInCall): StandInReply {
    if (call.path === '/api/v1/status') return { status: 200, json: { status: 'ok' } };
    const caller = callerOf(call);
    passOn(world);
    return runAbangatewayCall(world, caller, call, {
      pay: (invoice) => void payAll(world, invoice),
      tell: (invoice, event) => void tell(world, invoice, event),
    });
  }

  return {
    name: 'abangateway',
    variable: 'ABANGATEWAY_API_ROOT',
    shops: world.shops,
    invoices: world.invoices,
    addShop(given = {}) {
      const shop = { ...newShop(randomBytes(12).toString('hex')), ...given };
      world.shops.set(shop.liveKey, shop);
      return shop;
    },
    webhookOf: (id, event) => webhookOf(world, world.invoices.get(id)!, event),
    pageAt: (path) => /^\/pay\/(inv_\w+)$/.exec(path)?.[1],
    show(id) {
      passOn(world);
      const invoice = world.invoices.get(id);
      return invoice && pageOf(invoice);
    },
    async press(id, button) {
      passOn(world);
      const invoice = world.invoices.get(id);
      if (!invoice) throw new Error(`AbanGateway has no invoice ${id}`);
      await press(world, invoice, button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/shop') return makeShop(world, call);
      try {
        return run(call);
      } catch (error) {
        if (!(error instanceof AbangatewayRefusal)) throw error;
        const { status, code, details } = error;
        const json =
          status === 401 ? { detail: 'Invalid API key' } : { error: { code, message: code, details } };
        return { status, json };
      }
    },
    payments: () =>
      [...world.invoices.values()].map(({ id, given, status }) => ({
        id,
        reference: given.order_id ?? '',
        amount: String(given.amount_rial),
        currency: 'IRR',
        state: status,
      })),
    state: () => ({ shops: [...world.shops.values()], invoices: [...world.invoices.values()] }),
    restore(saved) {
      const { shops, invoices } = saved as { shops: AbangatewayShop[]; invoices: AbangatewayInvoice[] };
      for (const shop of shops) world.shops.set(shop.liveKey, shop);
      for (const invoice of invoices) world.invoices.set(invoice.id, invoice);
    },
  };
}

const newShop = (id: string): AbangatewayShop => ({
  ...{ liveKey: `ag_live_${id}`, testKey: `ag_test_${id}`, webhookSecret: `whs_${id}` },
  ...{ feeWalletRial: 100_000_000, hasCard: true, isAtCeiling: false, isFull: false },
});

/** What a shop's owner does in the panel, over HTTP for the sandbox's program: makes a shop, or gives it another webhook secret. */
function makeShop({ shops }: AbangatewayWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? shopSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { api_key: key, webhook_secret: webhookSecret } = given;
  const made = newShop(key.slice('ag_live_'.length));
  shops.set(made.liveKey, { ...(shops.get(made.liveKey) ?? made), webhookSecret });
  return { status: 200, json: {} };
}

const isPayable = ({ status }: AbangatewayInvoice): boolean =>
  status === 'pending' || status === 'partially_paid';

function webhookOf(
  { shops }: AbangatewayWorld,
  invoice: AbangatewayInvoice,
  event: string,
): AbangatewayWebhook {
  const { webhookSecret } = shops.get(invoice.liveKey)!;
  return signAbangatewayWebhook(webhookSecret, webhookView(invoice, event));
}

/** Tells of an event; resolves when the fleet was told once, or did not listen. */
async function tell(world: AbangatewayWorld, invoice: AbangatewayInvoice, event: string): Promise<void> {
  const { callback_url: url } = invoice.given;
  if (url !== undefined) await tellAbangatewayWebhook(url, webhookOf(world, invoice, event));
}

/** Time goes on: late payers come, and what nobody paid ends and gives its fee back. */
function passOn(world: AbangatewayWorld): void {
  for (const invoice of world.invoices.values()) {
    if (invoice.dueAt !== null && world.now() >= invoice.dueAt) void payAll(world, invoice);
    if (!isPayable(invoice) || world.now() < invoice.expiresAt) continue;
    invoice.status = 'expired';
    world.shops.get(invoice.liveKey)!.feeWalletRial += invoice.feeRial;
    void tell(world, invoice, 'invoice.expired');
  }
}

/** The next part comes to the card. */
async function payPart(world: AbangatewayWorld, invoice: AbangatewayInvoice, isTold: boolean): Promise<void> {
  invoice.paidParts += 1;
  const isWhole = invoice.paidParts === invoice.parts.length;
  invoice.status = isWhole ? 'paid' : 'partially_paid';
  if (isWhole) invoice.paidAt = world.now();
  else if (invoice.paidParts === 1) invoice.expiresAt += invoice.given.expiry_minutes * 60_000;
  if (isTold) await tell(world, invoice, isWhole ? 'invoice.paid' : 'invoice.partially_paid');
}

async function payAll(world: AbangatewayWorld, invoice: AbangatewayInvoice, isTold = true): Promise<void> {
  invoice.dueAt = null;
  while (isPayable(invoice)) await payPart(world, invoice, isTold);
}

async function press(world: AbangatewayWorld, invoice: AbangatewayInvoice, button: PayButton): Promise<void> {
  if (!isPayable(invoice)) return;
  if (button === 'pay' || button === 'callback_lost') return payAll(world, invoice, button === 'pay');
  if (button === 'pay_less') {
    // One part of several; another sum than was asked for is nobody's.
    if (invoice.parts.length - invoice.paidParts > 1) await payPart(world, invoice, true);
    return;
  }
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at AbanGateway`);
  invoice.dueAt = world.now() + lateMs;
  setTimeout(() => passOn(world), lateMs).unref();
}

function pageOf(invoice: AbangatewayInvoice): PayPage {
  const { payable_toman: toman } = invoiceView({ root: () => '' }, invoice);
  return {
    language: 'fa',
    brand: 'AbanGateway',
    accent: '#7cc4a4',
    amount: `${toman.toLocaleString('fa-IR')} تومان`,
    description: invoice.given.description ?? '',
    number: invoice.id,
    state: isPayable(invoice) ? 'open' : invoice.status === 'paid' ? 'paid' : 'ended',
    buttons: ['pay', 'pay_less', 'pay_late', 'callback_lost'],
  };
}
