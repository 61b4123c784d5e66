import pg from 'pg';
import { attachAllModels } from './models/index.js';
import { openDatabase, type Database } from '#platform/database.js';
import { setLogLevel } from '#platform/log.js';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set: run the tests with npm test, which brings a database');

setLogLevel(process.env.LOG_LEVEL ?? 'silent');
let database: Database | undefined;
let owner: pg.Pool | undefined;

/** The tests' database in the weak role, as the processes have it; opened once a mocha process. */
export function testDatabase(): Database {
  database ??= attachAllModels(
    openDatabase({ url: testDatabaseUrl(), poolMax: 12, applicationName: 'test' }),
  );
  return database;
}

/** The address of the tests' database, for child processes. */
export function testDatabaseUrl(): string {
  return url as string;
}

/** Runs SQL as the login user, past the tenancy walls when that user may: for set-up and inspection only. */
export async function ownerQuery<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  owner ??= new pg.Pool({ connectionString: testDatabaseUrl(), max: 4, application_name: 'test-owner' });
  const { rows } = await owner.query(sql, values as unknown[]);
  return rows as Row[];
}

/** Closes both connections; mocha does it by itself, scripts call it at their end. */
export async function closeTestDatabase(): Promise<void> {
  await Promise.all([database?.close(), owner?.end()]);
  [database, owner] = [undefined, undefined];
}

if (typeof after === 'function') after('close the database', closeTestDatabase);
testDatabase();
