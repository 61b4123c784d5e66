import type { Tenant, Tx } from '#tenancy/scope.js';
import { tableOf, type Payment, type PaymentTable } from './payment-rows.js';

const claim = ({ table }: PaymentTable): string => `
  update ${table} set updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and updated_at < now() - interval '10 seconds'
  returning id`;

/** May the gateway be asked about a payment by somebody's wish? Not within ten seconds of the last question or change. */
export async function claimQuestion(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
): Promise<boolean> {
  const rows = await tx.sql(claim(tableOf(method)), [botId, id]);
  return rows.length > 0;
}
