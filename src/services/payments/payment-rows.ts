import type { PaymentStatus } from '#models/gateway-payment.js';
import type { Currency } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Is a payer charged again? `active`: yes; `canceled`: no; `failed`: it could not be done; null: it has not begun. */
export type RepeatState = 'active' | 'canceled' | 'failed' | null;

/** A payment that the gateway repeats by itself until its payer ends it. */
export interface Repeating {
  readonly days: number;
  /** Until when the payer was charged; null: not yet. */
  readonly until: Date | null;
  readonly state: RepeatState;
}

/** A payment through a gateway, whichever table it is in. */
export interface Payment {
  /** Number over all methods; people know it by this. */
  readonly id: string;
  /** Name of the gateway. */
  readonly method: string;
  readonly userId: string;
  readonly status: PaymentStatus;
  /** What was asked for, in toman. */
  readonly amountToman: number;
  /** Order that is paid; null: a top-up. */
  readonly orderId: string | null;
  readonly reference: string;
  readonly externalId: string | null;
  readonly account: string | null;
  readonly currency: Currency;
  readonly currencyAmount: string;
  readonly rateToman: string;
  readonly url: string | null;
  readonly receipt: string | null;
  readonly problem: string | null;
  readonly transactionId: string | null;
  readonly creditedToman: number | null;
  readonly refundTransactionId: string | null;
  /** What of it went back by the gateway's word, in all. */
  readonly refundedToman: number;
  readonly messageId: string | null;
  /** null: it is paid once. */
  readonly repeat: Repeating | null;
  readonly checks: number;
  readonly askedAt: Date | null;
  readonly paidAt: Date | null;
  readonly expiresAt: Date;
  readonly checkUntil: Date;
  readonly createdAt: Date;
}

/** Where payments of a method are, and what the columns that differ are called. */
export interface PaymentTable {
  readonly table: 'gateway_payments' | 'zarinpal_payments';
  /** SQL of the method. */
  readonly method: string;
  readonly external: string;
  readonly receipt: string;
  /** SQL of the columns of repeating payments. */
  readonly repeat: string;
  /** It has a column for the address that the gateway was given. */
  readonly keepsCallbackUrl?: true;
}

const zarinpalTable: PaymentTable = {
  table: 'zarinpal_payments',
  method: "'zarinpal'",
  external: 'zarinpal_authority',
  receipt: 'zarinpal_ref_id',
  repeat: 'null::integer as repeat_days, null::timestamptz as repeat_until, null as repeat_state',
  keepsCallbackUrl: true,
};
const gatewayTable: PaymentTable = {
  table: 'gateway_payments',
  method: 'gateway',
  external: 'external_id',
  receipt: 'receipt',
  repeat: 'repeat_days, repeat_until, repeat_state',
};
export const paymentTables = [gatewayTable, zarinpalTable] as const;

/** The table of a method. */
export const tableOf = (method: string): PaymentTable =>
  method === 'zarinpal' ? zarinpalTable : gatewayTable;

/** SQL of a payment's columns, for a `Row`. */
export const columnsOf = ({ method, external, receipt, repeat }: PaymentTable): string =>
  `id::text, ${method} as method, user_id::text, status, amount_toman::text as amount, purchase->>'order_id' as order_id,
    reference, ${external} as external_id, account, currency, trim_scale(currency_amount)::text as currency_amount,
    trim_scale(rate_toman)::text as rate, payment_url, ${receipt} as receipt, problem, transaction_id::text,
    credited_toman::text as credited, refund_transaction_id::text, refunded_toman::text as refunded, message_id::text, ${repeat}, checks, asked_at, paid_at,
    expires_at, check_until, created_at`;

/** The row of `columnsOf`. */
export interface PaymentRow {
  readonly id: string;
  readonly method: string;
  readonly user_id: string;
  readonly status: PaymentStatus;
  readonly amount: string;
  readonly order_id: string | null;
  readonly reference: string;
  readonly external_id: string | null;
  readonly account: string | null;
  readonly currency: Currency;
  readonly currency_amount: string | null;
  readonly rate: string | null;
  readonly payment_url: string | null;
  readonly receipt: string | null;
  readonly problem: string | null;
  readonly transaction_id: string | null;
  readonly credited: string | null;
  readonly refund_transaction_id: string | null;
  readonly refunded: string | null;
  readonly message_id: string | null;
  readonly repeat_days: number | null;
  readonly repeat_until: Date | null;
  readonly repeat_state: RepeatState;
  readonly checks: number;
  readonly asked_at: Date | null;
  readonly paid_at: Date | null;
  readonly expires_at: Date | null;
  readonly check_until: Date | null;
  readonly created_at: Date;
}

