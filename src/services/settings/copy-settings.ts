import type { Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import { settingKeys, settingOf, type SettingKey } from './catalog.js';
import { keepPageVersions } from './keep-page-versions.js';

const keysSetBy = (who: 'master' | 'tenant'): readonly SettingKey[] =>
  settingKeys.filter((key) => {
    const { isSecret, isOwn, setBy } = settingOf(key);
    return !isSecret && !isOwn && setBy === who;
  });

/** What one bot may take over from another: no secrets, nothing that a bot has of its own. */
export const copiedKeys = {
  /** What the operator allows a bot and how the fleet works for it: every new bot has it, however it was made. */
  operator: keysSetBy('master'),
  /** What its tenant may set anew. */
  open: keysSetBy('tenant'),
} as const;

const copy = `
  with copied as (
    insert into bot_configurations (bot_id, config_key, config_value)
    select $2, config_key, config_value from bot_configurations where bot_id = $1 and config_key = any($3::text[])
    on conflict (bot_id, config_key) do nothing
    returning config_key, config_value
  )
  insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind, actor_id, actor_name)
  select $2, 'setting', config_key, config_value, $4, $5, $6 from copied
  returning key, value_after as value`;

export interface SettingsCopy {
  /** The bot that has them, and the one that gets them. */
  readonly from: string;
  readonly to: string;
  readonly which: keyof typeof copiedKeys;
  readonly actor: Actor;
}

/**
 * Gives a new bot settings of another, in the transaction that makes it (a fleet scope); what it has already stays.
 * Returns the keys.
 */
export async function copySettings(tx: Tx, { from, to, which, actor }: SettingsCopy): Promise<string[]> {
  const values = [from, to, copiedKeys[which], actor.kind, actor.id, actor.name];
  const rows = await tx.sql<{ key: string; value: unknown }>(copy, values);
  const copied = new Map(rows.map(({ key, value }) => [key, value]));
  const keys = [...copied.keys()];
  await keepPageVersions({ botId: to }, tx, { keys, read: (key) => copied.get(key), actor });
  return keys;
}
