import { randomUUID } from 'node:crypto';
import type { WataLinkRequest } from './wata-requests.js';

/** A terminal as a merchant has it in the cabinet; its token opens it. */
export interface WataTerminal {
  readonly token: string;
  readonly publicId: string;
  /** Where it tells of transactions; null: nowhere. */
  webhookUrl: string | null;
  /** Is the merchant asked before the bank is? */
  asksFirst: boolean;
}

export interface WataLinkRecord {
  readonly id: string;
  readonly token: string;
  readonly given: WataLinkRequest;
  readonly createdAt: number;
  readonly endsAt: number;
  isPaid: boolean;
  /** The payer comes then, unless it ends before; null: nobody said so. */
  dueAt: number | null;
}

export interface WataTransactionRecord {
  readonly id: string;
  readonly linkId: string;
  readonly kind: 'Payment' | 'Refund';
  readonly amount: number;
  readonly at: number;
  readonly originalTransactionId?: string;
  status: 'Created' | 'Pending' | 'Paid' | 'Declined';
}

/** What WATA knows. */
export interface WataWorld {
  readonly terminals: Map<string, WataTerminal>;
  readonly links: Map<string, WataLinkRecord>;
  readonly transactions: WataTransactionRecord[];
  now(): number;
  root(): string;
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '');

/** An expired link is closed, as a paid one is. */
export const isOpened = ({ now }: Pick<WataWorld, 'now'>, { isPaid, endsAt }: WataLinkRecord): boolean =>
  !isPaid && now() < endsAt;

export function linkView(world: WataWorld, link: WataLinkRecord) {
  const { id, given, createdAt, endsAt, token } = link;
  return {
    id,
    ...given,
    status: isOpened(world, link) ? 'Opened' : 'Closed',
    url: `${world.root()}/pay/${id}`,
    terminalName: 'Demo shop',
    terminalPublicId: world.terminals.get(token)?.publicId ?? null,
    creationTime: iso(createdAt),
    expirationDateTime: iso(endsAt),
  };
}

/** As the lists have it. */
export function transactionView({ links, terminals }: WataWorld, one: WataTransactionRecord) {
  const { token, given } = links.get(one.linkId)!;
  return {
    id: one.id,
    terminalName: 'Demo shop',
    terminalPublicId: terminals.get(token)?.publicId ?? null,
    type: 'SBP',
    kind: one.kind,
    amount: one.amount,
    currency: given.currency,
    status: one.status,
    errorCode: one.status === 'Declined' ? 'TRA_2001' : null,
    errorDescription: null,
    orderId: given.orderId ?? null,
    orderDescription: given.description ?? null,
    creationTime: iso(one.at),
    paymentTime: iso(one.at),
    totalCommission: 0,
    paymentLinkId: one.linkId,
    ...(one.originalTransactionId && { originalTransactionId: one.originalTransactionId }),
  };
}

/** As a webhook has it: other names for the same. */
export function webhookView(world: WataWorld, one: WataTransactionRecord) {
  const { id, status, type, totalCommission, creationTime: _, ...more } = transactionView(world, one);
  return {
    transactionType: type,
    transactionId: id,
    transactionStatus: status,
    ...more,
    commission: totalCommission,
    email: null,
  };
}

/** Begins a transaction of a link. */
export function addTransaction(
  world: WataWorld,
  link: WataLinkRecord,
  more: Partial<WataTransactionRecord> = {},
): WataTransactionRecord {
  const one: WataTransactionRecord = {
    ...{ id: randomUUID(), linkId: link.id, kind: 'Payment', amount: link.given.amount, at: world.now() },
    status: 'Created',
    ...more,
  };
  world.transactions.push(one);
  return one;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

/** What of a paid transaction can still go back. */
export const restOf = ({ transactions }: WataWorld, { id, amount }: WataTransactionRecord): number =>
  amount -
  sum(
    transactions
      .filter((one) => one.originalTransactionId === id && one.status !== 'Declined')
      .map((one) => one.amount),
  );
