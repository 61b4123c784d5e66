import { randomUUID } from 'node:crypto';
import { fleetKeys, parseRecord, type FleetRecord } from './fleet-record.js';
import { now } from '#platform/clock.js';
import { startFilling, type Filling } from '#platform/filled-mark.js';
import { log } from '#platform/log.js';
import { redisScript } from '#platform/redis-script.js';
import { keyPrefix, type Redis } from '#platform/redis.js';
import {
  directoryKeys,
  indexTokens,
  type DirectoryEntry,
  type NewDirectoryEntry,
  type TokenOwner,
} from './directory-entry.js';

export type { DirectoryEntry, DirectoryToken, NewDirectoryEntry, TokenOwner } from './directory-entry.js';

const publishScript = redisScript(
  'directoryPublish',
  `
  if redis.call('EXISTS', KEYS[3]) == 0 then
    local time = redis.call('TIME')
    redis.call('SET', KEYS[3], time[1] .. string.format('%06d', time[2]))
  end
  local revision = string.format('%.0f', redis.call('INCR', KEYS[3]))
  if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[1])
  else redis.call('HSET', KEYS[1], ARGV[1], string.sub(ARGV[2], 1, -2) .. ',"revision":"' .. revision .. '"}') end
  redis.call('ZADD', KEYS[2], revision, ARGV[1])
  return revision`,
);

/** Writes one bot's entry, or removes it (`undefined`); followers see it within a second. */
export async function publishEntry(
  redis: Redis,
  botId: string,
  entry: NewDirectoryEntry | undefined,
  prefix = keyPrefix,
): Promise<void> {
  const keys = directoryKeys(prefix);
  const text = entry ? JSON.stringify(entry) : '';
  await publishScript(redis, [keys.bots, keys.changes, keys.version], [botId, text]);
}

const publishedAtOnce = 200;

/** Bot → what was written of it; undefined: it was removed. */
export type DirectoryChanges = ReadonlyMap<string, NewDirectoryEntry | undefined>;

/**
 * Makes the directory equal to the entries of all `pages`: publishes what differs, removes what is gone. Page by
 * page, so that many bots keep neither the process nor Redis from other work.
 */
export async function publishDirectory(
  redis: Redis,
  pages: AsyncIterable<readonly NewDirectoryEntry[]> | Iterable<readonly NewDirectoryEntry[]>,
  prefix = keyPrefix,
): Promise<DirectoryChanges> {
  const changes = new Map<string, NewDirectoryEntry | undefined>();
  const all = new Set<string>();
  const filling = await startFilling(redis, directoryKeys(prefix).born);
  for await (const entries of pages) {
    for (const { botId } of entries) all.add(botId);
    const differing = await findDiffering(redis, entries, prefix);
    await publishMany(redis, differing, prefix);
    for (const entry of differing) changes.set(entry.botId, entry);
  }
  for (const botId of await findStrays(redis, all, prefix)) {
    await publishEntry(redis, botId, undefined, prefix);
    changes.set(botId, undefined);
  }
  await openDirectory(redis, prefix, filling);
  return changes;
}

async function findDiffering(
  redis: Redis,
  entries: readonly NewDirectoryEntry[],
  prefix: string,
): Promise<readonly NewDirectoryEntry[]> {
  if (!entries.length) return [];
  const stored = await redis.hmget(directoryKeys(prefix).bots, ...entries.map(({ botId }) => botId));
  return entries.filter((entry, at) => !isSame(stored[at] ?? '', entry));
}

async function publishMany(
  redis: Redis,
  entries: readonly NewDirectoryEntry[],
  prefix: string,
): Promise<void> {
  for (let at = 0; at < entries.length; at += publishedAtOnce) {
    const part = entries.slice(at, at + publishedAtOnce);
    await Promise.all(part.map((entry) => publishEntry(redis, entry.botId, entry, prefix)));
  }
}

/** Bots of the directory that are not among `all`, every one of which is in it. */
async function findStrays(redis: Redis, all: ReadonlySet<string>, prefix: string): Promise<string[]> {
  const { bots } = directoryKeys(prefix);
  if ((await redis.hlen(bots)) === all.size) return [];
  return (await redis.hkeys(bots)).filter((botId) => !all.has(botId));
}

/** Says that the directory holds every bot, as `filling` put them in; until then followers keep to what they know. */
export async function openDirectory(redis: Redis, prefix = keyPrefix, filling?: Filling): Promise<void> {
  const { born, version } = directoryKeys(prefix);
  await redis.set(version, String(now() * 1_000), 'NX');
  await (filling ?? (await startFilling(redis, born))).end(randomUUID());
}

/** Compares texts, the revision being last: to parse ten thousand entries a minute would cost more than all else. */
function isSame(known: string, entry: NewDirectoryEntry): boolean {
  const text = JSON.stringify(entry).slice(0, -1);
  return known.startsWith(text) && /^,"revision":"\d+"}$/.test(known.slice(text.length));
}

