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
  /** What the payer is charged by, where the fleet begins the charges; null: nothing. */
  readonly mandate: string | null;
  /** Charges of the present period that failed. */
  readonly tries: number;
}

/** What only payments from card to card have. */
export interface OnCard {
  /** Card that the money is sent to; null: a row of another hand. */
  readonly cardId: string | null;
  /** Part of the amount that only tells it from payments of the same sum, in toman. */
  readonly extraToman: number;
  /** When its last receipt came; while the payment is pending, it is under review from then on. */
  readonly submittedAt: Date | null;
  /** Receipts that were rejected, or of which a better picture was asked for. */
  readonly tries: number;
  /** How many of them were the latter. */
  readonly pictureAsks: number;
  /** When its payer was told that it ends soon. */
  readonly warnedAt: Date | null;
  /** Telegram id of who decided last; null: nobody, or not in Telegram. */
  readonly reviewedBy: string | null;
  /** Who that was, for messages. */
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
  /** Code of the reason of the last rejection. */
  readonly rejectReason: string | null;
  /** What its evidence said of the payer. */
  readonly note: string | null;
  /** Words of who decided. */
  readonly notes: string | null;
}

/** A payment, whichever table it is in. */
export interface Payment {
  /** Number over all methods; people know it by this. */
  readonly id: string;
  /** Name of the gateway, or `card_to_card`. */
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
  /** What the gateway is giving back by our order, in toman; null: nothing. */
  readonly refundingToman: number | null;
  /** What must be transferred, in its currency; null: what was asked for. */
  readonly payable: string | null;
  /** null: it is paid once. */
  readonly repeat: Repeating | null;
  /** First payment of the agreement that it is a charge of; null: of none. */
  readonly repeatOf: string | null;
  /** null: it goes through a gateway. */
  readonly onCard: OnCard | null;
  readonly checks: number;
  readonly askedAt: Date | null;
  readonly paidAt: Date | null;
  readonly expiresAt: Date;
  readonly checkUntil: Date;
  readonly createdAt: Date;
}

/** Where payments of a method are, and what the columns that differ are called. */
export interface PaymentTable {
  readonly table: 'card_to_card_payments' | 'gateway_payments' | 'zarinpal_payments';
  /** SQL of the method. */
  readonly method: string;
  /** SQL of our name of a payment. */
  readonly reference: string;
  readonly external: string;
  readonly receipt: string;
  /** It has a column for the address that the gateway was given. */
  readonly keepsCallbackUrl?: true;
  /** SQL of where a payment stands, in the words of `PaymentStatus`. */
  readonly status: string;
  /** What its status column says for each of them. */
  statusOf(status: PaymentStatus): string;
  /** SQL of all that a table may lack: what only gateways, only some of them, or only cards have. */
  readonly rest: string;
}

const atGateways =
  'account, currency, trim_scale(currency_amount)::text as currency_amount, trim_scale(rate_toman)::text as rate, payment_url, asked_at, check_until, refunded_toman::text as refunded, refunding_toman::text as refunding';
/** Of an agreement, where there can be none. */
const paidOnce =
  'null::integer as repeat_days, null::timestamptz as repeat_until, null as repeat_state, null as repeat_mandate, 0 as repeat_tries, null as repeat_of, null as payable';
const zarinpalTable: PaymentTable = {
  table: 'zarinpal_payments',
  method: "'zarinpal'",
  reference: 'reference',
  external: 'zarinpal_authority',
  receipt: 'zarinpal_ref_id',
  keepsCallbackUrl: true,
  status: 'status',
  statusOf: (status) => status,
  rest: `${atGateways}, ${paidOnce}, null::jsonb as on_card`,
};
const gatewayTable: PaymentTable = {
  table: 'gateway_payments',
  method: 'gateway',
  reference: 'reference',
  external: 'external_id',
  receipt: 'receipt',
  status: 'status',
  statusOf: (status) => status,
  rest: `${atGateways}, repeat_days, repeat_until, repeat_state, repeat_mandate, repeat_tries, repeat_of::text,
    trim_scale(payable_amount)::text as payable, null::jsonb as on_card`,
};

