import { isDeepStrictEqual } from 'node:util';
import { enqueue } from '#jobs/enqueue.js';
import { botBounds } from '#platform/bounds.js';
import { now } from '#platform/clock.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isMaster, type Actor } from '../access/actor.js';
import { announceBotChange } from '../bots/bot-changes.js';
import { lockBot } from '../bots/lock-bot.js';
import { isSecretKey, isSettingKey, settingOf, type SettingKey } from './catalog.js';
import { noteChanges, type Changed } from './history.js';
import { keepPageVersions } from './keep-page-versions.js';
import { RefusedValueError } from './refused-value.js';
import { settingRules } from './rules.js';
import { checkSetting, openSecret, sealSecret, showStored, valuesOf } from './values.js';

/**
 * What becomes of one setting: a value in place of the present one; members put into the present object (null takes
 * one out, an object that is empty then is not set); or nothing, so that the default of the catalogue holds.
 */
export type SettingChange =
  | { readonly key: string; readonly put: unknown }
  | { readonly key: string; readonly merge: Readonly<Record<string, unknown>> }
  | { readonly key: string; readonly unset: true };

type KnownChange = SettingChange & { readonly key: SettingKey };

export interface ChangeMeans {
  readonly actor: Actor;
  readonly vault: Vault;
}

type Stored = ReadonlyMap<string, unknown>;

/** On these depends whether trials stand still while their owners are out of the channel. */
const channelSettings: ReadonlySet<SettingKey> = new Set([
  'channel_id',
  'channel_required',
  'channel_trial_stops',
  'required_channels',
]);

/** On these depends what a bot's black list is. */
const listSettings: ReadonlySet<SettingKey> = new Set([
  'blacklist_enabled',
  'blacklist_refresh_hours',
  'blacklist_url',
]);

/** On these depends when something is said of a subscription: of all that the bot has it is found anew. */
const wordSettings: ReadonlySet<SettingKey> = new Set([
  'expired_reminder',
  'expiry_warning_days',
  'notifications_enabled',
  'time_zone',
  'trial_unused_hours',
  'trial_warning_hours',
  'winback_first',
  'winback_first_percent',
  'winback_second',
  'winback_second_days',
  'winback_second_percent',
]);

/** On these depends when a ticket is looked at next. */
const ticketSettings: ReadonlySet<SettingKey> = new Set([
  'ticket_close_days',
  'ticket_sla',
  'ticket_sla_minutes',
  'ticket_sla_repeat_minutes',
  'ticket_work_days',
  'ticket_work_from',
  'ticket_work_to',
  'time_zone',
]);

/** Whoever began a ticket by settings that were changed meanwhile has written it by then. */
const longestWriteMs = 30_000;

const readStored = `
  select config_key as key, config_value as value from bot_configurations where bot_id = $1`;
const writeValues = `
  insert into bot_configurations (bot_id, config_key, config_value)
  select $1, key, value from jsonb_each($2::jsonb)
  on conflict (bot_id, config_key) do update set config_value = excluded.config_value, updated_at = clock_timestamp()`;
const removeValues = 'delete from bot_configurations where bot_id = $1 and config_key = any($2::text[])';
// The row's time is the revision that the fleet follows.
const touchBot = 'update bots set updated_at = clock_timestamp() where id = $1';

/**
 * Changes settings of a bot, all or none; its fleet follows within a second. Returns what became different, secrets
 * masked. Throws PermanentError('bot.unknown') and RefusedValueError, which names the key and says what would be right:
 * 'setting.unknown'; 'setting.master_only';
 * 'setting.refused' (wrong type or range); 'setting.conflict' (does not fit another setting, also named in the context);
 * 'setting.no_room' (all of them together are too large).
 */
export const changeSettings = (
  tenant: Tenant,
  changes: readonly SettingChange[],
  means: ChangeMeans,
): Promise<Changed[]> => tenant.db((tx) => changeSettingsIn(tenant, tx, changes, means));

/** The same in its caller's transaction. */
export async function changeSettingsIn(
  tenant: Tenant,
  tx: Tx,
  changes: readonly SettingChange[],
  means: ChangeMeans,
): Promise<Changed[]> {
  const known = changes.map((change) => demandRight(change, means.actor));
  await lockBot(tenant, tx);
  const before = await readAll(tenant, tx);
  const after = new Map(before);
  for (const change of known) {
    const wanted = wantedBy(change, after.get(change.key));
    if (wanted === undefined) after.delete(change.key);
    else after.set(change.key, storedOf(tenant, change.key, checkSetting(change.key, wanted), means.vault));
  }
  const keys = [...new Set(known.map(({ key }) => key))];
  const changed = keys.filter((key) => !isSame(tenant, key, [before, after], means.vault));
  demandRules(tenant, after, changed);
  demandRoom([before, after], changed);
  if (changed.length > 0) await write(tenant, tx, { before, after, changed, actor: means.actor });
  return changed.map((key) => changeOf(key, before, after));
}

function demandRight(change: SettingChange, actor: Actor): KnownChange {
  const { key } = change;
  if (!isSettingKey(key))
    throw new RefusedValueError('setting.unknown', { key, fault: 'there is no such setting' });
  if (settingOf(key).setBy === 'master' && !isMaster(actor))
    throw new RefusedValueError('setting.master_only', {
      key,
      fault: 'only the operator of the fleet may set it',
    });
  return { ...change, key };
}