/** The payment that a row says. What rows of other hands lack is as it must have been: toman, and over by now. */
export const toPayment = (row: PaymentRow): Payment => ({
  id: row.id,
  method: row.method,
  userId: row.user_id,
  status: row.status,
  amountToman: Number(row.amount),
  orderId: row.order_id,
  reference: row.reference,
  externalId: row.external_id,
  account: row.account,
  currency: row.currency,
  currencyAmount: row.currency_amount ?? row.amount,
  rateToman: row.rate ?? '1',
  url: row.payment_url,
  receipt: row.receipt,
  problem: row.problem,
  transactionId: row.transaction_id,
  creditedToman: row.credited === null ? null : Number(row.credited),
  refundTransactionId: row.refund_transaction_id,
  refundedToman: Number(row.refunded ?? 0),
  messageId: row.message_id,
  repeat:
    row.repeat_days === null
      ? null
      : { days: row.repeat_days, until: row.repeat_until, state: row.repeat_state },
  checks: row.checks,
  askedAt: row.asked_at,
  paidAt: row.paid_at,
  expiresAt: row.expires_at ?? row.created_at,
  checkUntil: row.check_until ?? row.created_at,
  createdAt: row.created_at,
});

/** A statement over both tables; a payment of a number, reference or name is in one of them only. */
const inBoth = (condition: (table: PaymentTable) => string): string =>
  paymentTables
    .map((one) => `select ${columnsOf(one)} from ${one.table} where bot_id = $1 and ${condition(one)}`)
    .join(' union all ');

const byId = inBoth(() => 'id = $2');
const byReference = inBoth(({ method }) => `${method} = $2 and reference = $3`);
const byExternal = inBoth(({ method, external }) => `${method} = $2 and ${external} = $3`);

const one = (rows: readonly PaymentRow[]): Payment | undefined => (rows[0] ? toPayment(rows[0]) : undefined);

/** Is it a number that a row may have? It may come from a button. */
export const isPaymentId = (text: string): boolean => /^[1-9]\d{0,17}$/.test(text);

/** A payment of any method; undefined: the bot has none of that number. */
export const findPayment = async ({ botId }: Tenant, tx: Tx, id: string): Promise<Payment | undefined> =>
  isPaymentId(id) ? one(await tx.sql<PaymentRow>(byId, [botId, id])) : undefined;

/**
 * The payment that a gateway speaks of, by our name for it or by its own. The latter is unique within an account: of that
 * account only, or, where nobody knows which, the newest of that name.
 */
export async function findByHint(
  { botId }: Tenant,
  tx: Tx,
  hint: {
    readonly method: string;
    readonly reference?: string;
    readonly externalId?: string;
    readonly account?: string;
  },
): Promise<Payment | undefined> {
  const { method, reference, externalId, account } = hint;
  const found = reference && one(await tx.sql<PaymentRow>(byReference, [botId, method, reference]));
  if (found || !externalId) return found || undefined;
  const named = await tx.sql<PaymentRow>(byExternal, [botId, method, externalId]);
  const rows = account === undefined ? named : named.filter((row) => row.account === account);
  return one(rows.sort((row, other) => (BigInt(row.id) < BigInt(other.id) ? 1 : -1)));
}

const locked = Object.fromEntries(
  paymentTables.map((table) => [
    table.table,
    `select ${columnsOf(table)} from ${table.table} where bot_id = $1 and id = $2 for no key update`,
  ]),
) as Readonly<Record<PaymentTable['table'], string>>;

/** The same payment as it is now, locked until the transaction's end. Lock its payer first. */
export async function lockPayment(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
): Promise<Payment | undefined> {
  return one(await tx.sql<PaymentRow>(locked[tableOf(method).table], [botId, id]));
}
