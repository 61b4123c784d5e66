import type { EndpointOutput } from '#api/endpoint.js';
import type { walletStatementEndpoints } from '#api/wallet-statements.js';
import {
  addMonths,
  presentMonth,
  readStatements,
  type WalletStatement,
} from '#services/billing/read-statements.js';
import type { LedgerSums } from '#services/billing/sum-ledger.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { HandlersOf } from './handler.js';
import { refuse } from './refuse.js';

type Contract = typeof walletStatementEndpoints;

const mostMonths = 36;
const usualMonths = 12;

/** What moved in a wallet, in the contract's words. */
export const presentSums = (sums: LedgerSums) => ({
  opening_toman: sums.openingToman,
  top_ups_toman: sums.topUpsToman,
  sales_toman: sums.salesToman,
  refunds_toman: sums.refundsToman,
  traffic_toman: sums.trafficToman,
  adjustments_toman: sums.adjustmentsToman,
  closing_toman: sums.closingToman,
  movements: sums.movements,
});

/** The time zone whose days and months a bot's accounts follow. */
export async function zoneOf(tenant: Tenant, tx: Tx): Promise<string> {
  const { settings } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
  return settings.values.time_zone;
}

const present = (one: WalletStatement): EndpointOutput<Contract['wallet-statements.get']> => ({
  month: one.month,
  from: new Date(one.from).toISOString(),
  to: new Date(one.to).toISOString(),
  is_over: one.isOver,
  ...presentSums(one),
});

/** The tenant's account with the fleet, month by month. */
export const walletStatementHandlers = (): HandlersOf<Contract> => ({
  'wallet-statements.get': async (tenant, tx, { params: { month } }) => {
    const timeZone = await zoneOf(tenant, tx);
    const [statement] = await readStatements(tenant, tx, { from: month, to: month, timeZone });
    return present(statement ?? refuse('resource.unknown'));
  },
  'wallet-statements.list': async (tenant, tx, { query }) => {
    const timeZone = await zoneOf(tenant, tx);
    const to = query.to ?? presentMonth(timeZone);
    const from = query.from ?? addMonths(to, 1 - usualMonths);
    if (from > to || addMonths(from, mostMonths) <= to) refuse('stats.period');
    const statements = await readStatements(tenant, tx, { from, to, timeZone });
    return { time_zone: timeZone, items: statements.map(present) };
  },
});
