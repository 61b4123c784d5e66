import { Sequelize } from 'sequelize-typescript';
import { translateDatabaseError } from './database-faults.js';
import { prepareSession, type DatabaseSession } from './database-session.js';
import {
  beginTransaction,
  type DatabaseTransaction,
  type TransactionSettings,
  type Watch,
} from './database-transaction.js';
import { StatementGroup } from './statement-group.js';
import { traceStatement, withoutValues } from './trace-statement.js';
import { writeTogether } from './write-together.js';

export { isForeignKeyViolation, isUniqueViolation, translateDatabaseError } from './database-faults.js';
export { appRole, fleetRole } from './database-session.js';
export type { DatabaseTransaction } from './database-transaction.js';
export type { Statement } from './statement-group.js';

/** How to reach PostgreSQL. `onSlow` hears of statements slower than `slowMs` (500), without their values. */
export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly applicationName: string;
  readonly onSlow?: (sql: string, ms: number) => void;
  readonly slowMs?: number;
}

/** The process's pool of connections, all of them in the weak role. */
export interface Database {
  readonly sequelize: Sequelize;
  /**
   * Opens a transaction with these settings local to it; without a role in the weak one. It costs no round trip of its
   * own: the first statement leaves together with it, and throws when it could not be opened.
   */
  begin(settings: TransactionSettings): Promise<DatabaseTransaction>;
  /** Resolves when the database answers in a role that can work, else throws one line with the cure. */
  ping(): Promise<void>;
  /** Statements sent to PostgreSQL since start, over all connections: two start a transaction, one ends it. */
  statementsSent(): number;
  /** How often something was sent: statements that leave together are answered in one round trip. */
  roundTrips(): number;
  close(): Promise<void>;
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
  const counter = { statements: 0, roundTrips: 0 };
  sequelize.addHook('afterConnect', async (connection: unknown) => {
    const session = connection as DatabaseSession;
    countStatements(session, counter);
    await prepareSession(session);
    // Statements sent without waiting for one another share a round trip, and the system call.
    Object.assign(session, { pipeline: session.isPooled !== true });
    writeTogether(session.connection.stream, process.nextTick);
  });

  const begin: Database['begin'] = (settings) => beginTransaction(sequelize, settings, watch);
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
    statementsSent: () => counter.statements,
    roundTrips: () => counter.roundTrips,
    close: () => sequelize.connectionManager.close(),
  };
}

function countStatements(
  session: DatabaseSession,
  counter: { statements: number; roundTrips: number },
): void {
  const send = session.query.bind(session) as (...sent: unknown[]) => unknown;
  session.query = ((...sent: unknown[]) => {
    const [query] = sent;
    // What others send on a connection whose transaction is about to start, such as a model: its start leaves first.
    if (!(query instanceof StatementGroup)) session.open?.();
    counter.statements += query instanceof StatementGroup ? query.size : 1;
    counter.roundTrips += 1;
    return traceStatement(send, sent);
  }) as DatabaseSession['query'];
}
