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
import { signIpn, tellIpn, type NowpaymentsIpn } from './nowpayments-ipn.js';
import { NowpaymentsRefusal, readInvoiceRequest, readListRequest } from './nowpayments-requests.js';
import {
  addPayment,
  invoiceView,
  paymentsOfInvoice,
  paymentView,
  type NowpaymentsInvoiceRecord,
  type NowpaymentsPaymentRecord,
  type NowpaymentsStore,
  type NowpaymentsWorld,
} from './nowpayments-world.js';

/** The stand-in with what is NOWPayments' alone. */
export interface NowpaymentsStandIn extends GatewayStandIn {
  /** Somebody sets a store up; its key and its IPN secret are the fleet's settings. */
  addStore(store?: Partial<NowpaymentsStore>): NowpaymentsStore;
  readonly invoices: ReadonlyMap<number, NowpaymentsInvoiceRecord>;
  readonly coinPayments: ReadonlyMap<number, NowpaymentsPaymentRecord>;
  /** The payer begins another payment of an invoice. */
  begin(invoiceId: string, payment?: Partial<NowpaymentsPaymentRecord>): NowpaymentsPaymentRecord;
  /** Something becomes of a payment; resolves when that was told. */
  move(paymentId: number, to: Partial<NowpaymentsPaymentRecord>): Promise<void>;
  /** The IPN that tells, or would tell, of a payment. */
  ipnOf(paymentId: number): NowpaymentsIpn;
}

const storeSchema = z.object({ api_key: z.string().min(1), ipn_secret: z.string().min(1) });
const lateMs = 60_000;

