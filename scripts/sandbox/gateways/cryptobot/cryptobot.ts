import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import {
  cryptobotCalls,
  invoiceView,
  statusOf,
  type CryptobotApp,
  type CryptobotInvoice,
  type CryptobotWorld,
} from './cryptobot-calls.js';
import { CryptobotRefusal, readCryptobotRequest } from './cryptobot-requests.js';
import { tellCryptobotApp } from './cryptobot-webhooks.js';
import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';

/** The stand-in with what is CryptoBot's alone. */
export interface CryptobotStandIn extends GatewayStandIn {
  /** Somebody makes an app in @CryptoBot; its token is the fleet's setting. */
  addApp(app?: Partial<CryptobotApp>): CryptobotApp;
  readonly apps: ReadonlyMap<string, CryptobotApp>;
  readonly invoices: ReadonlyMap<number, CryptobotInvoice>;
  /** Refuses a method of every app with a code and a name of the API, until it is `undefined`. */
  refuse(method: string, refusal: CryptobotRefusal | undefined): void;
  /** These have never started @CryptoBot, so that nothing can be sent to them. */
  readonly strangers: Set<number>;
  /** The very body that told, or would tell, of a paid invoice, and its headers. */
  webhookOf(id: string): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}

const appSchema = z.object({ token: z.string().regex(/^\d+:\w+$/), webhook_url: z.url().nullable() });
const lateMs = 60_000;

/** Plays the Crypto Pay API, the page on which its payers pay, and its webhooks. */
export function createCryptobot({ now, root }: StandInMeans): CryptobotStandIn {
  const world: CryptobotWorld = {
    apps: new Map(),
    invoices: new Map(),
    transfers: [],
    strangers: new Set(),
    now,
    root,
  };
  const refusals = new Map<string, CryptobotRefusal>();
  const find = (id: string): CryptobotInvoice | undefined => {
    const invoice = world.invoices.get(Number(id));
    return invoice && world.apps.has(invoice.token) ? invoice : undefined;
  };

  function run(call: StandInCall): unknown {
    const app = world.apps.get(String(call.headers['crypto-pay-api-token']));
    if (!app) throw new CryptobotRefusal(401, 'UNAUTHORIZED');
    const { method, given } = readCryptobotRequest(call);
    const refusal = refusals.get(method);
    if (refusal) throw refusal;
    payDue(world);
    return cryptobotCalls[method](world, app, given as never);
  }

  return {
    name: 'cryptobot',
    variable: 'CRYPTOBOT_API_ROOT',
    apps: world.apps,
    invoices: world.invoices,
    strangers: world.strangers,
    addApp(given = {}) {
      const id = 12_345 + world.apps.size;
      const open = { webhookUrl: null, mayTransfer: true, balance: 1_000_000 };
      const app = { id, token: `${id}:AA${'demo'.repeat(8)}`, ...open, ...given };
      world.apps.set(app.token, app);
      return app;
    },
    refuse(method, refusal) {
      if (refusal) refusals.set(method, refusal);
      else refusals.delete(method);
    },
    webhookOf: (id) => webhookOf(world, find(id)!),
    pageAt(path) {
      const hash = /^\/pay\/(IV\w+)$/.exec(path)?.[1];
      const invoice = [...world.invoices.values()].find((one) => one.hash === hash);
      return hash === undefined ? undefined : String(invoice?.id ?? 0);
    },
    show(id) {
      payDue(world);
      const invoice = find(id);
      return invoice && pageOf(world, invoice);
    },
    async press(id, button) {
      const invoice = find(id);
      if (!invoice) throw new Error(`CryptoBot has no invoice ${id}`);
      await press(world, invoice, button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/app') return makeApp(world, call);
      try {
        return { status: 200, json: { ok: true, result: run(call) } };
      } catch (error) {
        if (!(error instanceof CryptobotRefusal)) throw error;
        const { code, said: name } = error;
        return { status: code, json: { ok: false, error: { code, name } } };
      }
    },
    payments: () =>
      [...world.invoices.values()].map((invoice) => ({
        id: String(invoice.id),
        reference: invoice.given.payload ?? '',
        amount: invoice.given.amount,
        currency: invoice.given.fiat ?? invoice.given.asset ?? '',
        state: invoice.token === '' ? 'deleted' : statusOf(world, invoice),
      })),
    state: () => ({
      apps: [...world.apps.values()],
      invoices: [...world.invoices.values()],
      transfers: world.transfers,
    }),
    restore(saved) {
      const { apps, invoices, transfers } = saved as {
        apps: CryptobotApp[];
        invoices: CryptobotInvoice[];
        transfers: CryptobotWorld['transfers'];
      };
      for (const app of apps) world.apps.set(app.token, app);
      for (const invoice of invoices) world.invoices.set(invoice.id, invoice);
      world.transfers.push(...transfers);
    },
  };
}

/** What an app's owner does in @CryptoBot itself, over HTTP for the sandbox's program: makes an app, or moves its webhook. */
function makeApp({ apps }: CryptobotWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? appSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: { ok: false } };
  const { token, webhook_url: webhookUrl } = given;
  const known = apps.get(token);
  const id = Number(token.split(':')[0]);
  apps.set(token, { token, id, mayTransfer: true, balance: 1_000_000, ...known, webhookUrl });
  return { status: 200, json: { ok: true } };
}

