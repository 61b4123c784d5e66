import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { metrics } from '#platform/metrics.js';
import { assertNoScope, type Tenant, type Tx } from '#tenancy/scope.js';
import { revisionOf } from '../bots/bot-revisions.js';
import type { FeatureConfig, FeatureKey } from './catalog.js';
import { dropFeatures, fetchFeatures, keepFeatures } from './redis-cache.js';
import { featuresText, shapeFeatures, storedFrom, type Features, type FeaturesRow } from './shape.js';

interface Cached {
  readonly features: Features;
  readonly revision: string | undefined;
  readonly at: number;
}

/** Entries older than this are read again even if no newer revision is known. */
const oldestMs = 300_000;
/** The same while the revision cannot be told (Redis away): PostgreSQL is asked once a second at most. */
const oldestUnknownMs = 1_000;
const mostCached = 5_000;

const cache = new Map<string, Cached>();
/** Readings under way, so that many updates of a bot at once are one question. */
const underWay = new Map<string, Promise<Features>>();
/** How often features were changed in this process: a reading that began before such a change is not kept. */
let changes = 0;

/** Drops what this process and Redis know of a bot's features: they were changed here, and the next reader shall see it. */
export async function forgetFeatures(botId: string): Promise<void> {
  cache.delete(botId);
  changes += 1;
  await dropFeatures(botId);
}

/**
 * All features of a bot: from the process's cache while the bot's revision stands, else from Redis, else from
 * PostgreSQL in a scope of its own; no scope may be open. Throws PermanentError('bot.unknown').
 */
export async function getFeatures(tenant: Tenant): Promise<Features> {
  assertNoScope('reading features');
  const { botId } = tenant;
  const revision = revisionOf(botId);
  const known = cache.get(botId);
  const mostAge = revision === undefined ? oldestUnknownMs : oldestMs;
  const isHit = known !== undefined && known.revision === revision && now() - known.at < mostAge;
  metrics.featuresLooked('process', isHit ? 'hit' : 'miss');
  if (isHit) return known.features;
  const question = `${botId} ${revision} ${changes}`;
  const asked = underWay.get(question) ?? read(tenant, revision).finally(() => underWay.delete(question));
  underWay.set(question, asked);
  return asked;
}

async function read(tenant: Tenant, revision: string | undefined): Promise<Features> {
  const before = changes;
  const shared = revision === undefined ? undefined : await fetchFeatures(tenant.botId, revision);
  const stored = shared ?? (await tenant.db((tx) => readStored(tenant, tx)));
  const features = shapeFeatures(tenant.botId, stored);
  if (changes !== before) return features;
  if (!shared && revision !== undefined) await keepFeatures(tenant.botId, revision, stored);
  if (changes !== before) return features; // A change came while Redis was told; it has emptied both caches.
  cache.delete(tenant.botId);
  cache.set(tenant.botId, { features, revision, at: now() });
  for (const [oldest] of cache) if (cache.size > mostCached) cache.delete(oldest);
  return features;
}

async function readStored({ botId }: Tenant, tx: Tx) {
  const [row] = await tx.sql<FeaturesRow>(featuresText, [botId]);
  if (!row) throw new PermanentError('bot.unknown', { context: { bot_id: botId } });
  return storedFrom(row);
}

/** All features of a bot straight from PostgreSQL, in its caller's transaction. */
export async function listFeatures(tenant: Tenant, tx: Tx): Promise<Features> {
  return shapeFeatures(tenant.botId, await readStored(tenant, tx));
}

/** Does a feature of the bot work now: its flag is on, and so is the column of the bot where it has one? */
export async function isFeatureOn(tenant: Tenant, key: FeatureKey): Promise<boolean> {
  return (await getFeatures(tenant))[key].isOn;
}

/** The configuration of a feature with its defaults, whether it is on or not. */
export async function getFeatureConfig<K extends FeatureKey>(
  tenant: Tenant,
  key: K,
): Promise<FeatureConfig<K>> {
  return (await getFeatures(tenant))[key].config;
}