/** Tells ingress the SHA-256 of the master API token. */
export async function publishMasterToken(redis: Redis, hash: string, prefix = keyPrefix): Promise<void> {
  await redis.set(directoryKeys(prefix).master, hash);
}

export type DirectoryListener = (entry: DirectoryEntry, isGone: boolean) => void;
export type RecordListener = (record: FleetRecord | undefined) => void;

/** A process's copy of the directory, at most a second old; it goes on answering while Redis is away. */
export interface DirectoryFollower {
  get(botId: string): DirectoryEntry | undefined;
  /** Whose API token has this SHA-256; expired ones are unknown. */
  byApiTokenHash(hash: string): TokenOwner | undefined;
  list(): Iterable<DirectoryEntry>;
  size(): number;
  masterTokenHash(): string | undefined;
  isLoaded(): boolean;
  /** Milliseconds since Redis was last asked for changes with success; Infinity before the first time. */
  ageMs(): number;
  onChange(listener: DirectoryListener): void;
  /** Hears at each look what Redis knows of the fleet: the one question that every process asks all the time. */
  onRecord(listener: RecordListener): void;
  /** Loads what is there and follows from then on; resolves at once when Redis is away and loads later. */
  start(): Promise<void>;
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

const followEveryMs = 500;

/** Follows the directory: one GET twice a second while nothing changes. */
export function followDirectory(redis: Redis, prefix = keyPrefix): DirectoryFollower {
  const keys = directoryKeys(prefix);
  const asked = [keys.version, keys.master, keys.born, fleetKeys(prefix).record];
  const bots = new Map<string, DirectoryEntry>();
  const tokens = indexTokens();
  const listeners: DirectoryListener[] = [];
  const recordListeners: RecordListener[] = [];
  let seen = -1;
  let life: string | undefined;
  let master: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isStopped = false;
  let lookedAt = -Infinity;

  function forget(botId: string): void {
    const old = bots.get(botId);
    if (!old || !bots.delete(botId)) return;
    tokens.forget(old);
    for (const listener of listeners) listener(old, true);
  }
  function learn(text: string): void {
    const entry = JSON.parse(text) as DirectoryEntry;
    const old = bots.get(entry.botId);
    if (old?.revision === entry.revision) return;
    if (old) tokens.forget(old);
    bots.set(entry.botId, entry);
    tokens.learn(entry);
    for (const listener of listeners) listener(entry, false);
  }
  async function loadAll(version: number): Promise<void> {
    const all = await redis.hgetall(keys.bots);
    for (const text of Object.values(all)) learn(text);
    for (const botId of [...bots.keys()]) if (!(botId in all)) forget(botId);
    seen = version;
  }
  async function loadChanges(version: number): Promise<void> {
    const changed = await redis.zrangebyscore(keys.changes, `(${seen}`, '+inf');
    for (let at = 0; at < changed.length; at += 500) {
      const part = changed.slice(at, at + 500);
      const texts = await redis.hmget(keys.bots, ...part);
      part.forEach((botId, index) => {
        const text = texts[index];
        if (text) learn(text);
        else forget(botId);
      });
    }
    seen = version;
  }
  const noteLook = (): void => void (lookedAt = performance.now());
  async function look(): Promise<void> {
    const [text, token, born, record] = await redis.mget(asked);
    for (const listener of recordListeners) listener(parseRecord(record));
    master = token ?? master;
    if (text == null || born == null) return noteLook(); // Redis is new or was emptied: what is known stays until all is back.
    const version = Number(text);
    if (born !== life) await loadAll(version);
    else if (version !== seen) await loadChanges(version);
    life = born;
    noteLook();
  }
  /** Reads what is there now; a reading that began before the call may miss it, so it is waited for first. */
  async function refresh(): Promise<void> {
    await working?.catch(() => undefined);
    working ??= look().finally(() => {
      working = undefined;
    });
    return working;
  }
  function tick(): void {
    timer = setTimeout(() => {
      refresh()
        .catch((error: unknown) => log.debug({ err: error }, 'the bot directory could not be read'))
        .finally(() => {
          if (!isStopped) tick();
        });
    }, followEveryMs).unref();
  }

  return {
    get: (botId) => bots.get(botId),
    byApiTokenHash: (hash) => tokens.find(hash),
    list: () => bots.values(),
    size: () => bots.size,
    masterTokenHash: () => master,
    isLoaded: () => seen >= 0,
    ageMs: () => performance.now() - lookedAt,
    onChange: (listener) => void listeners.push(listener),
    onRecord: (listener) => void recordListeners.push(listener),
    start: async () => {
      await refresh().catch((error: unknown) =>
        log.warn({ err: error }, 'the bot directory could not be read from Redis at start; trying again'),
      );
      tick();
    },
    refresh,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await working?.catch(() => undefined);
    },
  };
}
