import type { Tenant, Tx } from '#tenancy/scope.js';

/** What moved in a tenant's wallet in some time, in toman: above zero into it, below zero out of it. */
export interface LedgerSums {
  /** Balance before and after. */
  readonly openingToman: number;
  readonly topUpsToman: number;
  /** Sold traffic. */
  readonly salesToman: number;
  /** Of sales that were taken back. */
  readonly refundsToman: number;
  /** Consumed traffic. */
  readonly trafficToman: number;
  readonly adjustmentsToman: number;
  readonly closingToman: number;
  readonly movements: number;
}

/** From an instant, up to without another, in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Row {
  readonly top_ups: string;
  readonly sales: string;
  readonly refunds: string;
  readonly traffic: string;
  readonly adjustments: string;
  readonly movements: number;
  readonly closing: string;
}

// One statement, so that the sums and the balance are of the same moment. The balance at an end is what it is now, less
// what moved since: so it does not matter in which order rows were committed.
const text = `
  select count(row.id)::int as movements,
    coalesce(sum(row.amount_toman) filter (where row.type = 'deposit'), 0)::text as top_ups,
    coalesce(sum(row.amount_toman) filter (where row.type = 'traffic_charge'), 0)::text as sales,
    coalesce(sum(row.amount_toman) filter (where row.type = 'refund'), 0)::text as refunds,
    coalesce(sum(row.amount_toman) filter (where row.type = 'consumption_charge'), 0)::text as traffic,
    coalesce(sum(row.amount_toman) filter (where row.type = 'adjustment'), 0)::text as adjustments,
    (select wallet_balance_toman - coalesce((
        select sum(amount_toman) from tenant_wallet_transactions
        where bot_id = $1 and created_at >= $4::timestamptz), 0)
      from bots where id = $1)::text as closing
  from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as span (starts, ends, place)
  left join tenant_wallet_transactions row
    on row.bot_id = $1 and row.created_at >= span.starts and row.created_at < span.ends
  group by span.place order by span.place`;

/** What moved in each of spans that follow each other without a gap, the earliest first, in the open transaction. */
export async function sumLedger({ botId }: Tenant, tx: Tx, spans: readonly Span[]): Promise<LedgerSums[]> {
  const end = new Date(spans.at(-1)?.to ?? 0);
  const bounds = [spans.map(({ from }) => new Date(from)), spans.map(({ to }) => new Date(to))];
  const rows = await tx.sql<Row>(text, [botId, ...bounds, end]);
  const sums: LedgerSums[] = [];
  let closing = Number(rows.at(-1)?.closing ?? 0);
  for (const row of rows.toReversed()) {
    const parts = {
      topUpsToman: Number(row.top_ups),
      salesToman: Number(row.sales),
      refundsToman: Number(row.refunds),
      trafficToman: Number(row.traffic),
      adjustmentsToman: Number(row.adjustments),
    };
    const opening = closing - Object.values(parts).reduce((sum, part) => sum + part, 0);
    sums.unshift({ openingToman: opening, ...parts, closingToman: closing, movements: row.movements });
    closing = opening;
  }
  return sums;
}
