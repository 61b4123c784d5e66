import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveTenantWallet } from '../money/move-tenant-wallet.js';
import { owedText } from '../money/wallet-standing.js';

const lockOwed = `
  select least(${owedText}, wallet_balance_toman)::text as payable from bots where id = $1 for no key update`;
const findCharge = `
  select 1 from tenant_wallet_transactions where bot_id = $1 and idempotency_key = $2`;
const takeOff = `
  update bots set traffic_owed = traffic_owed - $2::numeric * 1073741824, traffic_charged_at = $3 where id = $1`;
const noteDay = `
  insert into tenant_traffic_usage (bot_id, usage_date, charged_toman, wallet_transaction_id)
  values ($1, $2, $3::bigint, $4)
  on conflict (bot_id, usage_date) do update
    set charged_toman = tenant_traffic_usage.charged_toman + excluded.charged_toman,
      wallet_transaction_id = excluded.wallet_transaction_id, updated_at = clock_timestamp()`;

/**
 * Takes from the tenant's wallet what it owes for consumed traffic, in the open transaction: whole toman, as far as the
 * wallet reaches; the rest, and what is less than a toman, stays owed. One row of the ledger for an `event`: where it was
 * charged before, nothing is done. Returns what was taken, in toman.
 */
export async function chargeConsumption(
  tenant: Tenant,
  tx: Tx,
  { event }: { readonly event: string },
): Promise<number> {
  const { botId } = tenant;
  const [owed] = await tx.sql<{ payable: string }>(lockOwed, [botId]);
  const toman = Number(owed?.payable ?? 0);
  if (toman <= 0 || (await tx.sql(findCharge, [botId, event])).length > 0) return 0;
  const at = now();
  // First, so that the wallet's standing is judged by what is owed afterwards.
  await tx.sql(takeOff, [botId, toman, new Date(at)]);
  const { id } = await moveTenantWallet(tenant, tx, {
    type: 'consumption_charge',
    amountToman: -toman,
    idempotencyKey: event,
    description: 'consumed traffic',
  });
  await tx.sql(noteDay, [botId, dayOf(at, 'UTC'), toman, id]);
  return toman;
}