/** Plays the API of NOWPayments, the page on which its payers pay, and its IPN. */
export function createNowpayments({ now, root }: StandInMeans): NowpaymentsStandIn {
  const world: NowpaymentsWorld = {
    ...{ stores: new Map(), invoices: new Map(), payments: new Map() },
    ...{ now, root },
  };
  const find = (id: string): NowpaymentsInvoiceRecord => {
    const invoice = world.invoices.get(Number(id));
    if (!invoice) throw new Error(`NOWPayments has no invoice ${id}`);
    return invoice;
  };

  return {
    name: 'nowpayments',
    variable: 'NOWPAYMENTS_API_ROOT',
    invoices: world.invoices,
    coinPayments: world.payments,
    addStore(given = {}) {
      const [apiKey, ipnSecret] = [randomBytes(14).toString('hex'), randomBytes(16).toString('hex')];
      const store = { apiKey, ipnSecret, mayList: true, retries: 3, ...given };
      world.stores.set(store.apiKey, store);
      return store;
    },
    begin: (invoiceId, payment) => addPayment(world, find(invoiceId), payment),
    async move(paymentId, to) {
      const payment = world.payments.get(paymentId)!;
      Object.assign(payment, { updatedAt: now() }, to);
      await tell(world, payment);
    },
    ipnOf: (paymentId) => ipnOf(world, world.payments.get(paymentId)!),
    pageAt: (path) => /^\/pay\/(\d+)$/.exec(path)?.[1],
    show(id) {
      payDue(world);
      const invoice = world.invoices.get(Number(id));
      return invoice && pageOf(world, invoice);
    },
    async press(id, button) {
      await press(world, find(id), button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/store') return openStore(world, call);
      try {
        payDue(world);
        return { status: 200, json: run(world, call) };
      } catch (error) {
        if (!(error instanceof NowpaymentsRefusal)) throw error;
        return { status: error.status, json: error.body };
      }
    },
    payments: () =>
      [...world.invoices.values()].map((invoice) => ({
        ...{ id: String(invoice.id), reference: invoice.given.order_id ?? '', currency: 'USD' },
        amount: invoice.given.price_amount.toFixed(2),
        state: paymentsOfInvoice(world, invoice).at(-1)?.status ?? 'new',
      })),
    state: () => ({
      stores: [...world.stores.values()],
      invoices: [...world.invoices.values()],
      payments: [...world.payments.values()],
    }),
    restore(saved) {
      const { stores, invoices, payments } = saved as {
        stores: NowpaymentsStore[];
        invoices: NowpaymentsInvoiceRecord[];
        payments: NowpaymentsPaymentRecord[];
      };
      for (const store of stores) world.stores.set(store.apiKey, store);
      for (const invoice of invoices) world.invoices.set(invoice.id, invoice);
      for (const payment of payments) world.payments.set(payment.id, payment);
    },
  };
}

function run(world: NowpaymentsWorld, call: StandInCall): unknown {
  const store = world.stores.get(String(call.headers['x-api-key']));
  if (!store) throw new NowpaymentsRefusal(403, 'INVALID_API_KEY', 'Invalid api key');
  const { method, path } = call;
  if (method === 'POST' && path === '/v1/invoice') return makeInvoice(world, store, call);
  if (method === 'GET' && path === '/v1/min-amount')
    return { currency_from: 'btc', currency_to: 'btc', min_amount: 0.0001 };
  if (method === 'GET' && path === '/v1/payment/') return listPayments(world, store, call);
  throw new NowpaymentsRefusal(404, 'NOT_FOUND', 'Endpoint not found');
}

function makeInvoice(world: NowpaymentsWorld, { apiKey }: NowpaymentsStore, call: StandInCall) {
  const given = readInvoiceRequest(call);
  const id = 6_000_000 + world.invoices.size;
  const invoice = { id, apiKey, given, createdAt: world.now(), dueAt: null };
  world.invoices.set(id, invoice);
  return invoiceView(world, invoice);
}

function listPayments(world: NowpaymentsWorld, store: NowpaymentsStore, call: StandInCall) {
  if (!store.mayList) throw new NowpaymentsRefusal(401, 'AUTH_REQUIRED', 'Authorization header is empty');
  const { limit, page, orderBy, dateFrom } = readListRequest(call);
  const since = dateFrom === undefined ? 0 : Date.parse(dateFrom);
  const all = [...world.payments.values()].filter(
    ({ invoiceId, createdAt }) =>
      createdAt >= since && world.invoices.get(invoiceId)?.apiKey === store.apiKey,
  );
  const ordered = orderBy === 'asc' ? all : all.reverse();
  const data = ordered.slice(page * limit, (page + 1) * limit).map((one) => paymentView(world, one));
  return { data, limit, page, pagesCount: Math.ceil(all.length / limit), total: all.length };
}

/** What a store's owner does at NOWPayments itself, over HTTP for the sandbox's program. */
function openStore({ stores }: NowpaymentsWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? storeSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { api_key: apiKey, ipn_secret: ipnSecret } = given;
  stores.set(apiKey, { mayList: true, retries: 3, ...stores.get(apiKey), apiKey, ipnSecret });
  return { status: 200, json: {} };
}

const storeOf = ({ stores, invoices }: NowpaymentsWorld, { invoiceId }: NowpaymentsPaymentRecord) =>
  stores.get(invoices.get(invoiceId)!.apiKey)!;

const ipnOf = (world: NowpaymentsWorld, one: NowpaymentsPaymentRecord): NowpaymentsIpn =>
  signIpn(paymentView(world, one), storeOf(world, one).ipnSecret);

async function tell(world: NowpaymentsWorld, one: NowpaymentsPaymentRecord): Promise<void> {
  const url = world.invoices.get(one.invoiceId)!.given.ipn_callback_url;
  if (url !== undefined) await tellIpn(url, ipnOf(world, one), storeOf(world, one).retries);
}

const isPaid = (world: NowpaymentsWorld, invoice: NowpaymentsInvoiceRecord): boolean =>
  paymentsOfInvoice(world, invoice).some(({ status }) => status === 'finished');

/** Late payers come. */
function payDue(world: NowpaymentsWorld): void {
  for (const invoice of world.invoices.values())
    if (invoice.dueAt !== null && world.now() >= invoice.dueAt) void press(world, invoice, 'pay');
}

const outcomes: Readonly<Partial<Record<PayButton, Pick<NowpaymentsPaymentRecord, 'share' | 'status'>>>> = {
  callback_lost: { status: 'finished', share: 1 },
  cancel: { status: 'failed', share: 0 },
  pay: { status: 'finished', share: 1 },
  pay_less: { status: 'partially_paid', share: 0.5 },
};

async function press(
  world: NowpaymentsWorld,
  invoice: NowpaymentsInvoiceRecord,
  button: PayButton,
): Promise<void> {
  invoice.dueAt = null;
  const outcome = outcomes[button];
  if (outcome) {
    if (isPaid(world, invoice)) return;
    const one = addPayment(world, invoice, outcome);
    if (button !== 'callback_lost') await tell(world, one);
    return;
  }
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at NOWPayments`);
  invoice.dueAt = world.now() + lateMs;
  setTimeout(() => payDue(world), lateMs).unref();
}

function pageOf(world: NowpaymentsWorld, invoice: NowpaymentsInvoiceRecord): PayPage {
  const { id, given } = invoice;
  return {
    ...{ language: 'en', brand: 'NOWPayments', accent: '#64acff', number: String(id) },
    amount: `${given.price_amount.toFixed(2)} ${given.price_currency.toUpperCase()}`,
    description: given.order_description ?? '',
    state: isPaid(world, invoice) ? 'paid' : 'open',
    buttons: ['pay', 'cancel', 'pay_less', 'pay_late', 'callback_lost'],
  };
}
