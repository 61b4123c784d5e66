import type { Tenant, Tx } from '#tenancy/scope.js';
import { columnsOf, paymentTables, toPayment, type PaymentRow } from './payment-rows.js';
import { isPaymentId } from './find-payment.js';
import type { Payment } from './payment.js';

const openText = paymentTables
  .map(
    (table) =>
      `select ${columnsOf(table)} from ${table.table} where bot_id = $1 and user_id = $2 and status = 'pending'`,
  )
  .join(' union all ');

/** A person's payments that are neither paid nor over. */
export async function findOpenPayments({ botId }: Tenant, tx: Tx, userId: string): Promise<Payment[]> {
  const rows = await tx.sql<PaymentRow>(openText, [botId, userId]);
  return rows.map(toPayment);
}

const recentText = paymentTables
  .map(
    ({ table }) =>
      `select count(*)::int as begun from ${table} where bot_id = $1 and user_id = $2 and created_at > now() - interval '1 hour'`,
  )
  .join(' union all ');

/** How many payments a person has begun in the last hour. */
export async function countRecent({ botId }: Tenant, tx: Tx, userId: string): Promise<number> {
  const rows = await tx.sql<{ begun: number }>(recentText, [botId, userId]);
  return rows.reduce((sum, { begun }) => sum + begun, 0);
}

const pageLength = 6;
const pageText = `select * from (${paymentTables
  .map(
    (table) =>
      `(select ${columnsOf(table)}, id as number from ${table.table}
        where bot_id = $1 and user_id = $2 and id < $3::bigint order by ${table.table}.id desc limit ${pageLength + 1})`,
  )
  .join(' union all ')}) as own order by number desc limit ${pageLength + 1}`;

/** Above every number of a row. */
const afterAll = '9223372036854775807';

/** A page of a person's payments of all gateways, newest first; `before` comes from a button and may be anything. */
export async function listOwnPayments(
  { botId }: Tenant,
  tx: Tx,
  { userId, before = '' }: { readonly userId: string; readonly before?: string },
): Promise<{ readonly payments: readonly Payment[]; readonly hasOlder: boolean }> {
  const start = isPaymentId(before) ? before : afterAll;
  const rows = await tx.sql<PaymentRow>(pageText, [botId, userId, start]);
  return { payments: rows.slice(0, pageLength).map(toPayment), hasOlder: rows.length > pageLength };
}
