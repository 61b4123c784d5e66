import pg from 'pg';
import { openMigrator } from '../../migrations/migrator.js';
import { fillTables } from '../../test/support/fill-tables.js';
import { makeOwnDatabase } from '../../test/support/servers/own-database.js';
import { median, percentage, printTable, round } from './figures.js';
import { hotWrites, type HotWrites } from './hot-writes.js';

const rows = 500;
const rounds = 9;

/** What one row of a write costs. */
interface Cost {
  readonly walBytes: number;
  readonly us: number;
  /** Share (0 to 1) of updates that touched no index; NaN of other writes. */
  readonly hot: number;
}

/** What guards or serves, and how it is taken away. */
interface Guard {
  readonly name: string;
  readonly drop: string;
}

const guardsOf = `
  select c.conname as name, format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop
  from pg_constraint c where c.conrelid = $1::regclass and c.contype in ('f', 'u')
  union all
  select i.indexrelid::regclass::text, format('drop index %s', i.indexrelid::regclass)
  from pg_index i where i.indrelid = $1::regclass and not i.indisprimary
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype = 'u')
  union all
  select tgname, format('alter table %s disable trigger %I', tgrelid::regclass, tgname)
  from pg_trigger where tgrelid = $1::regclass and not tgisinternal
  order by 1`;

/**
 * Measures each index, foreign key and trigger of the tables that are written most, or of one of them: what a written row costs with it and without it, in
 * turn, in transactions that are rolled back. Keys that name the row stay.
 */
export async function measureIndexes(only?: string): Promise<void> {
  const database = await makeOwnDatabase();
  const migrator = await openMigrator(database.url);
  await migrator.up();
  await migrator.close();
  await fillTables(database.query);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const tables = Object.entries(hotWrites).filter(([table]) => only === undefined || table === only);
  if (tables.length === 0) throw new Error(`--table knows ${Object.keys(hotWrites).join(', ')}; not ${only}`);
  for (const [table, writes] of tables) await measureTable(client, table, writes);
  await client.end();
  await database.drop();
}

async function measureTable(client: pg.Client, table: string, writes: HotWrites): Promise<void> {
  const { rows: guards } = await client.query<Guard>(guardsOf, [table]);
  const names = Object.keys(writes);
  const whole: string[][] = [];
  const saved = new Map<string, string[]>(guards.map(({ name }) => [name, []]));
  for (const write of names) {
    const base: Cost[] = [];
    for (const guard of guards) {
      const [withIt, without] = await compare(client, table, { sql: writes[write] as string, guard });
      base.push(withIt);
      saved
        .get(guard.name)
        ?.push(round(withIt.walBytes - without.walBytes), round(withIt.us - without.us, 1));
    }
    const hot = median(base.map((cost) => cost.hot));
    whole.push([
      round(median(base.map((cost) => cost.walBytes))),
      `${round(median(base.map((cost) => cost.us)), 1)}${Number.isNaN(hot) ? '' : `, ${percentage(hot)} HOT`}`,
    ]);
  }
  printTable(`${table}: WAL bytes and µs of a row, and what of them each index and key costs`, [
    ['', ...names.flatMap((name) => [`${name}: WAL`, 'µs'])],
    ['the whole row', ...whole.flat()],
    ...[...saved].map(([name, figures]) => [name, ...figures]),
  ]);
}

/** The medians of a write with a guard and without it. */
async function compare(
  client: pg.Client,
  table: string,
  { sql, guard }: { sql: string; guard: Guard },
): Promise<[Cost, Cost]> {
  const found: [Cost[], Cost[]] = [[], []];
  // What the rounds before left behind would fill the pages, and no update would be HOT.
  await client.query(`vacuum ${table}`);
  // The first round is thrown away: it writes whole pages into the WAL.
  for (let turn = 0; turn <= rounds; turn += 1)
    for (const at of turn % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      const cost = await costOf(client, table, { sql, before: at === 1 ? guard.drop : undefined });
      if (turn > 0) found[at].push(cost);
    }
  const middle = (costs: Cost[]): Cost => ({
    walBytes: median(costs.map((cost) => cost.walBytes)),
    us: median(costs.map((cost) => cost.us)),
    hot: median(costs.map((cost) => cost.hot)),
  });
  return [middle(found[0]), middle(found[1])];
}

let written = 0;

async function costOf(
  client: pg.Client,
  table: string,
  { sql, before }: { sql: string; before: string | undefined },
): Promise<Cost> {
  written += rows;
  await client.query('begin');
  if (before) await client.query(before);
  const start = await client.query<{ lsn: string }>('select pg_current_wal_insert_lsn() as lsn');
  const at = performance.now();
  const { rowCount } = await client.query(sql, [written, rows]);
  const ms = performance.now() - at;
  const end = await client.query<{ bytes: string; hot: string; updated: string }>(
    `select pg_current_wal_insert_lsn() - $1::pg_lsn as bytes, n_tup_hot_upd as hot, n_tup_upd as updated
     from pg_stat_xact_user_tables where relname = $2`,
    [start.rows[0]?.lsn, table],
  );
  await client.query('rollback');
  if (rowCount !== rows) throw new Error(`${table}: ${rowCount} rows were written instead of ${rows}`);
  const { bytes, hot, updated } = end.rows[0] ?? { bytes: '0', hot: '0', updated: '0' };
  return { walBytes: Number(bytes) / rows, us: (ms * 1000) / rows, hot: Number(hot) / Number(updated) };
}
