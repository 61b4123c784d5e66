import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';
import { askList, type ListAnswer } from './ask-list.js';
import { replaceEntries } from './replace-entries.js';

const readBot = `
  select address, etag, tried_at::text as seen, (
    select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1) as stored
  from bots left join blacklists on blacklists.bot_id = $1
  where bots.id = $1`;
const readWish = `
  select jsonb_object_agg(config_key, config_value) as stored from bot_configurations
  where bot_id = $1 and config_key in ('blacklist_enabled', 'blacklist_url')`;
// Whoever has asked meanwhile knows better.
const claim = `
  insert into blacklists (bot_id, address, tried_at, next_at) values ($1, $2, $3, $4)
  on conflict (bot_id) do update set address = excluded.address, tried_at = excluded.tried_at, next_at = excluded.next_at,
    etag = case blacklists.address when excluded.address then blacklists.etag end, updated_at = now()
  where blacklists.tried_at is not distinct from $5::timestamptz
  returning read_at`;
const noteRead = `
  update blacklists set etag = $2, read_at = $3, fault = null, entry_count = $4, skipped_count = $5 where bot_id = $1`;
const noteSame = 'update blacklists set read_at = $2, fault = null where bot_id = $1';
const noteFault = 'update blacklists set fault = $2 where bot_id = $1';
const forget = [
  'delete from blacklist_entries where bot_id = $1',
  'delete from blacklists where bot_id = $1',
] as const;

interface Bot {
  readonly address: string | null;
  readonly etag: string | null;
  /** As text, unrounded: it names the state that was read. */
  readonly seen: string | null;
  readonly stored: Record<string, unknown> | null;
}

/** After a fault it is asked again so soon, or at its usual time if that is sooner. */
const againMs = hourMs;

/**
 * Reads a bot's black list from where its settings say and takes it over whole, in one transaction; none is open while it
 * is asked for. What cannot be read, or is no list, leaves the one from before in force, and the admins hear of it once until
 * it is read again. A bot that has its list off, or names no address, has none. It can be killed anywhere and run beside itself.
 */
export async function readBlacklist(
  tenant: Tenant,
  { mayCallPrivate }: { readonly mayCallPrivate: boolean },
): Promise<void> {
  const [bot] = await tenant.db((tx) => tx.sql<Bot>(readBot, [tenant.botId]));
  if (!bot) return;
  const values = valuesOf(tenant.botId, bot.stored ?? {});
  const { blacklist_url: url } = values;
  if (!values.blacklist_enabled || url === null)
    return tenant.db(async (tx) => {
      for (const text of forget) await tx.sql(text, [tenant.botId]);
    });
  const etag = bot.address === url ? bot.etag : null;
  const answer = await askList({ url, etag, mayCallPrivate });
  await tenant.db((tx) => settle(tenant, tx, { url, seen: bot.seen, answer, values }));
}

interface Settling {
  readonly url: string;
  readonly seen: string | null;
  readonly answer: ListAnswer;
  readonly values: SettingValues;
}

async function settle(tenant: Tenant, tx: Tx, { url, seen, answer, values }: Settling): Promise<void> {
  const { botId } = tenant;
  // Who changed that meanwhile has another reading on its way.
  if (!(await isStillWished(tenant, tx, url))) return;
  const at = now();
  const usual = values.blacklist_refresh_hours * hourMs;
  const next = new Date(at + (answer.kind === 'broken' ? Math.min(usual, againMs) : usual));
  const [row] = await tx.sql<{ read_at: Date | null }>(claim, [botId, url, new Date(at), next, seen]);
  if (!row) return;
  if (answer.kind === 'same') return void (await tx.sql(noteSame, [botId, new Date(at)]));
  if (answer.kind === 'read') {
    const { entries, skipped } = answer.list;
    await replaceEntries(tenant, tx, entries);
    await tx.sql(noteRead, [botId, answer.etag, new Date(at), entries.length, skipped]);
    return;
  }
  const { fault, status } = answer;
  const { host } = new URL(url);
  log.warn({ fault, status, host }, 'a black list could not be read; the one from before stays in force');
  await tx.sql(noteFault, [botId, status === null ? fault : `${fault} ${status}`]);
  const since = row.read_at?.toISOString() ?? null;
  await notify(tenant, tx, { kind: 'blacklist_broken', about: { host, fault, status, since } });
}

/** Does the bot still want the list of this address? */
async function isStillWished({ botId }: Tenant, tx: Tx, url: string): Promise<boolean> {
  const [row] = await tx.sql<Pick<Bot, 'stored'>>(readWish, [botId]);
  const values = valuesOf(botId, row?.stored ?? {});
  return values.blacklist_enabled && values.blacklist_url === url;
}
