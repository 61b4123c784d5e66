import { isDeepStrictEqual } from 'node:util';
import { enqueue } from '#jobs/enqueue.js';
import { botBounds } from '#platform/bounds.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import { announceBotChange } from '../bots/bot-changes.js';
import { lockBot } from '../bots/lock-bot.js';
import { noteChanges, type Changed } from '../settings/history.js';
import { RefusedValueError } from '../settings/refused-value.js';
import { faultOf } from '../settings/values.js';
import { featureOf, isFeatureKey, isPlannedFeature, type FeatureKey } from './catalog.js';

/** What becomes of a feature: what is left out stays; `unset` lets the default of the catalogue hold. */
export type FeatureChange =
  { readonly enabled?: boolean | 'toggle'; readonly config?: unknown } | { readonly unset: true };

interface Flag {
  readonly enabled: boolean;
  readonly config: unknown;
}

const readFlag = 'select enabled, config from bot_feature_flags where bot_id = $1 and feature_key = $2';
const writeFlag = `
  insert into bot_feature_flags (bot_id, feature_key, enabled, config) values ($1, $2, $3, $4::jsonb)
  on conflict (bot_id, feature_key)
  do update set enabled = excluded.enabled, config = excluded.config, updated_at = clock_timestamp()`;
const removeFlag = 'delete from bot_feature_flags where bot_id = $1 and feature_key = $2';
// The row's time is the revision that the fleet follows.
const touchBot = 'update bots set updated_at = clock_timestamp() where id = $1';

/**
 * Changes a feature of a bot in its caller's transaction; its fleet follows within a second. Returns what became
 * different, undefined when all is as it was. Throws PermanentError('bot.unknown') and RefusedValueError
 * 'feature.unknown', 'feature.planned' or 'feature.refused' (its configuration).
 */
export async function changeFeatureIn(
  tenant: Tenant,
  tx: Tx,
  { key, change }: { readonly key: string; readonly change: FeatureChange },
  actor: Actor,
): Promise<Changed | undefined> {
  const { botId } = tenant;
  if (isPlannedFeature(key))
    throw new RefusedValueError('feature.planned', { key, fault: 'nothing in this version asks for it' });
  if (!isFeatureKey(key))
    throw new RefusedValueError('feature.unknown', { key, fault: 'there is no such feature' });
  await lockBot(tenant, tx);
  const [before] = await tx.sql<Flag>(readFlag, [botId, key]);
  const after = 'unset' in change ? undefined : flagAfter(key, before, change);
  if (isDeepStrictEqual(before, after)) return undefined;
  if (after) await tx.sql(writeFlag, [botId, key, after.enabled, JSON.stringify(after.config)]);
  else await tx.sql(removeFlag, [botId, key]);
  const changed = { key, before, after };
  await noteChanges(tenant, tx, { kind: 'feature', changes: [changed], actor });
  await tx.sql(touchBot, [botId]);
  tx.afterCommit(() => announceBotChange(botId));
  await enqueue(tenant, 'bot.publish', {});
  return changed;
}

function flagAfter(
  key: FeatureKey,
  before: Flag | undefined,
  { enabled, config }: Exclude<FeatureChange, { readonly unset: true }>,
): Flag {
  const { isOnByDefault, config: schema } = featureOf(key);
  const present = before?.enabled ?? isOnByDefault;
  const wanted = enabled === 'toggle' ? !present : (enabled ?? present);
  if (config === undefined) return { enabled: wanted, config: before?.config ?? {} };
  const result = schema.safeParse(config);
  if (result.success && Buffer.byteLength(JSON.stringify(config)) > botBounds.featureBytes)
    throw new RefusedValueError('feature.refused', {
      key,
      fault: `may have ${botBounds.featureBytes} bytes; give less`,
    });
  // What was given is kept, not what it was filled up to: a later default holds where nothing was said.
  if (result.success) return { enabled: wanted, config };
  throw new RefusedValueError('feature.refused', { key, fault: faultOf(result.error) });
}