/** Those whose payers said that they come later, and whose time has come. */
function payDue(world: CryptobotWorld): void {
  for (const invoice of world.invoices.values())
    if (invoice.dueAt !== null && world.now() >= invoice.dueAt) void pay(world, invoice);
}

function webhookOf(world: CryptobotWorld, invoice: CryptobotInvoice) {
  return tellCryptobotApp.sign(invoice.token, {
    update_id: invoice.id % 7,
    update_type: 'invoice_paid',
    request_date: new Date(world.now()).toISOString(),
    payload: invoiceView(world, invoice),
  });
}

/** Pays it where it can still be paid; resolves when the fleet was told once, or did not listen. */
async function pay(world: CryptobotWorld, invoice: CryptobotInvoice, isTold = true): Promise<void> {
  invoice.dueAt = null;
  if (statusOf(world, invoice) !== 'active') return;
  invoice.paidAt = world.now();
  const app = world.apps.get(invoice.token);
  if (isTold && app) await tellCryptobotApp.tell(app, webhookOf(world, invoice));
}

async function press(world: CryptobotWorld, invoice: CryptobotInvoice, button: PayButton): Promise<void> {
  if (button === 'pay' || button === 'callback_lost') return pay(world, invoice, button === 'pay');
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at CryptoBot`);
  invoice.dueAt = world.now() + lateMs;
  setTimeout(() => payDue(world), lateMs).unref();
}

function pageOf(world: CryptobotWorld, invoice: CryptobotInvoice): PayPage {
  const { given, id } = invoice;
  const { description = '' } = given;
  const status = statusOf(world, invoice);
  return {
    language: languageOf(description),
    brand: 'CryptoBot',
    accent: '#5fc3ff',
    amount: given.fiat === 'USD' ? `$${given.amount}` : `${given.amount} ${given.fiat ?? given.asset ?? ''}`,
    description,
    number: String(id),
    state: status === 'active' ? 'open' : status === 'paid' ? 'paid' : 'ended',
    buttons: ['pay', 'pay_late', 'callback_lost'],
  };
}

/** The page speaks as the description ends: what is sold may be named in another language. */
function languageOf(description: string): PayPage['language'] {
  const last = /\p{L}(?=\P{L}*$)/u.exec(description)?.[0] ?? '';
  if (/\p{Script=Arabic}/u.test(last)) return 'fa';
  return /\p{Script=Cyrillic}/u.test(last) ? 'ru' : 'en';
}
