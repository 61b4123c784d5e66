import { StartupError, reasonOf } from './startup-error.mjs';
import { importFrom } from './take-programs.mjs';

const OLDEST_POSTGRES = 14;
const OLDEST_REDIS = '6.2';
const ANSWER_LIMIT_MS = 10_000;
const POSTGRES_CURES = {
  28000: 'Check the user in DATABASE_URL and pg_hba.conf.',
  '28P01': 'Check the user and the password in DATABASE_URL.',
  '3D000': 'Create the database that DATABASE_URL names, or correct the name.',
  ENOTFOUND: 'Correct the host name in DATABASE_URL.',
};

/**
 * Refuses wrong variables in the words of src/env/env.ts, before any server is started for them; `programs` is the
 * directory of the compiled code.
 */
export async function checkVariables(programs, env) {
  const { readEnv } = await importFrom(programs, 'src/env/env.ts');
  const embedded = { DATABASE_URL: 'postgres://embedded', REDIS_URL: 'redis://embedded' };
  try {
    readEnv({ ...embedded, ...env });
  } catch (error) {
    if (error.name !== 'EnvError') throw error;
    throw new StartupError(error.message, '');
  }
}

/**
 * Refuses servers given by DATABASE_URL and REDIS_URL that do not answer or are too old. Answers warnings for people,
 * of a Redis that may drop jobs.
 */
export async function checkGivenServers(programs, given) {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = given;
  if (!databaseUrl && !redisUrl) return [];
  const address = await importFrom(programs, 'src/platform/server-address.ts');
  if (databaseUrl) await checkPostgres(address.withPassword(databaseUrl, given.DATABASE_URL_PASSWORD));
  return redisUrl ? checkRedis(programs, address.withPassword(redisUrl, given.REDIS_URL_PASSWORD)) : [];
}

/**
 * Refuses a BOT_TOKEN that Telegram does not know. Answers a warning when Telegram cannot be asked, since the fleet
 * goes on trying then.
 */
export async function checkBotToken({ BOT_TOKEN: token, TELEGRAM_API_ROOT: root }) {
  if (!token) return [];
  const place = (root || 'https://api.telegram.org').replace(/\/+$/, '');
  const status = await askTelegram(`${place}/bot${token}/getMe`);
  if (status === 401 || status === 404) {
    throw new StartupError(
      `BOT_TOKEN was refused by Telegram (${status}${root ? ` from ${place}` : ''}).`,
      'Copy it again from BotFather, or leave it out to try the sandbox.',
    );
  }
  if (typeof status === 'number' && status < 500) return [];
  const what = `Telegram (${place}) does not answer (${status}), so BOT_TOKEN could not be checked.`;
  return [`${what}\n      The fleet goes on trying; check the network or TELEGRAM_API_ROOT if it lasts.`];
}

/** The status of an answer, or why there was none; never the address, which holds the token. */
async function askTelegram(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    if (error.name === 'TimeoutError') return `nothing within ${ANSWER_LIMIT_MS / 1000} s`;
    return error.cause?.code ?? error.cause?.message ?? error.name;
  }
}

async function checkPostgres(connectionString) {
  const { default: pg } = await import('pg');
  const client = openClient(pg, connectionString);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(`select current_setting('server_version_num')::int / 10000 as major`);
    refuseOldPostgres(rows[0].major);
  } catch (error) {
    throw error instanceof StartupError ? error : postgresFault(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function openClient(pg, connectionString) {
  try {
    return new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_LIMIT_MS });
  } catch (error) {
    throw new StartupError(
      `DATABASE_URL cannot be read (${reasonOf(error)}).`,
      'Write it as postgres://user:password@host:5432/name, with %40 for an @ in the password and so on.',
    );
  }
}

function refuseOldPostgres(major) {
  if (major >= OLDEST_POSTGRES) return;
  throw new StartupError(
    `The PostgreSQL of DATABASE_URL has version ${major}, and Remnafleet needs ${OLDEST_POSTGRES} or newer.`,
    'Upgrade it, or leave DATABASE_URL out to have an embedded one.',
  );
}

function postgresFault(error) {
  return new StartupError(
    `The PostgreSQL of DATABASE_URL cannot be used (${briefReason(error)}).`,
    POSTGRES_CURES[error.code] ?? 'Start it, correct the address, or leave DATABASE_URL out.',
  );
}

async function checkRedis(programs, url) {
  const redis = await openRedis(programs, url);
  const state = { last: null };
  redis.on('error', (error) => (state.last = error.lastNodeError ?? error));
  try {
    await redis.connect();
    refuseOldRedis(await redis.info('server'));
    return warningsOf(await redis.info('memory'));
  } catch (error) {
    throw error instanceof StartupError ? error : redisFault(state.last ?? error);
  } finally {
    redis.disconnect();
  }
}

/** A connection to what REDIS_URL names (a server, Sentinels, a Cluster) that tries once. */
async function openRedis(programs, url) {
  const { Cluster, Redis } = await import('ioredis');
  const { readRedisUrl } = await importFrom(programs, 'src/platform/redis-url.ts');
  const { kind, url: server, nodes, options } = readRedisUrl(url);
  const limits = { connectTimeout: ANSWER_LIMIT_MS, commandTimeout: ANSWER_LIMIT_MS };
  const never = () => null;
  if (kind === 'cluster') {
    const redisOptions = { ...options, ...limits };
    return new Cluster(nodes, { lazyConnect: true, clusterRetryStrategy: never, redisOptions });
  }
  const patience = { ...limits, lazyConnect: true, retryStrategy: never, sentinelRetryStrategy: never };
  return kind === 'server' ? new Redis(server, patience) : new Redis({ ...options, ...patience });
}

function refuseOldRedis(server) {
  const [, version, major, minor] = /redis_version:((\d+)\.(\d+)\S*)/.exec(server) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_REDIS.split('.').map(Number);
  const isOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  if (!isOld) return;
  throw new StartupError(
    `The Redis of REDIS_URL has version ${version}, and Remnafleet needs ${OLDEST_REDIS} or newer.`,
    'Upgrade it, or leave REDIS_URL out to have an embedded one.',
  );
}

function warningsOf(memory) {
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1] ?? 'noeviction';
  if (policy === 'noeviction') return [];
  const what = `The maxmemory-policy of REDIS_URL is ${policy}, so a full Redis drops jobs and people lose messages.`;
  return [`${what}\n      Set it to noeviction: redis-cli config set maxmemory-policy noeviction`];
}

function redisFault(error) {
  const isLogin = /NOAUTH|WRONGPASS|NOPERM|invalid (username|password)/i.test(error.message);
  return new StartupError(
    `The Redis of REDIS_URL cannot be used (${briefReason(error)}).`,
    isLogin
      ? 'Correct the password: redis://:password@host:6379.'
      : 'Start it, correct the address, or leave REDIS_URL out.',
  );
}

/** Several addresses of one host fail together in an error without a message. */
function briefReason(error) {
  return error.message || error.errors?.map(reasonOf).join('; ') || error.code || 'no reason given';
}
