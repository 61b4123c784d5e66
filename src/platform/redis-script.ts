import type { Redis } from './redis.js';

/** Runs a Lua script: its keys, its arguments. */
export type RedisScript = (
  redis: Redis,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

type Command = (count: number, ...rest: (string | number)[]) => Promise<unknown>;

/** A Lua script under a name that is its own in the process; Redis gets the text once and its hash from then on. */
export function redisScript(name: string, lua: string): RedisScript {
  return (redis, keys, args) => {
    if (!(name in redis)) redis.defineCommand(name, { lua });
    const commands = redis as unknown as Record<string, Command>;
    return (commands[name] as Command).call(redis, keys.length, ...keys, ...args);
  };
}
