import type { Client } from 'pg';
import { databaseFault } from './database-faults.js';

/** The role of every tenant transaction: owns nothing, bypasses nothing. */
export const appRole = 'remnafleet_app';
/** The role of `asFleet`: sees the rows of all bots. */
export const fleetRole = 'remnafleet_fleet';
const oldestVersion = 140000;

/** A connection of the pool, with what was learned of the way to the server. */
export interface Session extends Client {
  /** Is a pooler in between that may move us to another server connection between transactions? */
  isPooled?: boolean;
  processID?: number;
}

const timeouts = `
  set statement_timeout = '30s';
  set lock_timeout = '10s';
  set idle_in_transaction_session_timeout = '15s'`;

async function takeRole(session: Session): Promise<void> {
  try {
    await session.query(`set role ${appRole}`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const cure = 'run the migrations: npm run migrate -- up';
    throw databaseFault({ code: 'database.not_migrated', cure }, error);
  }
}

/** Prepares a new connection: version checked, timeouts set, the weak role taken. Ends it when that fails. */
export async function prepareSession(session: Session): Promise<void> {
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
    await session.query(timeouts);
    await takeRole(session);
  } catch (error) {
    await session.end().catch(() => undefined);
    throw error;
  }
}
