import type { Tx } from '#tenancy/scope.js';

/** What PostgreSQL knows of the fleet; Redis has its part in `FleetRecord`. */
export interface FleetRow {
  readonly fleet: string;
  readonly life: number;
  /** Id of the Redis with which the fleet works; null: with none so far. */
  readonly redis: string | null;
  readonly beat: number;
  /** By PostgreSQL's clock, in ms since 1970. */
  readonly now: number;
  /**
   * Are workers at it that have found both stores in order within the last half minute? Without a pooler in between they
   * are also seen to be connected, so it ends with the last of them.
   */
  readonly isAlive: boolean;
  /** The master bot's name in Telegram, or what stands for it. */
  readonly name: string;
}

const find = `
  select (value ->> 'life')::int as life, (value ->> 'beat')::int as beat, value ->> 'fleet' as fleet, value ->> 'redis' as redis,
    floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now,
    updated_at > now() - interval '30 seconds' and (current_setting('remnafleet.is_pooled', true) = 'on'
      or exists (select from pg_stat_activity
        where datname = current_database() and application_name = 'remnafleet worker')) as "isAlive",
    coalesce((select '@' || username from bots where is_master), 'without a master bot') as name
  from fleet_settings where key = 'fleet.life'`;

/** Reads it, in a fleet scope; `lock` keeps others from changing it until the transaction ends. */
export async function readFleetRow(tx: Tx, lock = false): Promise<FleetRow> {
  const [row] = await tx.sql<FleetRow>(lock ? `${find} for update of fleet_settings` : find);
  if (!row)
    throw new Error('the database does not know its fleet: run the migrations, npm run migrate -- up');
  return row;
}
