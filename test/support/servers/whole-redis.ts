import { serversOf, type Redis } from '#platform/redis.js';

/** The keys that fit a pattern, on whichever node of a Cluster they are. */
export async function findKeys(redis: Redis, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const server of serversOf(redis))
    for (let cursor: string | undefined; cursor !== '0';) {
      const [next, keys] = await server.scan(cursor ?? '0', 'MATCH', pattern, 'COUNT', 1_000);
      cursor = next;
      for (const key of keys) found.add(key);
    }
  return [...found];
}

/** Removes the keys that fit a pattern. */
export async function removeFound(redis: Redis, pattern: string): Promise<void> {
  const keys = await findKeys(redis, pattern);
  for (let at = 0; at < keys.length; at += 1_000) await redis.del(...keys.slice(at, at + 1_000));
}

/** Changes a setting of every server. */
export async function configureRedis(redis: Redis, name: string, value: string): Promise<void> {
  await Promise.all(serversOf(redis).map((server) => server.config('SET', name, value)));
}

/** A counter of INFO's section `stats`, of all servers together. */
export async function redisStat(redis: Redis, name: string): Promise<number> {
  const told = await Promise.all(serversOf(redis).map((server) => server.info('stats')));
  return told.reduce((sum, text) => sum + Number(new RegExp(`${name}:(\\d+)`).exec(text)?.[1]), 0);
}
