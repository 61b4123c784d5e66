import { createHash } from 'node:crypto';
import pg from 'pg';
import { Transaction, type Sequelize } from 'sequelize';
import { databaseFault } from './database-faults.js';
import { appRole, settingsOfSession, type DatabaseSession } from './database-session.js';
import { StatementGroup, type Statement, type StatementResult } from './statement-group.js';

/** Who a transaction is: its role (the weak one when none is named), and its bot ('' or none: no bot). */
export interface TransactionSettings {
  readonly role?: string;
  readonly 'app.bot_id'?: string;
}

/** One open transaction on its own connection; exactly one of `commit` and `rollback` ends it. */
export interface DatabaseTransaction {
  /** What Sequelize wants as `options.transaction`. */
  readonly handle: Transaction;
  /** Sends one named prepared statement. */
  query(text: string, values: readonly unknown[]): Promise<StatementResult>;
  /**
   * Sends the statements and the COMMIT in one round trip; returns the statements' results. Throws the error of the first
   * statement that failed, or says so when PostgreSQL rolled back because an error inside was swallowed.
   */
  commit(last?: readonly Statement[]): Promise<readonly StatementResult[]>;
  rollback(): Promise<void>;
}

/** Hears how long statements took, in milliseconds. */
export type Watch = (sql: string, ms: number) => void;

const namedStatementsMax = 4000;
const statementNames = new Map<string, string>();

function nameOf(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= namedStatementsMax) return known ?? '';
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 16);
  statementNames.set(text, name);
  return name;
}

const start = { text: 'START TRANSACTION', values: [] };
const commit = { text: 'COMMIT', values: [] };
// A connection has the weak role for good; should one ever not, its transaction fails here, before it reads or writes.
const inWeakRole = `select set_config(case when current_user = '${appRole}' then 'app.bot_id' end, $1, true)`;
const inRole = `select set_config('role', $1, true), set_config('app.bot_id', $2, true)`;

function openingOf({ role = appRole, 'app.bot_id': botId = '' }: TransactionSettings): readonly Statement[] {
  if (role === appRole) return [start, { text: inWeakRole, values: [botId] }];
  return [start, { text: inRole, values: [role, botId] }];
}

/** Behind a pooler a server connection has nothing of ours before: all is set for this transaction. */
function pooledOpening(settings: Readonly<Record<string, string>>): string {
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

/** Takes a connection of the pool for one transaction, which starts with the first statement. */
export async function beginTransaction(
  sequelize: Sequelize,
  settings: TransactionSettings,
  watch: Watch,
): Promise<DatabaseTransaction> {
  const lease = await leaseConnection(sequelize);
  const { session } = lease;
  if (!session.isPooled) return openTransaction(lease, openingOf(settings), watch);
  try {
    // The connection's own role may be a strong one: nothing is sent before the weak one is taken.
    const all = { role: appRole, 'app.bot_id': '', ...settingsOfSession(session), ...settings };
    await session.query(pooledOpening(all));
    return openTransaction(lease, [], watch);
  } catch (error) {
    await lease.destroy();
    throw error;
  }
}

function openTransaction(lease: Lease, opening: readonly Statement[], watch: Watch): DatabaseTransaction {
  const { session, handle, release, destroy } = lease;
  let unsent = opening;
  let started: Promise<unknown> = Promise.resolve();
  let isSpoiled = false;

  /** Sends statements behind the start of the transaction, unless that was sent. */
  const send = async (statements: readonly Statement[], shown: string): Promise<StatementResult[]> => {
    const first = unsent;
    const all = [...first, ...statements].map(({ text, values }) => ({
      name: session.isPooled ? '' : nameOf(text),
      text,
      values,
    }));
    const group = new StatementGroup(session, all, shown);
    unsent = [];
    try {
      const results = await new Promise<readonly StatementResult[]>((resolve, reject) => {
        const query = session.query.bind(session) as (sent: pg.Query, answer: typeof group.callback) => void;
        query(group, (error, answered) => (error ? reject(error) : resolve(answered)));
      });
      return results.slice(first.length);
    } catch (error) {
      if (error instanceof Error) Error.captureStackTrace(error);
      isSpoiled ||= group.done < first.length;
      throw isSpoiled ? openingFault(error) : error;
    }
  };
  session.open = () => {
    if (!unsent.length) return;
    started = send([], 'START TRANSACTION');
    // Told by whatever is asked next.
    started.catch(() => undefined);
  };
  const end = async (): Promise<void> => {
    session.open = undefined;
    if (isSpoiled) await destroy();
    else release();
  };
  const rollback = async (): Promise<void> => {
    if (handle.finished) return;
    handle.finished = 'rollback';
    try {
      if (!unsent.length) await session.query('ROLLBACK');
    } catch {
      isSpoiled = true;
    }
    await end();
  };
  const timed = async (
    statements: readonly Statement[],
    { shown, tail = [] }: { shown: string; tail?: readonly Statement[] },
  ): Promise<StatementResult[]> => {
    const startedAt = performance.now();
    try {
      const sent = send([...statements, ...tail], shown || 'COMMIT');
      return (await Promise.all([sent, started]))[0];
    } finally {
      if (shown) watch(shown, performance.now() - startedAt);
    }
  };
  return {
    handle,
    query: async (text, values) => {
      const [result] = await timed([{ text, values }], { shown: text });
      return result as StatementResult;
    },
    commit: async (last = []) => {
      if (unsent.length && !last.length) return rollback().then(() => []);
      const shown = last.map(({ text }) => text).join('; ');
      try {
        const results = await timed(last, { shown, tail: [commit] });
        handle.finished = 'commit';
        await end();
        if (results.pop()?.command === 'COMMIT') return results;
      } catch (error) {
        await rollback();
        throw error;
      }
      throw new Error('the transaction was rolled back: an SQL error inside it was caught and ignored');
    },
    rollback,
  };
}

/** PostgreSQL's word for a setting without a name: the role was not the weak one. */
const noName = '22004';

function openingFault(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code !== noName || !(error instanceof Error)) return error;
  return databaseFault({
    code: 'database.wrong_role',
    cure: 'the connection is given up, the work is repeated',
  });
}
