import { openMigrator } from '../../../migrations/migrator.js';
import { setClock } from '../move-clock.js';
import { makeOwnDatabase, type OwnDatabase } from './own-database.js';

/** A migrated database of its own, whose clock goes with that of this process. */
export interface MovedDatabase extends OwnDatabase {
  /** Sets both clocks to an instant, in ms or ISO 8601; they go on from there. */
  setClock(at: number | string): Promise<void>;
}

// What is not named with its schema is found in `public` first: defaults of columns, triggers and statements alike.
const clocks = ['now', 'clock_timestamp', 'statement_timestamp', 'transaction_timestamp'].map(
  (name) => `
  create function public.${name}() returns timestamptz language sql stable parallel safe
    as $$ select pg_catalog.${name}() + (select ahead from public.moved_clock) $$`,
);
const ahead = `
  create table public.moved_clock (ahead interval not null);
  insert into public.moved_clock values ('0');
  grant select on public.moved_clock to public`;
// A function that names its own path looks into `pg_catalog` first unless that is in it.
const bindFunctions = `
  do $$ declare one record; begin
    for one in select oid::regprocedure as name from pg_proc
      where pronamespace = 'public'::regnamespace and proconfig::text like '%search_path%' loop
      execute format('alter function %s set search_path = public, pg_catalog, pg_temp', one.name);
    end loop;
  end $$`;

/** Makes it. */
export async function makeMovedDatabase(): Promise<MovedDatabase> {
  const database = await makeOwnDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await database.query(ahead);
  for (const text of clocks) await database.query(text);
  await database.query(`alter database ${name} set search_path = public, pg_catalog`);
  const migrator = await openMigrator(database.url);
  await migrator.up();
  await migrator.close();
  await database.query(bindFunctions);
  return {
    ...database,
    setClock: async (at) => {
      await database.query('update public.moved_clock set ahead = make_interval(secs => $1)', [
        setClock(at) / 1_000,
      ]);
    },
  };
}
