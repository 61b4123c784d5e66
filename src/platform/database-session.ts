import type { Client } from 'pg';
import { databaseFault } from './database-faults.js';

/** The role of every tenant transaction: owns nothing, bypasses nothing. */
export const appRole = 'remnafleet_app';
/** The role of `asFleet`: sees the rows of all bots. */
export const fleetRole = 'remnafleet_fleet';
const oldestVersion = 140000;

/** A connection of the pool, with what was learned of the way to the server. */
export interface DatabaseSession extends Client {
  /** Is a pooler (PgBouncer) in between that may move us to another server connection between transactions? */
  isPooled?: boolean;
  /** Sends the start of the open transaction unless it was sent; called before anything else is. */
  open?: (() => void) | undefined;
  processID?: number;
}

/** Milliseconds after which PostgreSQL ends a statement, a wait for a lock, a transaction that stands still. */
const timeouts: Readonly<Record<string, string>> = {
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '15s',
};

/**
 * What a transaction on this connection needs beside its own settings. Behind a pooler each transaction may be on
 * another server connection, so nothing may be set for longer than one; SQL is told, since what PostgreSQL says of a
 * connection is not said of one process then.
 */
export function settingsOfSession(session: DatabaseSession): Readonly<Record<string, string>> {
  return session.isPooled ? { ...timeouts, 'remnafleet.is_pooled': 'on' } : {};
}

async function setUp(session: DatabaseSession): Promise<void> {
  const set = Object.entries(timeouts).map(([name, value]) => `set ${name} = '${value}'`);
  await session.query(set.join('; '));
  await takeRole(session, `set role ${appRole}`);
}

async function takeRole(session: DatabaseSession, statement: string): Promise<void> {
  try {
    await session.query(statement);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const cure = 'run the migrations: npm run migrate -- up';
    throw databaseFault({ code: 'database.not_migrated', cure }, error);
  }
}

/** Prepares a new connection: version checked, timeouts set, the weak role taken. Ends it when that fails. */
export async function prepareSession(session: DatabaseSession): Promise<void> {
  try {
    const { rows } = await session.query<{ version: number; name: string; pid: number }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
              pg_backend_pid() as pid`,
    );
    const [server] = rows;
    if (server && server.version < oldestVersion) {
      const cure = `PostgreSQL ${server.name} is too old: use version 14 or newer`;
      throw databaseFault({ code: 'database.version', cure });
    }
    session.isPooled = server?.pid !== session.processID;
    if (session.isPooled) await takeRole(session, `select set_config('role', '${appRole}', true)`);
    else await setUp(session);
  } catch (error) {
    await session.end().catch(() => undefined);
    throw error;
  }
}
