import { randomUUID } from 'node:crypto';
import type { StandInCall } from '../stand-in.js';
import { readLinkRequest, readRefundRequest, WataRefusal } from './wata-requests.js';
import {
  addTransaction,
  isOpened,
  linkView,
  restOf,
  transactionView,
  type WataLinkRecord,
  type WataTerminal,
  type WataTransactionRecord,
  type WataWorld,
} from './wata-world.js';

const day = 24 * 60 * 60_000;
const standardLifeMs = 3 * day;
const missing = (what: string): WataRefusal => new WataRefusal(404, `There is no such ${what}!`);

function pageOf<T>(found: readonly T[], query: URLSearchParams): T[] {
  const skip = Number(query.get('skipCount') ?? 0);
  const most = Number(query.get('maxResultCount') ?? 10);
  if (most > 1_000) throw new WataRefusal(400, 'maxResultCount is out of range.');
  return found.slice(skip, skip + most);
}
const isAsked = (query: URLSearchParams, name: string, value: string | undefined): boolean =>
  !query.has(name) || query.getAll(name).includes(value ?? '');

function ownLink({ links }: WataWorld, { token }: WataTerminal, id: string): WataLinkRecord {
  const link = links.get(id);
  if (link?.token !== token) throw missing('link');
  return link;
}
const ownTransactions = ({ links, transactions }: WataWorld, { token }: WataTerminal) =>
  transactions.filter(({ linkId }) => links.get(linkId)?.token === token);

function makeLink(world: WataWorld, { token }: WataTerminal, call: StandInCall) {
  const now = world.now();
  const given = readLinkRequest(call, now);
  const endsAt = given.expirationDateTime ?? now + standardLifeMs;
  const link = { id: randomUUID(), token, given, createdAt: now, endsAt, isPaid: false, dueAt: null };
  world.links.set(link.id, link);
  return linkView(world, link);
}

function findLinks(world: WataWorld, { token }: WataTerminal, { query }: StandInCall) {
  const found = [...world.links.values()].filter(
    (link) =>
      link.token === token &&
      isAsked(query, 'orderId', link.given.orderId) &&
      isAsked(query, 'statuses', isOpened(world, link) ? 'Opened' : 'Closed'),
  );
  return {
    items: pageOf(found, query).map((link) => linkView(world, link)),
    totalCount: found.length,
  };
}

function findTransactions(world: WataWorld, terminal: WataTerminal, { query }: StandInCall) {
  const found = ownTransactions(world, terminal).filter(
    (one) =>
      isAsked(query, 'orderId', world.links.get(one.linkId)?.given.orderId) &&
      isAsked(query, 'paymentLinkIds', one.linkId) &&
      isAsked(query, 'statuses', one.status),
  );
  return {
    items: pageOf(found, query).map((one) => transactionView(world, one)),
    hasNextPage: false,
  };
}

function balance({ now }: WataWorld, { publicId }: WataTerminal, { query }: StandInCall) {
  const date = query.get('Date');
  const days = [0, day].map((ms) => new Date(now() - ms).toISOString().slice(0, 10));
  if (date === null || !days.includes(date)) throw new WataRefusal(400, 'The date is out of range.');
  return { terminalPublicId: publicId, date, balance: 1_000_000, currency: 'RUB' };
}

/** A refund as it is asked for; what becomes of it is told later. */
export function beginRefund(
  world: WataWorld,
  terminal: WataTerminal,
  { originalTransactionId: id, amount }: { readonly originalTransactionId: string; readonly amount: number },
): WataTransactionRecord {
  const paid = ownTransactions(world, terminal).find((one) => one.id === id);
  if (paid?.kind !== 'Payment' || paid.status !== 'Paid') throw missing('transaction');
  if (amount > restOf(world, paid)) throw new WataRefusal(400, 'Too much.', 'Payment:TRA_1005');
  const refund = { kind: 'Refund', amount, originalTransactionId: id, status: 'Pending' } as const;
  return addTransaction(world, world.links.get(paid.linkId)!, refund);
}

function refund(
  world: WataWorld,
  terminal: WataTerminal,
  call: StandInCall,
  onRefund: (refund: WataTransactionRecord) => void,
) {
  const begun = beginRefund(world, terminal, readRefundRequest(call));
  onRefund(begun);
  const { id: transactionId, originalTransactionId } = begun;
  const said = { transactionId, originalTransactionId, transactionStatus: 'Pending', kind: 'Refund' };
  return { ...said, errorCode: null, errorDescription: null };
}

type Read = (world: WataWorld, terminal: WataTerminal, call: StandInCall) => unknown;
const lists: Readonly<Record<string, Read>> = {
  '/links': findLinks,
  '/links/': findLinks,
  '/v2/transactions': findTransactions,
  '/finance/balance': balance,
};

/** What each call of the API results in, and what happens after its answer. */
export function runWataCall(
  world: WataWorld,
  terminal: WataTerminal,
  call: StandInCall,
  onRefund: (refund: WataTransactionRecord) => void,
): unknown {
  const { method, path } = call;
  if (method === 'POST' && path === '/links') return makeLink(world, terminal, call);
  if (method === 'POST' && path === '/transactions/refunds') return refund(world, terminal, call, onRefund);
  if (method !== 'GET') throw new WataRefusal(405, 'Method Not Allowed');
  const list = lists[path];
  if (list) return list(world, terminal, call);
  const [, kind, id = ''] = /^\/(links|transactions)\/([\w-]+)$/.exec(path) ?? [];
  if (kind === 'links') return linkView(world, ownLink(world, terminal, id));
  const one = ownTransactions(world, terminal).find((each) => each.id === id);
  if (!one) throw missing('transaction');
  return transactionView(world, one);
}
