import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import { settingKeys, settingOf, type SettingKey } from './catalog.js';
import { showStored } from './values.js';

/** A setting as it may be shown: its value (the default where nobody set it, a secret masked) and since when. */
export interface ShownSetting {
  readonly key: SettingKey;
  readonly value: unknown;
  readonly isSet: boolean;
  /** When it was set; undefined where it is not, or where that is forgotten. */
  readonly setAt: Date | undefined;
}

interface Row {
  readonly key: string;
  readonly value: unknown;
  readonly at: Date | null;
  readonly is_set: boolean;
  /** Is it what is stored now? History holds what may be shown already. */
  readonly is_present: boolean;
}

const present = `
  select config_key as key, config_value as value, updated_at as at, true as is_set, true as is_present
  from bot_configurations where bot_id = $1`;
const lastBefore = `
  select wanted.key, last.value, last.at, last.value is not null as is_set, false as is_present
  from unnest($3::text[]) as wanted (key) cross join lateral (
    select value_after as value, created_at as at from bot_setting_changes
    where bot_id = $1 and kind = 'setting' and bot_setting_changes.key = wanted.key and created_at <= $2
    order by created_at desc, id desc limit 1
  ) as last`;
const firstAfter = `
  select distinct on (key) key, value_before as value, null::timestamptz as at, value_before is not null as is_set,
    false as is_present
  from bot_setting_changes where bot_id = $1 and kind = 'setting' and created_at > $2
  order by key, created_at, id`;

/** The last change before the instant tells; where that is forgotten, the first one after it, or what is stored now. */
async function readPast({ botId }: Tenant, tx: Tx, at: Date): Promise<Row[]> {
  const told = await tx.sql<Row>(lastBefore, [botId, at, settingKeys]);
  return [...(await tx.sql<Row>(present, [botId])), ...(await tx.sql<Row>(firstAfter, [botId, at])), ...told];
}

/** Every setting of a bot, alphabetical by key: as it is, or as it was at a time; secrets are masked. */
export async function listSettings(tenant: Tenant, tx: Tx, at?: Date): Promise<ShownSetting[]> {
  const rows = at ? await readPast(tenant, tx, at) : await tx.sql<Row>(present, [tenant.botId]);
  const stored = new Map(rows.map((row) => [row.key, row]));
  return settingKeys.map((key) => {
    const row = stored.get(key);
    if (!row?.is_set) return { key, value: settingOf(key).default, isSet: false, setAt: undefined };
    return {
      key,
      value: row.is_present ? showStored(key, row.value) : row.value,
      isSet: true,
      setAt: row.at ?? undefined,
    };
  });
}

/** A change as it was noted; values are undefined where the setting or feature was not set. */
export interface NotedChange {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'feature' | 'setting';
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly actor: Actor;
}

interface ChangeRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'feature' | 'setting';
  readonly key: string;
  readonly value_before: unknown;
  readonly had_before: boolean;
  readonly value_after: unknown;
  readonly has_after: boolean;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string | null;
  readonly actor_name: string | null;
}

const changesText = `
  select id, created_at as at, kind, key, value_before, value_before is not null as had_before,
    value_after, value_after is not null as has_after, actor_kind, actor_id, actor_name
  from bot_setting_changes
  where bot_id = $1 and id < coalesce($2::bigint, 9223372036854775807)
    and ($3::text is null or key = $3) and ($4::text is null or kind = $4)
  order by id desc limit $5`;

/** Changes of a bot's settings and features, newest first: those before the change `beforeId`, of one kind, of one key. */
export async function listChanges(
  tenant: Tenant,
  tx: Tx,
  wanted: { limit: number; beforeId?: string; kind?: 'feature' | 'setting'; key?: string },
): Promise<NotedChange[]> {
  const { limit, beforeId = null, key = null, kind = null } = wanted;
  const values = [tenant.botId, beforeId, key, kind, limit];
  const rows = await tx.sql<ChangeRow>(changesText, values);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    key: row.key,
    before: row.had_before ? row.value_before : undefined,
    after: row.has_after ? row.value_after : undefined,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  }));
}
