import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';

/** A change of a setting or a feature as it may be shown; undefined: not set. */
export interface Changed {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

// The members of a JSON object keep JSON's null apart from "not set"; the clock is read under the bot's lock,
// to the millisecond, which is what callers can ask for again; ids tell the order within one.
const writeChanges = `
  insert into bot_setting_changes
    (bot_id, kind, key, value_before, value_after, actor_kind, actor_id, actor_name, created_at, updated_at)
  select $1, $2, change ->> 'key', change -> 'before', change -> 'after', $4, $5, $6, at, at
  from jsonb_array_elements($3::jsonb) as change, (select date_trunc('milliseconds', clock_timestamp())) as clock (at)`;

/** Notes who changed what, in the transaction of the change and under the lock of the bot's row. */
export async function noteChanges(
  tenant: Tenant,
  tx: Tx,
  { kind, changes, actor }: { kind: 'feature' | 'setting'; changes: readonly Changed[]; actor: Actor },
): Promise<void> {
  if (changes.length === 0) return;
  const { kind: by, id, name } = actor;
  await tx.sql(writeChanges, [tenant.botId, kind, JSON.stringify(changes), by, id, name]);
}
