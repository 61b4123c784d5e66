import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testDatabaseUrl } from '../database.js';

/** A database of a test's own on the tests' server; empty, without migrations. */
export interface OwnDatabase {
  readonly url: string;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** Makes such a database; `drop` ends what is connected to it. */
export async function makeOwnDatabase(): Promise<OwnDatabase> {
  const name = `own_${randomBytes(6).toString('hex')}`;
  await runAsOwner(testDatabaseUrl(), `create database ${name}`);
  const own = new URL(testDatabaseUrl());
  own.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: own.href, max: 3, application_name: 'test-owner' });
  // The server may cut a connection that is being closed when the database is dropped.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined); // Dropping the database ends its connections.
  return {
    url: own.href,
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query(sql, values as unknown[])).rows as Row[],
    drop: async () => {
      await pool.end();
      await runAsOwner(testDatabaseUrl(), `drop database ${name} with (force)`);
    },
  };
}

async function runAsOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
