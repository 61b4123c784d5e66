import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { openMigrator } from '../../migrations/migrator.js';
import { fillBots } from '../bench/fill-bots.js';
import { startTelegram, type TelegramOptions, type TelegramStandIn } from '../sandbox/telegram.js';
import { privateChat } from '../sandbox/telegram/world.js';
import { openCrew, type Crew } from './processes.js';
import type { ChaosServers } from './servers.js';

/** A bot of the fleet under test. */
export interface ChaosBot {
  readonly botId: string;
  readonly token: string;
}

/** Bots whose people are registered already, on servers and processes that may be killed. */
export interface ChaosFleet {
  readonly servers: ChaosServers;
  readonly telegram: TelegramStandIn;
  readonly crew: Crew;
  readonly env: Readonly<Record<string, string>>;
  readonly bots: readonly ChaosBot[];
  /** Telegram ids of the people, the same in every bot. */
  readonly people: readonly string[];
  /** Asks PostgreSQL as its owner, past the link. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Asks Redis past the link. */
  redis<T>(ask: (redis: Redis) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface FleetSize {
  readonly bots: number;
  readonly peoplePerBot: number;
  readonly concurrency?: number;
  readonly telegram?: TelegramOptions;
  /** The processor on which workers run; without it, all that the harness may use. */
  readonly workerCore?: number | undefined;
  /** `WORKER_FLOOD_PACE`: on, off, or by the machine. */
  readonly floodPace?: string | undefined;
}

/** The people, and a journal of effects: a trigger writes it, with the process, in the transaction in which an update takes effect. */
/** What processes that share few cores need to hear of a 429 and stop; whoever sends later than that is at fault. */
const holdGraceMs = 1_000;

const prepare = `
  insert into users (bot_id, telegram_id, first_name, language, language_chosen_at, rules_accepted_at, registered_at, referral_code)
  select b.id, p.id, 'new', 'en', now(), now(), now(), 'chaos' || p.id from bots b, unnest($1::bigint[]) as p (id)`;
const journal = `
  create table chaos_effects (
    seq bigserial primary key, bot_id bigint, update_id bigint, chat_id text, outcome text,
    writer text default current_setting('application_name'), at timestamptz default clock_timestamp());
  create index on chaos_effects (bot_id, update_id);
  create table chaos_faults (sqlstate text, share float8);
  create function chaos_note() returns trigger language plpgsql security definer as $$
  declare fault record;
  begin
    for fault in select * from chaos_faults loop
      if random() < fault.share then raise exception 'chaos' using errcode = fault.sqlstate; end if;
    end loop;
    insert into chaos_effects (bot_id, update_id, chat_id, outcome)
    values (new.bot_id, new.update_id, new.chat_id::text, new.outcome);
    return null;
  end $$;
  create trigger chaos_note after insert or update on processed_updates for each row execute function chaos_note()`;

/** Makes an empty fleet on the servers: a database of its own, an emptied Redis, a stand-in for Telegram; no process yet. */
export async function openChaosFleet(servers: ChaosServers, size: FleetSize): Promise<ChaosFleet> {
  const { postgres, redis } = servers;
  const database = `chaos_${randomBytes(6).toString('hex')}`;
  await ask(postgres.directUrl(), `create database ${database}`);
  const migrator = await openMigrator(postgres.directUrl(database));
  await migrator.up();
  await migrator.close();
  await withRedis(redis.directUrl(), (client) => client.flushall());
  const telegram = await startTelegram({
    limits: true,
    holdGraceMs,
    record: false,
    keepMessages: 50,
    ...size.telegram,
  });
  const env = environment(telegram.url, { database: postgres.url(database), redis: redis.url(), size });
  const query = <Row>(sql: string, values: readonly unknown[] = []) =>
    ask<Row>(postgres.directUrl(database), sql, values);
  await fillBots({ env, query }, size.bots);
  const people = Array.from({ length: size.peoplePerBot }, (_, at) => String(6_000_001 + at));
  await query(prepare, [people]);
  await query(journal);
  const bots = await meet(telegram, people, query);
  const crew = openCrew(env, { programs: servers.programs, workerCore: size.workerCore });
  return {
    ...{ servers, telegram, crew, env, bots, people, query },
    redis: (work) => withRedis(redis.directUrl(), work),
    close: async () => {
      await crew.close();
      await telegram.close();
      await ask(postgres.directUrl(), `drop database ${database} with (force)`);
    },
  };
}

function environment(
  apiRoot: string,
  { database, redis, size }: { database: string; redis: string; size: FleetSize },
): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    DATABASE_URL: database,
    REDIS_URL: redis,
    APP_SECRET: 'a secret of the chaos harness, long enough',
    MASTER_API_TOKEN: `rf_master_${randomBytes(12).toString('hex')}`,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_NEW_TOKENS_PER_MINUTE: '0',
    UPDATE_MODE: 'polling',
    WORKER_CONCURRENCY: String(size.concurrency ?? 16),
    WORKER_FLOOD_PACE: size.floodPace ?? 'auto',
    LOG_LEVEL: process.env.CHAOS_LOG || 'fatal',
  };
}

/** Makes the fleet's bots and people known to the stand-in, each person having started each bot. */
async function meet(
  telegram: TelegramStandIn,
  people: readonly string[],
  query: ChaosFleet['query'],
): Promise<ChaosBot[]> {
  const rows = await query<{ id: string; telegram_id: string; username: string }>(
    'select id, telegram_bot_id as telegram_id, username from bots order by id',
  );
  for (const id of people) telegram.person({ id, firstName: `Person ${id}`, languageCode: 'en' });
  return rows.map(({ id, telegram_id: telegramId, username }) => {
    const { token } = telegram.addBot({ token: `${telegramId}:${'A'.repeat(35)}`, username });
    for (const person of people) privateChat(telegram.world, telegramId, person).isStarted = true;
    return { botId: id, token };
  });
}

async function ask<Row>(url: string, sql: string, values?: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'chaos harness' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values as unknown[] | undefined)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 });
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
