import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';
import { isSettingKey, settingCatalog, type SettingKey } from './setting-catalog.js';

/**
 * What becomes of one setting: a value in place of the present one; members put into the present object (null takes
 * one out, an object that is empty then is not set); or nothing, so that the default of the catalogue holds.
 */
export type SettingChange =
  | { readonly key: string; readonly put: unknown }
  | { readonly key: string; readonly merge: Readonly<Record<string, unknown>> }
  | { readonly key: string; readonly unset: true };

// The lock lets changes of one bot follow each other; the row's time is the revision that the fleet follows.
const touchBot = `update bots set updated_at = clock_timestamp() where id = $1 returning id`;
const readValue =
  'select config_value as value from bot_configurations where bot_id = $1 and config_key = $2';
const writeValue = `
  insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)
  on conflict (bot_id, config_key) do update set config_value = excluded.config_value, updated_at = now()`;
const removeValue = 'delete from bot_configurations where bot_id = $1 and config_key = $2';

/**
 * Changes settings of a bot, all or none; its fleet follows within two seconds. Throws PermanentError: 'bot.not-found',
 * 'setting.unknown' (context: key), 'setting.refused' (context: key, and fault, which says what would be right).
 */
export async function changeSettings(tenant: Tenant, changes: readonly SettingChange[]): Promise<void> {
  const known = changes.map((change) => {
    const { key } = change;
    if (!isSettingKey(key)) throw new PermanentError('setting.unknown', { context: { key } });
    return { ...change, key };
  });
  await tenant.db(async (tx) => {
    const [bot] = await tx.sql(touchBot, [tenant.botId]);
    if (!bot) throw new PermanentError('bot.not-found', { context: { bot_id: tenant.botId } });
    for (const change of known) await makeChange(tenant, tx, change);
    await enqueue(tenant, 'bot.publish', {});
  });
}

async function makeChange(
  tenant: Tenant,
  tx: Tx,
  change: SettingChange & { readonly key: SettingKey },
): Promise<void> {
  const { key } = change;
  const wanted =
    'unset' in change ? undefined : 'put' in change ? change.put : await merged(tenant, tx, change);
  if (wanted === undefined) await tx.sql(removeValue, [tenant.botId, key]);
  else await tx.sql(writeValue, [tenant.botId, key, JSON.stringify(check(key, wanted))]);
}

async function merged(
  tenant: Tenant,
  tx: Tx,
  { key, merge }: { readonly key: SettingKey; readonly merge: Readonly<Record<string, unknown>> },
): Promise<object | undefined> {
  const [row] = await tx.sql<{ value: unknown }>(readValue, [tenant.botId, key]);
  const present = typeof row?.value === 'object' ? row.value : {};
  const members = Object.entries({ ...present, ...merge }).filter(([, value]) => value !== null);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function check(key: SettingKey, value: unknown): unknown {
  const result = settingCatalog[key].schema.safeParse(value);
  if (result.success) return result.data;
  const fault = result.error.issues.map((issue) => issue.message).join('; ');
  throw new PermanentError('setting.refused', { context: { key, fault } });
}
