import { type Redis } from 'ioredis';
import { openMigrator } from '../../../migrations/migrator.js';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { openRedisDatabase } from '../jobs.js';
import { makeOwnDatabase, type OwnDatabase } from '../servers/own-database.js';
import { findKeys } from '../servers/whole-redis.js';
import { runScript, startScript, type RunningScript, type ScriptResult } from './run-script.js';

/** A migrated database, an emptied Redis and a stand-in for Telegram, for operators' scripts; no fleet runs. */
export interface ScriptFleet {
  readonly database: OwnDatabase;
  readonly redis: Redis;
  readonly telegram: TelegramStandIn;
  readonly appSecret: string;
  run(name: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<ScriptResult>;
  start(name: string, args: readonly string[], env?: Readonly<Record<string, string>>): RunningScript;
  /** Everything Redis and PostgreSQL hold, as one text in which a secret would be found. */
  everythingStored(): Promise<string>;
  close(): Promise<void>;
}

/** Opens such a fleet; it uses Redis database 8. */
export async function openScriptFleet(): Promise<ScriptFleet> {
  const database = await makeOwnDatabase();
  const migrator = await openMigrator(database.url);
  await migrator.up();
  await migrator.close();
  const { url: redisUrl, redis } = await openRedisDatabase(8);
  const telegram = await startTelegram();
  const appSecret = 'a secret of the scripts under test, long enough';
  const common = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    APP_SECRET: appSecret,
    TELEGRAM_API_ROOT: telegram.url,
    LOG_LEVEL: 'trace',
  };
  return {
    database,
    redis,
    telegram,
    appSecret,
    run: (name, args, env = {}) => runScript(name, args, { ...common, ...env }),
    start: (name, args, env = {}) => startScript(name, args, { ...common, ...env }),
    everythingStored: async () => `${await storedInPostgres(database)}\n${await storedInRedis(redis)}`,
    close: async () => {
      redis.disconnect();
      await telegram.close();
      await database.drop();
    },
  };
}

async function storedInPostgres(database: OwnDatabase): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const texts = tables.map(({ name }) => database.query(`select * from ${name}`));
  return JSON.stringify(await Promise.all(texts));
}

async function storedInRedis(redis: Redis): Promise<string> {
  const keys = await findKeys(redis, '*');
  const values = await Promise.all(
    keys.map(async (key) => {
      const type = await redis.type(key);
      if (type === 'hash') return redis.hgetall(key);
      if (type === 'string') return redis.get(key);
      if (type === 'list') return redis.lrange(key, 0, -1);
      if (type === 'stream') return redis.xrange(key, '-', '+');
      return type === 'zset' ? redis.zrange(key, 0, '-1') : redis.smembers(key);
    }),
  );
  return JSON.stringify([keys, values]);
}