/** The method whose payments people approve: from card to card. */
export const cardMethod = 'card_to_card';
/** In rial: that is what banks of Iran know. */
export const cardTable: PaymentTable = {
  table: 'card_to_card_payments',
  method: `'${cardMethod}'`,
  reference: 'tracking_number',
  external: 'null::text',
  receipt: 'bank_reference',
  status: `case status when 'approved' then 'paid'
      when 'rejected' then case when refunded_at is null then 'failed' else 'refunded' end else status end`,
  statusOf: (status) =>
    status === 'paid' ? 'approved' : status === 'failed' || status === 'refunded' ? 'rejected' : status,
  rest: `null as account, 'IRR' as currency, (amount_toman::numeric * 10)::text as currency_amount, '0.1' as rate,
    null as payment_url, null::timestamptz as asked_at, null::timestamptz as check_until, null as refunded,
    null as refunding, ${paidOnce}, jsonb_build_object('cardId', card_id::text,
      'extraToman', extra_toman, 'submittedAt', submitted_at, 'tries', tries, 'warnedAt', warned_at,
      'pictureAsks', picture_asks, 'reviewedBy', admin_reviewed_by::text, 'reviewedByName', reviewed_by_name, 'reviewedAt', admin_reviewed_at, 'rejectReason', reject_reason,
      'note', note, 'notes', admin_notes) as on_card`,
};
export const paymentTables = [gatewayTable, zarinpalTable, cardTable] as const;

/** The table of a method. */
export const tableOf = (method: string): PaymentTable =>
  method === 'zarinpal' ? zarinpalTable : method === cardMethod ? cardTable : gatewayTable;

/** SQL of a payment's columns, for a `Row`. */
export const columnsOf = ({ method, reference, external, receipt, status, rest }: PaymentTable): string =>
  `id::text, ${method} as method, user_id::text, ${status} as status, amount_toman::text as amount,
    purchase->>'order_id' as order_id, ${reference} as reference, ${external} as external_id, ${receipt} as receipt, problem,
    transaction_id::text, credited_toman::text as credited, refund_transaction_id::text, message_id::text, checks, paid_at,
    expires_at, created_at, ${rest}`;

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
  readonly repeat_mandate: string | null;
  readonly repeat_tries: number;
  readonly repeat_of: string | null;
  readonly payable: string | null;
  readonly refunding: string | null;
  /** As JSON has it: instants are text. */
  readonly on_card: Readonly<Record<keyof OnCard, unknown>> | null;
  readonly checks: number;
  readonly asked_at: Date | null;
  readonly paid_at: Date | null;
  readonly expires_at: Date | null;
  readonly check_until: Date | null;
  readonly created_at: Date;
}

const instant = (text: unknown): Date | null => (text === null ? null : new Date(text as string));

const onCardOf = (json: NonNullable<PaymentRow['on_card']>): OnCard => ({
  ...(json as unknown as OnCard),
  submittedAt: instant(json.submittedAt),
  warnedAt: instant(json.warnedAt),
  reviewedAt: instant(json.reviewedAt),
});

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
      : {
          days: row.repeat_days,
          until: row.repeat_until,
          state: row.repeat_state,
          mandate: row.repeat_mandate,
          tries: row.repeat_tries,
        },
  repeatOf: row.repeat_of,
  payable: row.payable,
  refundingToman: row.refunding === null ? null : Number(row.refunding),
  onCard: row.on_card && onCardOf(row.on_card),
  checks: row.checks,
  askedAt: row.asked_at,
  paidAt: row.paid_at,
  expiresAt: row.expires_at ?? row.created_at,
  checkUntil: row.check_until ?? row.created_at,
  createdAt: row.created_at,
});

/** A statement over all tables; a payment of a number, reference or name is in one of them only. */
const inEach = (condition: (table: PaymentTable) => string): string =>
  paymentTables
    .map((one) => `select ${columnsOf(one)} from ${one.table} where bot_id = $1 and ${condition(one)}`)
    .join(' union all ');

const byId = inEach(() => 'id = $2');
const byReference = inEach(({ method, reference }) => `${method} = $2 and ${reference} = $3`);
const byExternal = inEach(({ method, external }) => `${method} = $2 and ${external} = $3`);

const one = (rows: readonly PaymentRow[]): Payment | undefined => (rows[0] ? toPayment(rows[0]) : undefined);

/** Waits a receipt of it for a person's decision? Then nothing but that decision ends it. */
export const isUnderReview = ({ status, onCard }: Payment): boolean =>
  status === 'pending' && onCard !== null && onCard.submittedAt !== null;

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
