import { findGateway } from '#gateways/registry.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { tableOf, type PaymentTable } from './payment-rows.js';
import type { Payment } from './payment.js';

const claim = ({ table }: PaymentTable): string => `
  update ${table} set updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and updated_at < now() - $3 * interval '1 second'
  returning id`;

/** How long a person waits before a gateway is asked for them again, in seconds. */
const pauseSeconds = 10;

/** The same of a method: some gateways demand more. */
export const pauseSecondsOf = (method: string): number =>
  Math.max(pauseSeconds, (findGateway(method)?.leastPauseMs ?? 0) / 1_000);

/** May the gateway be asked about a payment by somebody's wish? Not within ten seconds of the last question or change. */
export async function claimQuestion(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
): Promise<boolean> {
  const rows = await tx.sql(claim(tableOf(method)), [botId, id, pauseSecondsOf(method)]);
  return rows.length > 0;
}
