import pg from 'pg';
import type { Tx } from '#tenancy/scope.js';

/** Transactions over a plain pool of pg, without tenants: what the sides have that we are compared with. */
export interface PlainDatabase {
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  query(text: string, values: readonly unknown[]): Promise<unknown>;
}

interface Late {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly afterwards?: ((rows: never[]) => Promise<void>) | undefined;
}

/** Our statements, prepared, one after the other as most people send them. */
export function openPlainDatabase(url: string): PlainDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  const names = new Map<string, string>();
  const prepared = (text: string, values: readonly unknown[]) => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return { name, text, values: values as unknown[] };
  };
  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    const late: Late[] = [];
    const sql = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query(prepared(text, values))).rows as Row[];
    const tx: Tx = {
      sql,
      withCommit: (text, values, afterwards) => void late.push({ text, values, afterwards }),
      beforeCommit: () => undefined,
      afterCommit: () => undefined,
    };
    try {
      await client.query('begin');
      const result = await work(tx);
      const written: unknown[][] = [];
      for (const { text, values } of late) written.push(await sql(text, values));
      await client.query('commit');
      client.release();
      for (const [at, { afterwards }] of late.entries()) await afterwards?.(written[at] as never[]);
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
  return { transaction, query: (text, values) => pool.query(prepared(text, values)) };
}