async function readAll(tenant: Tenant, tx: Tx): Promise<Stored> {
  const rows = await tx.sql<{ key: string; value: unknown }>(readStored, [tenant.botId]);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

function wantedBy(change: KnownChange, present: unknown): unknown {
  if ('unset' in change) return undefined;
  if ('put' in change) return change.put;
  const { key, merge } = change;
  const isTable = ['table', 'text-per-language'].includes(settingOf(key).type);
  if (!isTable || Array.isArray(settingOf(key).default))
    throw new RefusedValueError('setting.refused', {
      key,
      fault: 'has no members that could be merged; put the whole value',
    });
  const own = typeof present === 'object' ? present : {};
  const members = Object.entries({ ...own, ...merge }).filter(([, value]) => value !== null);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function storedOf({ botId }: Tenant, key: SettingKey, value: unknown, vault: Vault): unknown {
  return isSecretKey(key) && typeof value === 'string'
    ? sealSecret(vault, { botId, key, plain: value })
    : value;
}

/** Is it stored as it was? A secret is compared in clear, since it is never sealed the same way twice. */
function isSame(
  { botId }: Tenant,
  key: SettingKey,
  stored: readonly [Stored, Stored],
  vault: Vault,
): boolean {
  const [before, after] = stored.map((values) => values.get(key));
  if (!isSecretKey(key) || before === after) return isDeepStrictEqual(before, after);
  if (stored[0].has(key) !== stored[1].has(key)) return false;
  try {
    const [old, fresh] = [before, after].map((value) => openSecret(vault, { botId, key, stored: value }));
    return old === fresh;
  } catch {
    // Sealed under a lost APP_SECRET: whatever is given replaces it.
    return false;
  }
}

function demandRules(tenant: Tenant, after: Stored, changed: readonly SettingKey[]): void {
  const values = valuesOf(tenant.botId, Object.fromEntries(after));
  for (const { keys, fault } of settingRules) {
    if (!keys.some((key) => changed.includes(key))) continue;
    const says = fault(values);
    const [key, ...others] = keys;
    if (says) throw new RefusedValueError('setting.conflict', { key, others, fault: says });
  }
}

const bytesOf = (stored: Stored): number =>
  [...stored].reduce((sum, [key, value]) => sum + key.length + Buffer.byteLength(JSON.stringify(value)), 0);

/** All values together have a bound; what makes them smaller is taken however large they are. */
function demandRoom([before, after]: readonly [Stored, Stored], changed: readonly SettingKey[]): void {
  const bytes = bytesOf(after);
  if (bytes <= botBounds.settingBytes || bytes <= bytesOf(before)) return;
  const fault = `all settings of the bot together would have ${bytes} bytes of at most ${botBounds.settingBytes}; shorten or reset some`;
  const [key = ''] = changed;
  throw new RefusedValueError('setting.no_room', { key, fault });
}

const changeOf = (key: SettingKey, before: Stored, after: Stored): Changed => {
  const shown = (stored: Stored) => (stored.has(key) ? showStored(key, stored.get(key)) : undefined);
  return { key, before: shown(before), after: shown(after) };
};

interface Difference {
  readonly before: Stored;
  readonly after: Stored;
  readonly changed: readonly SettingKey[];
  readonly actor: Actor;
}

async function write(tenant: Tenant, tx: Tx, { before, after, changed, actor }: Difference): Promise<void> {
  const { botId } = tenant;
  const [put, gone] = [changed.filter((key) => after.has(key)), changed.filter((key) => !after.has(key))];
  if (put.length > 0) {
    const values = Object.fromEntries(put.map((key) => [key, after.get(key)]));
    await tx.sql(writeValues, [botId, JSON.stringify(values)]);
  }
  if (gone.length > 0) await tx.sql(removeValues, [botId, gone]);
  const changes = changed.map((key) => changeOf(key, before, after));
  await noteChanges(tenant, tx, { kind: 'setting', changes, actor });
  await keepPageVersions(tenant, tx, { keys: changed, read: (key) => after.get(key), actor });
  await tx.sql(touchBot, [botId]);
  if (changed.some((key) => wordSettings.has(key))) await enqueue(tenant, 'words.plan', {});
  if (changed.some((key) => ticketSettings.has(key))) await planTickets(tenant);
  if (changed.includes('maintenance_mode')) await enqueue(tenant, 'maintenance.follow', {});
  // Trials that stand still may go on.
  if (changed.some((key) => channelSettings.has(key))) await enqueue(tenant, 'people.check-channel', {});
  if (changed.some((key) => listSettings.has(key))) await enqueue(tenant, 'blacklist.read', {});
  tx.afterCommit(() => announceBotChange(botId));
  await enqueue(tenant, 'bot.publish', {});
}

/** Now, and once more for tickets that were just being opened. */
async function planTickets(tenant: Tenant): Promise<void> {
  await enqueue(tenant, 'tickets.plan', {});
  await enqueue(tenant, 'tickets.plan', {}, { notBefore: new Date(now() + longestWriteMs) });
}
