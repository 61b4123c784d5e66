import { randomUUID } from 'node:crypto';
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
import { beginRefund, runWataCall } from './wata-calls.js';
import { WataRefusal } from './wata-requests.js';
import { newWataKey, postWataWebhook, signWataWebhook, tellWata, type WataWebhook } from './wata-webhooks.js';
import {
  addTransaction,
  isOpened,
  webhookView,
  type WataLinkRecord,
  type WataTerminal,
  type WataTransactionRecord,
  type WataWorld,
} from './wata-world.js';

/** How the stand-in behaves where tests want it otherwise. */
export interface WataManner {
  /** Nothing is asked about twice within so many ms, or it says 429; 0: whenever one likes. */
  pollPauseMs: number;
  /** How the key is written down. */
  pem: 'spki' | 'pkcs1';
}

/** The stand-in with what is WATA's alone. */
export interface WataStandIn extends GatewayStandIn {
  /** A merchant makes a terminal in the cabinet; token and public id are the fleet's settings. */
  addTerminal(terminal?: Partial<WataTerminal>): WataTerminal;
  readonly terminals: ReadonlyMap<string, WataTerminal>;
  readonly links: ReadonlyMap<string, WataLinkRecord>;
  readonly transactions: readonly WataTransactionRecord[];
  readonly manner: WataManner;
  /** Refuses every call whose path is like this, until it is `undefined`. */
  refuse(path: RegExp, refusal: WataRefusal | undefined): void;
  /** Signs by a new key from now on. */
  rotateKey(): void;
  /** A webhook as it is, or would be, sent. */
  sign(told: object): WataWebhook;
  /** The merchant gives money back in the cabinet; resolves when that was told. */
  giveBack(transactionId: string, amount: number): Promise<void>;
}

const lateMs = 60_000;
const terminalSchema = z.object({ token: z.string(), public_id: z.uuid(), webhook_url: z.url().nullable() });

