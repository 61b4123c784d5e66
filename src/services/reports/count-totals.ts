import type { Tx } from '#tenancy/scope.js';

/** How many there are now. */
export interface Totals {
  readonly users_total: number;
  readonly users_blocked: number;
  readonly users_deleted: number;
  readonly users_unreachable: number;
  readonly users_paying: number;
  readonly subscriptions_active: number;
  readonly subscriptions_trial: number;
  readonly subscriptions_expired: number;
  readonly subscriptions_disabled: number;
}

const countStanding = `
  select users.*, subscriptions.*
  from (
    select count(*) filter (where status <> 'deleted')::int as users_total,
      count(*) filter (where status = 'blocked')::int as users_blocked,
      count(*) filter (where status = 'deleted')::int as users_deleted,
      count(*) filter (where status <> 'deleted' and not can_receive)::int as users_unreachable,
      count(*) filter (where status <> 'deleted' and has_paid)::int as users_paying
    from unnest($1::bigint[]) as bot (id) join users on users.bot_id = bot.id
  ) as users, (
    select count(*) filter (where status = 'active' and not is_trial)::int as subscriptions_active,
      count(*) filter (where status = 'active' and is_trial)::int as subscriptions_trial,
      count(*) filter (where status = 'expired')::int as subscriptions_expired,
      count(*) filter (where status = 'disabled')::int as subscriptions_disabled
    from unnest($1::bigint[]) as bot (id) join subscriptions on subscriptions.bot_id = bot.id
  ) as subscriptions`;

/** Counts them, from indexes alone. */
export async function readTotals(tx: Tx, botIds: readonly string[]): Promise<Totals> {
  const [row] = await tx.sql<Totals>(countStanding, [botIds]);
  return row as Totals;
}

/** The bots of the fleet and its master, in a fleet scope. */
export async function readFleet(tx: Tx): Promise<{ botIds: string[]; masterId: string | undefined }> {
  const rows = await tx.sql<{ id: string; is_master: boolean }>(
    'select id::text, is_master from bots order by bots.id',
  );
  return { botIds: rows.map(({ id }) => id), masterId: rows.find((row) => row.is_master)?.id };
}
