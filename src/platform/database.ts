import { createHash } from 'node:crypto';
import pg, { type QueryResult } from 'pg';
import { Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import { translateDatabaseError } from './database-faults.js';
import { prepareSession, settingsOfSession, type DatabaseSession } from './database-session.js';
import { traceStatement, withoutValues } from './trace-statement.js';
import { writeTogether } from './write-together.js';

export { isForeignKeyViolation, isUniqueViolation, translateDatabaseError } from './database-faults.js';
export { appRole, fleetRole } from './database-session.js';

/** How to reach PostgreSQL. `onSlow` hears of statements slower than `slowMs` (500), without their values. */
export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly applicationName: string;
  readonly onSlow?: (sql: string, ms: number) => void;
  readonly slowMs?: number;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One open transaction on its own connection; exactly one of `commit` and `rollback` ends it. */
export interface DatabaseTransaction {
  /** What Sequelize wants as `options.transaction`. */
  readonly handle: Transaction;
  /** Sends one named prepared statement. */
  query(text: string, values: readonly unknown[]): Promise<QueryResult>;
  /**
   * Sends the statements and the COMMIT in one round trip; returns the statements' results. Throws the error of the first
   * statement that failed, or says so when PostgreSQL rolled back because an error inside was swallowed.
   */
  commit(last?: readonly Statement[]): Promise<readonly QueryResult[]>;
  rollback(): Promise<void>;
}

/** The process's pool of connections, all of them in the weak role. */
export interface Database {
  readonly sequelize: Sequelize;
  /**
   * Opens a transaction with these settings local to it. It costs no round trip of its own: the first statement leaves
   * together with it, and throws when it could not be opened.
   */
  begin(settings: Readonly<Record<string, string>>): Promise<DatabaseTransaction>;
  /** Resolves when the database answers in a role that can work, else throws one line with the cure. */
  ping(): Promise<void>;
  /** Statements sent to PostgreSQL since start, over all connections. */
  statementsSent(): number;
  close(): Promise<void>;
}

const namedStatementsMax = 1000;
const statementNames = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= namedStatementsMax) return known;
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 16);
  statementNames.set(text, name);
  return name;
}

function startStatement(settings: Readonly<Record<string, string>>): string {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  );
  return `START TRANSACTION; select ${calls.join(', ')}`;
}

interface Lease {
  readonly session: DatabaseSession;
  readonly handle: Transaction & { connection?: DatabaseSession | null; finished?: string };
  release(): void;
  destroy(): Promise<void>;
}

async function leaseConnection(sequelize: Sequelize): Promise<Lease> {
  const manager = sequelize.connectionManager;
  const session = (await manager.getConnection({ type: 'write' })) as DatabaseSession;
  const handle: Lease['handle'] = new Transaction(sequelize, {});
  handle.connection = session;
  return {
    session,
    handle,
    release: () => manager.releaseConnection(session),
    destroy: () => manager.destroyConnection(session).catch(() => undefined),
  };
}

type Watch = (sql: string, ms: number) => void;

async function timed<T>(text: string, work: Promise<T>, watch: Watch): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work;
  } finally {
    watch(text, performance.now() - startedAt);
  }
}

function openTransaction(lease: Lease, started: Promise<unknown>, watch: Watch): DatabaseTransaction {
  const { session, handle, release, destroy } = lease;
  // Its failure is told by whatever is asked next.
  started.catch(() => undefined);
  const end = async (statement: 'COMMIT' | 'ROLLBACK'): Promise<string> => {
    if (handle.finished) return statement;
    try {
      const { command } = await session.query(statement);
      handle.finished = statement.toLowerCase();
      release();
      return command;
    } catch (error) {
      handle.finished = 'rollback';
      await destroy();
      throw error;
    }
  };
  const query = async (text: string, values: readonly unknown[]): Promise<QueryResult> => {
    const name = session.isPooled ? undefined : nameOf(text);
    const sent = timed(text, session.query({ name, text, values: values as unknown[] }), watch);
    const [, result] = await Promise.all([started, sent]);
    return result;
  };
  return {
    handle,
    query,
    commit: async (last = []) => {
      const sent = Promise.all([started, ...last.map(({ text, values }) => query(text, values))]);
      const [results, ended] = await Promise.allSettled([sent, end('COMMIT')]);
      if (results.status === 'rejected') throw results.reason;
      if (ended.status === 'rejected') throw ended.reason;
      if (ended.value === 'COMMIT') return results.value.slice(1) as QueryResult[];
      throw new Error('the transaction was rolled back: an SQL error inside it was caught and ignored');
    },
    rollback: async () => void (await end('ROLLBACK').catch(() => undefined)),
  };
}

/** What Sequelize says before a statement: `Executed (default): `. */
const wordsOfSequelize = /^Execut\w+ \([^)]*\): /;

function connect({ url, poolMax, applicationName }: DatabaseOptions, watch: Watch): Sequelize {
  // Known to Sequelize but not to its types: spares the extra connection that would ask the version.
  const version: object = { databaseVersion: '14.0.0' };
  return new Sequelize(url, {
    ...version,
    dialect: 'postgres',
    benchmark: true,
    logging: (sql, ms) => watch(sql.replace(wordsOfSequelize, ''), ms ?? 0),
    pool: { max: poolMax, min: 0, acquire: 10_000, idle: 60_000, evict: 5_000 },
    dialectOptions: { application_name: applicationName, keepAlive: true, connectionTimeoutMillis: 10_000 },
  });
}

/** Makes the pool; nothing is sent before the first transaction or `ping`. */
export function openDatabase(options: DatabaseOptions): Database {
  const { onSlow, slowMs = 500 } = options;
  const watch: Watch = (sql, ms) => void (ms >= slowMs && onSlow?.(withoutValues(sql), Math.round(ms)));
  const sequelize = connect(options, watch);
  const counter = { sent: 0 };
  sequelize.addHook('afterConnect', async (connection: unknown) => {
    const session = connection as DatabaseSession;
    countStatements(session, counter);
    await prepareSession(session);
    // Statements sent without waiting for one another share a round trip, and the system call.
    Object.assign(session, { pipeline: session.isPooled !== true });
    writeTogether(session.connection.stream, process.nextTick);
  });

  const begin: Database['begin'] = async (local) => {
    const lease = await leaseConnection(sequelize);
    try {
      const { session } = lease;
      const started = session.query(startStatement({ ...settingsOfSession(session), ...local }));
      // Behind a pooler the connection's own role may be a strong one: nothing is sent before the weak one is taken.
      if (session.isPooled) await started;
      return openTransaction(lease, started, watch);
    } catch (error) {
      await lease.destroy();
      throw error;
    }
  };
  return {
    sequelize,
    begin,
    ping: async () => {
      try {
        const transaction = await begin({});
        await transaction.query('select 1', []).finally(() => transaction.rollback());
      } catch (error) {
        throw translateDatabaseError(error);
      }
    },
    statementsSent: () => counter.sent,
    close: () => sequelize.connectionManager.close(),
  };
}

function countStatements(session: DatabaseSession, counter: { sent: number }): void {
  const send = session.query.bind(session) as (...sent: unknown[]) => unknown;
  session.query = ((...sent: unknown[]) => {
    counter.sent += 1;
    return traceStatement(send, sent);
  }) as DatabaseSession['query'];
}
