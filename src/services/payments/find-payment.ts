import type { Tenant, Tx } from '#tenancy/scope.js';
import {
  columnsOf,
  paymentTables,
  tableOf,
  toPayment,
  type PaymentRow,
  type PaymentTable,
} from './payment-rows.js';
import type { Payment } from './payment.js';

/** A statement over all tables; a payment of a number, reference or name is in one of them only. */
const inEach = (condition: (table: PaymentTable) => string): string =>
  paymentTables
    .map((one) => `select ${columnsOf(one)} from ${one.table} where bot_id = $1 and ${condition(one)}`)
    .join(' union all ');

const byId = inEach(() => 'id = $2');
const byReference = inEach(({ method, reference }) => `${method} = $2 and ${reference} = $3`);
const byExternal = inEach(({ method, external }) => `${method} = $2 and ${external} = $3`);

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
