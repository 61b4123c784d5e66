import pg, { type Client } from 'pg';
import { Umzug, type MigrationMeta } from 'umzug';
import { pause } from '#platform/clock.js';
import { fleetRole, translateDatabaseError } from '#platform/database.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { watchBlockers } from './blockers.js';
import { migrations } from './index.js';
import type { Migration, Run } from './migration.js';

/** Where a migration stands in a database. */
export interface MigrationState {
  readonly name: string;
  readonly executedAt: Date | undefined;
  /** Is it part of this version of the code? */
  readonly isKnown: boolean;
}

/** Moves one database up and down; safe beside other migrators of the same database. */
export interface Migrator {
  /** Applies what is missing, up to and including `to`; resolves to the names that this call applied. */
  up(to?: string): Promise<string[]>;
  /** Takes back the last migration, or all down to and including `to`; resolves to the names it took back. */
  down(to?: string): Promise<string[]>;
  status(): Promise<MigrationState[]>;
  close(): Promise<void>;
}

/** The key of the advisory lock that each migration takes for its transaction. */
const lockKey = 7_265_310_842;
const bookkeeping = `
  create table if not exists schema_migrations (
    name text constraint schema_migrations_pkey primary key,
    executed_at timestamptz not null default now()
  );
  comment on table schema_migrations is 'Schema changes that this database has taken';
  comment on column schema_migrations.name is 'Name of the change';
  comment on column schema_migrations.executed_at is 'When it was made'`;

/** How a change waits for locks that others hold; everybody who needs the table waits behind it meanwhile. */
export interface Patience {
  /** Milliseconds of one wait. */
  readonly lockMs: number;
  /** Milliseconds between one wait and the next; the last one of them is the end of the patience. */
  readonly pausesMs: readonly number[];
  /** Hears, in one line, who holds a change up and when it is tried again. */
  readonly tell: (line: string) => void;
}

const usual: Patience = {
  lockMs: 3_000,
  pausesMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000, 30_000],
  tell: (line) => log.warn(line),
};

interface Means {
  readonly client: Client;
  readonly url: string;
  readonly patience: Patience;
}

/** Connects as the login user of `url`, which owns the tables. */
export async function openMigrator(url: string, patience: Partial<Patience> = {}): Promise<Migrator> {
  const client = new pg.Client({ connectionString: url, application_name: 'remnafleet-migrate' });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  const moved: string[] = [];
  const means: Means = { client, url, patience: { ...usual, ...patience } };
  const move = (call: (umzug: Umzug<Client>) => Promise<MigrationMeta[]>) => async () => {
    moved.length = 0;
    await inTransaction(client, (run) => run(bookkeeping));
    await call(plan(means, moved));
    return [...moved];
  };
  return {
    up: (to) => move((umzug) => umzug.up(to ? { to: known(to) } : {}))(),
    down: (to) => move((umzug) => umzug.down(to ? { to: known(to) } : {}))(),
    status: () => readStatus(client),
    close: () => client.end(),
  };
}

function known(name: string): string {
  if (migrations.some((migration) => migration.name === name)) return name;
  const names = migrations.map((migration) => migration.name).join(', ');
  throw new Error(`no migration is called ${JSON.stringify(name)}; there are: ${names}`);
}

function plan(means: Means, moved: string[]): Umzug<Client> {
  const done = async () => undefined;
  const { client } = means;
  return new Umzug({
    context: client,
    logger: undefined,
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: () => stepInTurn(means, migration, 'up').then((ran) => void (ran && moved.push(migration.name))),
      down: () =>
        stepInTurn(means, migration, 'down').then((ran) => void (ran && moved.push(migration.name))),
    })),
    storage: {
      executed: async () => (await readExecuted(client)).map(({ name }) => name),
      // The row is written by the step itself, in the transaction of the change.
      logMigration: done,
      unlogMigration: done,
    },
  });
}

/** Runs one migration; while others hold locks that it needs it lets them, and whoever waits behind it, go first. */
async function stepInTurn(means: Means, migration: Migration, direction: 'up' | 'down'): Promise<boolean> {
  const { client, url, patience } = means;
  for (let attempt = 0; ; attempt += 1) {
    const watch = watchBlockers(url, client);
    try {
      return await step(client, { migration, direction, lockMs: patience.lockMs });
    } catch (error) {
      const pauseMs = patience.pausesMs[attempt];
      const isHeldUp = error instanceof RetryableError && error.code === 'database.lock_timeout';
      if (!isHeldUp) throw error;
      const who = `${migration.name} waits for a lock that is held by ${watch.seen()}`;
      if (pauseMs === undefined) throw new Error(`${who}; end that, then run it again`, { cause: error });
      patience.tell(`${who}; it is tried again in ${pauseMs / 1_000} s`);
      await pause(pauseMs);
    } finally {
      await watch.stop();
    }
  }
}

interface Step {
  readonly migration: Migration;
  readonly direction: 'up' | 'down';
  readonly lockMs: number;
}

/** Runs one migration unless another process was faster; resolves to whether it ran. */
function step(client: Client, { migration, direction, lockMs }: Step): Promise<boolean> {
  return inTransaction(client, async (run) => {
    await client.query(`select set_config('lock_timeout', '${lockMs}', true)`);
    const { rowCount } = await client.query('select from schema_migrations where name = $1', [
      migration.name,
    ]);
    if ((rowCount === 1) === (direction === 'up')) return false;
    await migration[direction](run);
    const remember = {
      up: 'insert into schema_migrations (name) values ($1)',
      down: 'delete from schema_migrations where name = $1',
    };
    await client.query(remember[direction], [migration.name]);
    return true;
  });
}

async function inTransaction<T>(client: Client, work: (run: Run) => Promise<T>): Promise<T> {
  await client.query(
    `begin;
     select set_config('role', 'none', true), set_config('statement_timeout', '0', true),
            set_config('lock_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true),
            set_config('client_min_messages', 'warning', true);
     select pg_advisory_xact_lock(${lockKey})`,
  );
  try {
    const result = await work((sql) => send(client, sql));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw translateDatabaseError(error);
  }
}

const changesRows = /^\s*(insert|update|delete)\b/i;

/**
 * Rows are changed in the role that sees those of all bots: forced row-level security hides them from an ordinary owner,
 * and a change would silently find none.
 */
async function send(client: Client, sql: string): Promise<void> {
  const isOfRows = changesRows.test(sql);
  if (isOfRows) await client.query(`select set_config('role', '${fleetRole}', true)`);
  await client.query(sql);
  if (isOfRows) await client.query(`select set_config('role', 'none', true)`);
}

async function readExecuted(client: Client): Promise<{ name: string; executed_at: Date }[]> {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('schema_migrations') is not null as is_there`,
  );
  if (!rows[0]?.is_there) return [];
  type Executed = { name: string; executed_at: Date };
  return (await client.query<Executed>('select name, executed_at from schema_migrations order by name')).rows;
}

async function readStatus(client: Client): Promise<MigrationState[]> {
  const executed = await readExecuted(client);
  const at = new Map(executed.map((row) => [row.name, row.executed_at]));
  const names = migrations.map((migration) => migration.name);
  const strangers = executed.map((row) => row.name).filter((name) => !names.includes(name));
  return [...names, ...strangers].map((name) => ({
    name,
    executedAt: at.get(name),
    isKnown: names.includes(name),
  }));
}
