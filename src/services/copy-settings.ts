import type { Tx } from '#tenancy/scope.js';
import type { Actor } from './actor.js';
import { settingKeys, settingOf } from './setting-catalog.js';

/** What one bot may take over from another: no secrets, nothing of its own, nothing that is kept to the operator. */
export const copiedKeys: readonly string[] = settingKeys.filter((key) => {
  const { isSecret, isOwn, setBy } = settingOf(key);
  return !isSecret && !isOwn && setBy === 'tenant';
});

const copy = `
  with copied as (
    insert into bot_configurations (bot_id, config_key, config_value)
    select $2, config_key, config_value from bot_configurations where bot_id = $1 and config_key = any($3::text[])
    on conflict (bot_id, config_key) do nothing
    returning config_key, config_value
  )
  insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind, actor_id, actor_name)
  select $2, 'setting', config_key, config_value, $4, $5, $6 from copied
  returning key`;

/**
 * Gives a new bot the settings of another, in the transaction that makes it (a fleet scope); what it has already
 * stays. Returns the keys.
 */
export async function copySettings(
  tx: Tx,
  { from, to, actor }: { readonly from: string; readonly to: string; readonly actor: Actor },
): Promise<string[]> {
  const values = [from, to, copiedKeys, actor.kind, actor.id, actor.name];
  const rows = await tx.sql<{ key: string }>(copy, values);
  return rows.map(({ key }) => key);
}
