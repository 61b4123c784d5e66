import { readDirectoryState } from '#directory/compared-directory.js';
import {
  publishDirectory,
  publishEntry,
  type DirectoryToken,
  type NewDirectoryEntry,
} from '#directory/directory.js';
import type { Jobs } from '#jobs/queues.js';
import { sha256 } from '#platform/secrets.js';
import { asFleet, tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { hasEarlierSecret } from './webhook-fingerprint.js';

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
  has_earlier_secret: boolean;
  card_message_secret: string | null;
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
    ${hasEarlierSecret} as has_earlier_secret,
    (select secret.config_value->>'sealed'
      from bot_configurations as secret join bot_configurations as matching using (bot_id)
      where secret.bot_id = b.id and secret.config_key = 'card_message_secret'
        and matching.config_key = 'card_matching' and matching.config_value = 'true') as card_message_secret,
    extract(epoch from greatest(b.updated_at,
      (select max(updated_at) from bot_configurations where bot_id = b.id),
      (select max(updated_at) from bot_feature_flags where bot_id = b.id)))::text as settings_at
  from bots b left join bot_connections c on c.bot_id = b.id`;

type Mode = 'polling' | 'webhook';

/** Bots read at once; the digest of more would make PostgreSQL compile the statement each time. */
const mostOfPage = 1_000;

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
  ...(row.card_message_secret && { cardMessageSecret: row.card_message_secret }),
  ...(mode === 'webhook' && row.has_earlier_secret && { hasEarlierSecret: true }),
  settingsAt: row.settings_at,
});

const isSame = (left: NewDirectoryEntry | undefined, right: NewDirectoryEntry | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** The tenant's own row and nothing else, so one round trip. */
async function readWithCommit(tenant: Tenant): Promise<readonly BotRow[]> {
  const found: BotRow[] = [];
  await tenant.db((tx) => {
    tx.withCommit<BotRow>(selectBots, [], (rows) => {
      found.push(...rows);
      return Promise.resolve();
    });
    return Promise.resolve();
  });
  return found;
}

/**
 * Puts one bot's present state into the directory, or removes a deleted bot from it. What was shown is read again: two
 * that publish at once may show the older state last.
 */
export async function publishBot(tenant: Tenant, jobs: Jobs, mode: Mode): Promise<void> {
  const read = async () => {
    const [row] = await readWithCommit(tenant);
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

/**
 * Does what `publishAllBots` does, unless neither PostgreSQL nor the directory has changed since they were found equal: to
 * take thousands of entries to this process and compare them each minute would be most of what an idle fleet does.
 */
export async function keepDirectory(jobs: Jobs, mode: Mode, pageSize = mostOfPage): Promise<number> {
  const state = await readDirectoryState(jobs.redis, jobs.prefix);
  const digest = await digestBots(mode, pageSize);
  if (state.isKnownToEqual(digest)) return 0;
  const changes = await publishAllBots(jobs, mode, pageSize);
  if (!changes) await state.noteEqual(digest);
  return changes;
}

/** Makes the directory equal to PostgreSQL, `pageSize` bots at a time; returns how many entries changed. */
export async function publishAllBots(jobs: Jobs, mode: Mode, pageSize = mostOfPage): Promise<number> {
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

const digestPage = `
  with page as (${selectBots} where b.id > $1 order by b.id limit $2)
  select max(id)::text as last, count(*)::int as count,
    encode(sha256(convert_to(coalesce(string_agg(page::text, '' order by id), ''), 'UTF8')), 'hex') as digest
  from page`;
/** What makes an entry of a row: a newer version that writes entries in another way must not trust an older one's digest. */
const recipe = sha256(`${selectBots} ${String(entryOf)}`);

/** Changes whenever an entry would: made by PostgreSQL, which keeps the rows to itself. */
async function digestBots(mode: Mode, pageSize: number): Promise<string> {
  const digests = [mode, recipe];
  let after = '0';
  for (;;) {
    const [page] = await asFleet('publish the directory', (tx: Tx) =>
      tx.sql<{ last: string | null; count: number; digest: string }>(digestPage, [after, pageSize]),
    );
    digests.push(page?.digest ?? '');
    if (!page?.last || page.count < pageSize) return sha256(digests.join(' '));
    after = page.last;
  }
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
