import { randomBytes, randomUUID } from 'node:crypto';
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
import {
  demandHeleketMerchant,
  HeleketRefusal,
  readHeleketInvoice,
  readHeleketName,
  type HeleketMerchant,
} from './heleket-requests.js';
import { signHeleketWebhook, tellHeleket } from './heleket-webhooks.js';
import {
  addInvoice,
  endDue,
  invoiceView,
  webhookView,
  type HeleketInvoiceRecord,
  type HeleketStatus,
  type HeleketWorld,
} from './heleket-world.js';

/** The stand-in with what is Heleket's alone. */
export interface HeleketStandIn extends GatewayStandIn {
  /** A merchant passes moderation; its id and its payment key are the fleet's settings. */
  addMerchant(merchant?: Partial<HeleketMerchant>): HeleketMerchant;
  readonly merchants: ReadonlyMap<string, HeleketMerchant>;
  readonly invoices: ReadonlyMap<string, HeleketInvoiceRecord>;
  /** Refuses every call of a path, until it is `undefined`. */
  refuse(path: string, refusal: HeleketRefusal | undefined): void;
  /** Something becomes of an invoice; resolves when that was told. */
  move(uuid: string, to: Partial<HeleketInvoiceRecord>): Promise<void>;
  /** The body that tells, or would tell, of an invoice. */
  webhookOf(uuid: string): string;
}

const merchantSchema = z.object({ id: z.uuid(), api_key: z.string().min(1) });
const lateMs = 60_000;
const services = [
  {
    ...{ network: 'tron', currency: 'USDT', is_available: true },
    limit: { min_amount: '1.00000000', max_amount: '1000000.00000000' },
    commission: { fee_amount: '0.00', percent: '1.00' },
  },
];

