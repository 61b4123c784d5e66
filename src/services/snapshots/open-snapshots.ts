import { LRUCache } from 'lru-cache';
import { now } from '#platform/clock.js';
import { metrics } from '#platform/metrics.js';
import { assertNoScope, type Tenant } from '#tenancy/scope.js';
import { onBotChange } from '../bots/bot-changes.js';
import { readStoredBot, snapshotOf, type BotSnapshot, type StoredBot } from './bot-snapshot.js';
import { openRedisCopies, type SharedPlace } from './redis-copies.js';

/** A process's snapshots of bots. */
export interface Snapshots {
  /**
   * A bot as it is now: from the process while the bot's revision stands, else from Redis, else from PostgreSQL in a scope
   * of its own; no scope may be open. Undefined when the bot is gone.
   */
  read(tenant: Tenant): Promise<BotSnapshot | undefined>;
  /** Drops what this process and Redis know of a bot, so that the next reader asks PostgreSQL. */
  forget(botId: string): Promise<void>;
  /** Hears of no change any more. */
  close(): void;
}

export interface SnapshotSources {
  /** Rises whenever a bot's row, settings or features changed; undefined when that cannot be told. */
  readonly revisionOf: (botId: string) => string | undefined;
  /** Left out: nothing is shared with other processes. */
  readonly shared?: SharedPlace | undefined;
}

interface Kept {
  readonly snapshot: BotSnapshot;
  readonly at: number;
}

/** Snapshots older than this are read again even if no newer revision is known. */
const oldestMs = 300_000;
/** The same while the revision cannot be told (Redis away): PostgreSQL is asked once a second at most. */
const oldestUnknownMs = 1_000;
const mostKept = 5_000;

/** Opens a process's snapshots; a change that this process commits holds for its next reader at once. */
export function openSnapshots({ revisionOf, shared }: SnapshotSources): Snapshots {
  const copies = openRedisCopies(shared);
  const kept = new LRUCache<string, Kept>({ max: mostKept });
  /** Readings under way, so that many updates of a bot at once are one question. */
  const underWay = new Map<string, Promise<BotSnapshot | undefined>>();
  /** How often bots were changed in this process: a reading that began before such a change is not kept. */
  let changes = 0;

  async function forget(botId: string): Promise<void> {
    kept.delete(botId);
    changes += 1;
    await copies.drop(botId);
  }

  async function readAnew(tenant: Tenant, revision: string | undefined): Promise<BotSnapshot | undefined> {
    const { botId } = tenant;
    const before = changes;
    const copy = revision === undefined ? undefined : await copies.fetch(botId, revision);
    const stored: StoredBot | undefined = copy ?? (await tenant.db((tx) => readStoredBot(tenant, tx)));
    const snapshot = stored && snapshotOf(botId, revision, stored);
    if (changes !== before) return snapshot;
    if (stored && !copy && revision !== undefined) await copies.keep(botId, revision, stored);
    if (changes !== before) return snapshot; // A change came while Redis was told; it has emptied both caches.
    if (snapshot) kept.set(botId, { snapshot, at: now() });
    else kept.delete(botId);
    return snapshot;
  }

  return {
    read: async (tenant) => {
      assertNoScope('reading a snapshot');
      const { botId } = tenant;
      const revision = revisionOf(botId);
      const known = kept.get(botId);
      const mostAge = revision === undefined ? oldestUnknownMs : oldestMs;
      const isHit = known !== undefined && known.snapshot.revision === revision && now() - known.at < mostAge;
      metrics.snapshotLooked('process', isHit ? 'hit' : 'miss');
      if (isHit) return known.snapshot;
      const question = `${botId} ${revision} ${changes}`;
      const asked =
        underWay.get(question) ?? readAnew(tenant, revision).finally(() => underWay.delete(question));
      underWay.set(question, asked);
      return asked;
    },
    forget,
    close: onBotChange(forget),
  };
}