/** Plays the H2H API of WATA, the page on which its payers pay, and its webhooks. */
export function createWata({ now, root }: StandInMeans): WataStandIn {
  const world: WataWorld = { terminals: new Map(), links: new Map(), transactions: [], now, root };
  const manner: WataManner = { pollPauseMs: 30_000, pem: 'spki' };
  const refusals = new Map<string, { readonly path: RegExp; readonly refusal: WataRefusal }>();
  const demandPause = pauses(manner, now);
  let key: ReturnType<typeof newWataKey> | undefined;
  const keyNow = () => (key ??= newWataKey());
  const sign = (told: object): WataWebhook => signWataWebhook(keyNow(), told);
  const till: Till = { world, sign };

  function run(call: StandInCall): unknown {
    if (call.path === '/public-key')
      return { value: keyNow().publicKey.export({ type: manner.pem, format: 'pem' }) };
    const terminal = world.terminals.get(/^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '');
    if (!terminal) throw new WataRefusal(401, '');
    const refused = [...refusals.values()].find(({ path }) => path.test(call.path));
    if (refused) throw refused.refusal;
    demandPause(call);
    payDue(till);
    return runWataCall(world, terminal, call, (refund) => void settleRefund(till, refund));
  }

  return {
    name: 'wata',
    variable: 'WATA_API_ROOT',
    terminals: world.terminals,
    links: world.links,
    transactions: world.transactions,
    manner,
    sign,
    rotateKey: () => {
      key = newWataKey();
    },
    addTerminal(given = {}) {
      const publicId = randomUUID();
      const terminal = { token: `eyJ.${publicId}`, publicId, webhookUrl: null, asksFirst: true, ...given };
      world.terminals.set(terminal.token, terminal);
      return terminal;
    },
    refuse(path, refusal) {
      if (refusal) refusals.set(path.source, { path, refusal });
      else refusals.delete(path.source);
    },
    async giveBack(transactionId, amount) {
      const paid = world.transactions.find(({ id }) => id === transactionId)!;
      const terminal = world.terminals.get(world.links.get(paid.linkId)!.token)!;
      await settleRefund(
        till,
        beginRefund(world, terminal, { originalTransactionId: transactionId, amount }),
      );
    },
    pageAt: (path) => /^\/pay\/([\w-]{36})$/.exec(path)?.[1],
    show(id) {
      payDue(till);
      const link = world.links.get(id);
      return link && pageOf(world, link);
    },
    async press(id, button) {
      const link = world.links.get(id);
      if (!link) throw new Error(`WATA has no link ${id}`);
      await press(till, link, button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/terminal') return makeTerminal(world, call);
      try {
        return { status: 200, json: run(call) };
      } catch (error) {
        if (!(error instanceof WataRefusal)) throw error;
        return { status: error.status, json: error.body };
      }
    },
    payments: () =>
      [...world.links.values()].map((link) => ({
        id: link.id,
        reference: link.given.orderId ?? '',
        amount: link.given.amount.toFixed(2),
        currency: link.given.currency,
        state: link.isPaid ? 'Paid' : isOpened(world, link) ? 'Opened' : 'Closed',
      })),
    state: () => ({
      terminals: [...world.terminals.values()],
      links: [...world.links.values()],
      transactions: world.transactions,
    }),
    restore(saved) {
      const { terminals, links, transactions } = saved as {
        terminals: WataTerminal[];
        links: WataLinkRecord[];
        transactions: WataTransactionRecord[];
      };
      for (const terminal of terminals) world.terminals.set(terminal.token, terminal);
      for (const link of links) world.links.set(link.id, link);
      world.transactions.push(...transactions);
    },
  };
}

/** Refuses what was asked about a moment ago. */
function pauses(manner: WataManner, now: () => number) {
  const askedAt = new Map<string, number>();
  return ({ method, path, query }: StandInCall): void => {
    const one = `${path} ${query.get('orderId') ?? ''}`;
    if (method !== 'GET' || path === '/finance/balance') return;
    const leftMs = (askedAt.get(one) ?? -Infinity) + manner.pollPauseMs - now();
    if (leftMs > 0)
      throw new WataRefusal(429, `Too many requests. Retry after ${Math.ceil(leftMs / 1_000)} seconds.`);
    askedAt.set(one, now());
  };
}

interface Till {
  readonly world: WataWorld;
  readonly sign: (told: object) => WataWebhook;
}

/** What a merchant does in the cabinet, over HTTP for the sandbox's program: makes a terminal, or moves its webhook. */
function makeTerminal({ terminals }: WataWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? terminalSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { token, public_id: publicId, webhook_url: webhookUrl } = given;
  terminals.set(token, { asksFirst: true, ...terminals.get(token), token, publicId, webhookUrl });
  return { status: 200, json: {} };
}

const urlOf = ({ terminals }: WataWorld, { token }: WataLinkRecord): string | null =>
  terminals.get(token)?.webhookUrl ?? null;

/** Asks the merchant first where the terminal says so; who does not answer 200 within 10 s has it declined. */
async function isAllowed({ world, sign }: Till, link: WataLinkRecord, one: WataTransactionRecord) {
  const url = urlOf(world, link);
  if (url === null || !world.terminals.get(link.token)?.asksFirst) return true;
  return postWataWebhook(url, sign(webhookView(world, one)), 10_000);
}

async function tell({ world, sign }: Till, one: WataTransactionRecord): Promise<void> {
  const url = urlOf(world, world.links.get(one.linkId)!);
  if (url !== null) await tellWata(url, sign(webhookView(world, one)));
}

/** Pays it where it can still be paid; resolves when the fleet was told once, or did not listen. */
async function pay(till: Till, link: WataLinkRecord, { isTold = true, isGood = true } = {}): Promise<void> {
  const { world } = till;
  link.dueAt = null;
  if (!isOpened(world, link)) return;
  const one = addTransaction(world, link);
  const isPaid = isGood && (!isTold || (await isAllowed(till, link, one)));
  one.status = isPaid ? 'Paid' : 'Declined';
  link.isPaid = isPaid;
  if (isTold) await tell(till, one);
}

async function settleRefund(till: Till, refund: WataTransactionRecord): Promise<void> {
  await Promise.resolve();
  refund.status = 'Paid';
  await tell(till, refund);
}

/** Those whose payers said that they come later, and whose time has come. */
function payDue(till: Till): void {
  for (const link of till.world.links.values())
    if (link.dueAt !== null && till.world.now() >= link.dueAt) void pay(till, link, { isTold: false });
}

async function press(till: Till, link: WataLinkRecord, button: PayButton): Promise<void> {
  if (button === 'pay') return pay(till, link);
  if (button === 'callback_lost') return pay(till, link, { isTold: false });
  if (button === 'cancel') return pay(till, link, { isGood: false });
  if (button !== 'pay_late') throw new Error(`nobody can press ${button} at WATA`);
  link.dueAt = till.world.now() + lateMs;
  setTimeout(() => void (link.dueAt !== null && pay(till, link)), lateMs).unref();
}

function pageOf(world: WataWorld, link: WataLinkRecord): PayPage {
  const { id, given, isPaid } = link;
  return {
    language: 'ru',
    brand: 'WATA',
    accent: '#8fd14f',
    amount: `${given.amount.toFixed(2)} ${given.currency === 'RUB' ? '₽' : given.currency}`,
    description: given.description ?? '',
    number: id,
    state: isOpened(world, link) ? 'open' : isPaid ? 'paid' : 'ended',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}
