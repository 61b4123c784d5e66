import { asFleet, tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import {
  publishDirectory,
  publishEntry,
  type DirectoryToken,
  type NewDirectoryEntry,
} from '#jobs/directory.js';
import type { Jobs } from '#jobs/queues.js';

interface BotRow {
  id: string;
  name: string;
  username: string | null;
  telegram_bot_id: string;
  telegram_bot_token: string;
  telegram_bot_token_hash: string;
  api_token_hash: string | null;
  api_tokens: DirectoryToken[] | null;
  is_master: boolean;
  is_active: boolean;
  is_token_revoked: boolean;
  settings_at: string;
}

const selectBots = `
  select b.id, b.name, b.username, b.telegram_bot_id, b.telegram_bot_token, b.telegram_bot_token_hash,
    b.api_token_hash, b.is_master, b.is_active,
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', id::text, 'name', name, 'hash', token_hash,
        'scope', scope, 'expiresAt', floor(extract(epoch from expires_at) * 1000))) order by id)
      from api_tokens where bot_id = b.id and revoked_at is null
        and (expires_at is null or expires_at > now())) as api_tokens,
    coalesce(c.token_revoked_at is not null, false) as is_token_revoked,
    extract(epoch from greatest(b.updated_at,
      (select max(updated_at) from bot_configurations where bot_id = b.id),
      (select max(updated_at) from bot_feature_flags where bot_id = b.id)))::text as settings_at
  from bots b left join bot_connections c on c.bot_id = b.id`;

type Mode = 'polling' | 'webhook';

const entryOf = (row: BotRow, mode: Mode): NewDirectoryEntry => ({
  botId: row.id,
  name: row.name,
  username: row.username ?? '',
  telegramBotId: row.telegram_bot_id,
  isActive: row.is_active,
  isMaster: row.is_master,
  isTokenRevoked: row.is_token_revoked,
  mode,
  sealedToken: row.telegram_bot_token,
  tokenHash: row.telegram_bot_token_hash,
  apiTokenHash: row.api_token_hash ?? '',
  ...(row.api_tokens && { apiTokens: row.api_tokens }),
  settingsAt: row.settings_at,
});

const isSame = (left: NewDirectoryEntry | undefined, right: NewDirectoryEntry | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/**
 * Puts one bot's present state into the directory, or strikes a deleted bot out. What was shown is read again: two
 * that publish at once may show the older state last.
 */
export async function publishBot(tenant: Tenant, jobs: Jobs, mode: Mode): Promise<void> {
  const read = async () => {
    const [row] = await tenant.db((tx) => tx.sql<BotRow>(selectBots));
    return row && entryOf(row, mode);
  };
  let shown = await read();
  for (;;) {
    await publishEntry(jobs.redis, tenant.botId, shown, jobs.prefix);
    const present = await read();
    if (isSame(shown, present)) return;
    shown = present;
  }
}

/** Makes the directory equal to PostgreSQL, `pageSize` bots at a time; returns how many entries changed. */
export async function publishAllBots(jobs: Jobs, mode: Mode, pageSize = 1_000): Promise<number> {
  const changes = await publishDirectory(jobs.redis, readPages(mode, pageSize), jobs.prefix);
  const changed = [...changes];
  for (let at = 0; at < changed.length; at += pageSize) {
    const part = changed.slice(at, at + pageSize);
    const ids = part.map(([botId]) => botId);
    const present = await readEntries(mode, 'where b.id = any($1::bigint[])', [ids]);
    const now = new Map(present.map((entry) => [entry.botId, entry]));
    for (const [botId, shown] of part)
      if (!isSame(shown, now.get(botId))) await publishBot(tenantOf(botId), jobs, mode);
  }
  return changes.size;
}

async function* readPages(mode: Mode, pageSize: number): AsyncGenerator<NewDirectoryEntry[]> {
  let after = '0';
  for (;;) {
    const page = await readEntries(mode, 'where b.id > $1 order by b.id limit $2', [after, pageSize]);
    yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.botId ?? after;
  }
}

async function readEntries(
  mode: Mode,
  where: string,
  values: readonly unknown[],
): Promise<NewDirectoryEntry[]> {
  const rows = await asFleet('publish the directory', (tx: Tx) =>
    tx.sql<BotRow>(`${selectBots} ${where}`, values),
  );
  return rows.map((row) => entryOf(row, mode));
}
