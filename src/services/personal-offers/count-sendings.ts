import type { Tenant, Tx } from '#tenancy/scope.js';

/** What became of the offers of a sending. */
export interface SendingCounts {
  readonly taken: number;
  /** Discounts that were used; of servers none. */
  readonly used: number;
  /** What was paid with these discounts, in toman; what was given back does not count. */
  readonly revenueToman: number;
}

const count = `
  select o.sending_id::text as id, count(o.taken_at)::int as taken, count(d.used_at)::int as used,
    coalesce(sum(orders.price_toman), 0)::text as revenue
  from personal_offers o
  left join discount_offers d on d.bot_id = $1 and d.id = o.discount_id
  left join orders on orders.bot_id = $1 and orders.id = d.used_order_id and orders.state = 'paid'
  where o.bot_id = $1 and o.sending_id = any($2::bigint[])
  group by o.sending_id`;

const none: SendingCounts = { taken: 0, used: 0, revenueToman: 0 };

/** Counts it for some sendings; the answer has each of them by its number. */
export async function countSendings(
  { botId }: Tenant,
  tx: Tx,
  sendingIds: readonly string[],
): Promise<(sendingId: string) => SendingCounts> {
  const rows =
    sendingIds.length === 0
      ? []
      : await tx.sql<{ id: string; taken: number; used: number; revenue: string }>(count, [
          botId,
          sendingIds,
        ]);
  const byId = new Map(
    rows.map(({ id, taken, used, revenue }) => [id, { taken, used, revenueToman: Number(revenue) }]),
  );
  return (sendingId) => byId.get(sendingId) ?? none;
}
