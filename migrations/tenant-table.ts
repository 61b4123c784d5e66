import { appRole, fleetRole } from '#platform/database.js';
import type { Run } from './migration.js';

/** A column: its SQL type with constraints, and what it means. */
export type Column = readonly [definition: string, meaning: string];

/** A table as migrations write it; every column carries its meaning into the database. */
export interface Table {
  readonly name: string;
  readonly meaning: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Keys, checks and foreign keys. */
  readonly constraints: readonly string[];
  readonly indexes?: readonly string[];
  /** Storage parameters, for example `fillfactor = 80`. */
  readonly storage?: string;
}

/** Identity, for tables whose rows are named by `id`. */
export const idColumn = {
  id: ['bigint generated always as identity', 'Number of the row'],
} as const satisfies Record<string, Column>;

/** The bot that owns the row; it goes when the bot goes. */
export const botColumn = {
  bot_id: ['bigint not null references bots (id) on delete cascade', 'Bot that owns the row'],
} as const satisfies Record<string, Column>;

/** When the row was made and last changed. */
export const timeColumns = {
  created_at: ['timestamptz not null default now()', 'When the row was made'],
  updated_at: ['timestamptz not null default now()', 'When the row was last changed'],
} as const satisfies Record<string, Column>;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes a table with its indexes and comments. */
export async function createTable(run: Run, table: Table): Promise<void> {
  const columns = Object.entries(table.columns);
  const lines = [...columns.map(([name, [definition]]) => `${name} ${definition}`), ...table.constraints];
  const storage = table.storage ? ` with (${table.storage})` : '';
  await run(`create table ${table.name} (\n  ${lines.join(',\n  ')}\n)${storage}`);
  for (const index of table.indexes ?? []) await run(index);
  await run(`comment on table ${table.name} is ${quoted(table.meaning)}`);
  for (const [name, [, meaning]] of columns)
    await run(`comment on column ${table.name}.${name} is ${quoted(meaning)}`);
}

/** Makes a table whose rows belong to bots, behind forced row-level security. */
export async function createTenantTable(run: Run, table: Table): Promise<void> {
  await createTable(run, table);
  await protectRows(run, { table: table.name, owner: 'bot_id', appMay: 'select, insert, update, delete' });
}

/** Forces row-level security: the application sees the rows of the bot in `app.bot_id`, the fleet role all. */
export async function protectRows(
  run: Run,
  { table, owner, appMay }: { table: string; owner: string; appMay: string },
): Promise<void> {
  const isOwn = `${owner} = nullif(current_setting('app.bot_id', true), '')::bigint`;
  await run(`alter table ${table} enable row level security`);
  await run(`alter table ${table} force row level security`);
  await run(`create policy own_bot on ${table} to ${appRole} using (${isOwn}) with check (${isOwn})`);
  await run(`create policy all_bots on ${table} to ${fleetRole} using (true) with check (true)`);
  await run(`revoke all on ${table} from ${appRole}, ${fleetRole}`);
  await run(`grant ${appMay} on ${table} to ${appRole}`);
  await run(`grant select, insert, update, delete on ${table} to ${fleetRole}`);
}

/** Removes a table with its policies, indexes and comments. */
export function dropTable(name: string): (run: Run) => Promise<void> {
  return (run) => run(`drop table ${name}`);
}

/** Adds columns to a table, with their comments. */
export async function addColumns(run: Run, table: string, columns: Table['columns']): Promise<void> {
  for (const [name, [definition, meaning]] of Object.entries(columns)) {
    await run(`alter table ${table} add column ${name} ${definition}`);
    await run(`comment on column ${table}.${name} is ${quoted(meaning)}`);
  }
}

/** Removes them again. */
export async function dropColumns(run: Run, table: string, columns: Table['columns']): Promise<void> {
  for (const name of Object.keys(columns)) await run(`alter table ${table} drop column ${name}`);
}
