import type { Tenant, Tx } from '#tenancy/scope.js';
import { valuesOf } from '../settings/values.js';

/** How the reading of a bot's black list stands. */
export interface ListStanding {
  readonly isEnabled: boolean;
  /** Where it is read; null: no address is set. */
  readonly host: string | null;
  readonly entryCount: number;
  readonly skippedCount: number;
  readonly readAt: Date | null;
  readonly triedAt: Date | null;
  readonly nextAt: Date | null;
  /** A `ListFault`, with the status where it is one; null: there was none. */
  readonly fault: string | null;
}

interface Row {
  readonly stored: Readonly<Record<string, unknown>> | null;
  readonly entry_count: number | null;
  readonly skipped_count: number | null;
  readonly read_at: Date | null;
  readonly tried_at: Date | null;
  readonly next_at: Date | null;
  readonly fault: string | null;
}

const text = `
  select entry_count, skipped_count, read_at, tried_at, next_at, fault, (
    select jsonb_object_agg(config_key, config_value) from bot_configurations
    where bot_id = $1 and config_key in ('blacklist_enabled', 'blacklist_url')) as stored
  from (select) as nothing left join blacklists on bot_id = $1`;

/** Reads how a bot's black list stands; of its address only the host, since that may hold a secret. */
export async function readListStanding({ botId }: Tenant, tx: Tx): Promise<ListStanding> {
  const [row] = (await tx.sql<Row>(text, [botId])) as [Row];
  const { blacklist_enabled: isEnabled, blacklist_url: url } = valuesOf(botId, row.stored ?? {});
  return {
    isEnabled,
    host: url === null ? null : new URL(url).host,
    entryCount: row.entry_count ?? 0,
    skippedCount: row.skipped_count ?? 0,
    ...{ readAt: row.read_at, triedAt: row.tried_at, nextAt: row.next_at, fault: row.fault },
  };
}