/** Plays Heleket's API, the page on which its payers pay, and its webhooks. */
export function createHeleket({ now, root }: StandInMeans): HeleketStandIn {
  const world: HeleketWorld = { merchants: new Map(), invoices: new Map(), now, root };
  const refusals = new Map<string, HeleketRefusal>();

  function run(call: StandInCall): unknown {
    const merchant = demandHeleketMerchant(world.merchants, call);
    const refusal = refusals.get(call.path);
    if (refusal) throw refusal;
    payDue(world);
    if (call.method === 'POST' && call.path === '/v1/payment') return make(world, merchant, call);
    if (call.method === 'POST' && call.path === '/v1/payment/info') return inform(world, merchant, call);
    if (call.method === 'POST' && call.path === '/v1/payment/services') return services;
    throw new HeleketRefusal(404, 'Not found');
  }
  const find = (uuid: string): HeleketInvoiceRecord => {
    const invoice = world.invoices.get(uuid);
    if (!invoice) throw new Error(`Heleket has no invoice ${uuid}`);
    return invoice;
  };

  return {
    name: 'heleket',
    variable: 'HELEKET_API_ROOT',
    merchants: world.merchants,
    invoices: world.invoices,
    addMerchant(given = {}) {
      const merchant = { id: randomUUID(), apiKey: randomBytes(32).toString('hex'), ...given };
      world.merchants.set(merchant.id, merchant);
      return merchant;
    },
    refuse(path, refusal) {
      if (refusal) refusals.set(path, refusal);
      else refusals.delete(path);
    },
    move: (uuid, to) => tell(world, Object.assign(find(uuid), to)),
    webhookOf: (uuid) => webhookOf(world, find(uuid)),
    pageAt: (path) => /^\/pay\/([\w-]{36})$/.exec(path)?.[1],
    show(id) {
      payDue(world);
      const invoice = world.invoices.get(id);
      return invoice && pageOf(invoice);
    },
    async press(id, button) {
      await press(world, find(id), button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/merchant') return openMerchant(world, call);
      try {
        return { status: 200, json: { state: 0, result: run(call) } };
      } catch (error) {
        if (!(error instanceof HeleketRefusal)) throw error;
        return { status: error.status, json: error.body };
      }
    },
    payments: () =>
      [...world.invoices.values()].map(({ uuid, given, status }) => ({
        ...{ id: uuid, reference: given.order_id, amount: given.amount, currency: given.currency },
        state: status,
      })),
    state: () => ({ merchants: [...world.merchants.values()], invoices: [...world.invoices.values()] }),
    restore(saved) {
      const { merchants, invoices } = saved as {
        merchants: HeleketMerchant[];
        invoices: HeleketInvoiceRecord[];
      };
      for (const merchant of merchants) world.merchants.set(merchant.id, merchant);
      for (const invoice of invoices) world.invoices.set(invoice.uuid, invoice);
    },
  };
}

const own = ({ invoices }: HeleketWorld, { id }: HeleketMerchant): HeleketInvoiceRecord[] =>
  [...invoices.values()].filter(({ merchantId }) => merchantId === id);

/** Of an order id that was used before, the first invoice is given back, whatever else is asked for. */
function make(world: HeleketWorld, merchant: HeleketMerchant, call: StandInCall) {
  const given = readHeleketInvoice(call);
  const known = own(world, merchant).find((one) => one.given.order_id === given.order_id);
  return invoiceView(world, known ?? addInvoice(world, merchant, given));
}

function inform(world: HeleketWorld, merchant: HeleketMerchant, call: StandInCall) {
  const { uuid, order_id: orderId } = readHeleketName(call);
  const found = own(world, merchant).find((one) => one.uuid === uuid || one.given.order_id === orderId);
  if (!found) throw new HeleketRefusal(422, 'Payment not found');
  return invoiceView(world, found);
}

/** What a merchant's owner does at Heleket itself, over HTTP for the sandbox's program. */
function openMerchant({ merchants }: HeleketWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? merchantSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  merchants.set(given.id, { id: given.id, apiKey: given.api_key });
  return { status: 200, json: {} };
}

const webhookOf = ({ merchants }: HeleketWorld, invoice: HeleketInvoiceRecord): string =>
  signHeleketWebhook(merchants.get(invoice.merchantId)!, webhookView(invoice));

async function tell(world: HeleketWorld, invoice: HeleketInvoiceRecord): Promise<void> {
  const { url_callback: url } = invoice.given;
  if (url !== undefined) await tellHeleket(url, webhookOf(world, invoice));
}

/** The clock goes on: late payers come, and what nobody paid ends. */
function payDue(world: HeleketWorld): void {
  for (const invoice of world.invoices.values())
    if (invoice.dueAt !== null && world.now() >= invoice.dueAt) void transfer(world, invoice, 1);
  for (const invoice of endDue(world)) void tell(world, invoice);
}

const unpaid: readonly HeleketStatus[] = ['check', 'wrong_amount_waiting', 'cancel'];

/** Coins come, also to an address whose time is over. Too few may be followed by more. */
async function transfer(
  world: HeleketWorld,
  invoice: HeleketInvoiceRecord,
  share: number,
  isTold = true,
): Promise<void> {
  invoice.dueAt = null;
  if (!unpaid.includes(invoice.status)) return;
  invoice.share = (invoice.share ?? 0) + share;
  invoice.txid = randomBytes(32).toString('hex');
  const isEnough = invoice.share >= 1;
  const isOver = world.now() >= invoice.endsAt;
  const short = isOver ? 'wrong_amount' : 'wrong_amount_waiting';
  invoice.status = isEnough ? (invoice.share > 1 ? 'paid_over' : 'paid') : short;
  invoice.isFinal = isEnough || isOver;
  if (isTold) await tell(world, invoice);
}

const shares: Readonly<Partial<Record<PayButton, number>>> = {
  callback_lost: 1,
  pay: 1,
  pay_less: 0.5,
  pay_more: 1.5,
};

async function press(world: HeleketWorld, invoice: HeleketInvoiceRecord, button: PayButton): Promise<void> {
  const share = shares[button];
  if (share !== undefined) return transfer(world, invoice, share, button !== 'callback_lost');
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at Heleket`);
  invoice.dueAt = world.now() + lateMs;
  setTimeout(() => payDue(world), lateMs).unref();
}

function pageOf({ uuid, given, status }: HeleketInvoiceRecord): PayPage {
  const isPaid = status === 'paid' || status === 'paid_over';
  return {
    language: 'en',
    brand: 'Heleket',
    accent: '#7ee0a2',
    amount: `${given.amount} ${given.currency}`,
    description: given.order_id,
    number: uuid,
    state: status === 'check' || status === 'wrong_amount_waiting' ? 'open' : isPaid ? 'paid' : 'ended',
    buttons: ['pay', 'pay_less', 'pay_more', 'pay_late', 'callback_lost'],
  };
}
