import { fleetRole } from '#platform/database.js';
import type { Migration } from './migration.js';

/** Of one table: numbers of the outbox carry the life in which they were given out (src/jobs/fleet-life.ts). */
const numbersOfLife = 1_000_000_000_000;

const functions = {
  number_marks: {
    meaning: 'The last number that each sequence gave out',
    signature: 'number_marks()',
    text: `
      create function number_marks() returns jsonb language sql set search_path = public, pg_temp as $$
        select coalesce(jsonb_object_agg(sequencename, last_value), '{}') from pg_sequences
        where schemaname = 'public' and last_value is not null
      $$`,
  },
  raise_numbers: {
    meaning:
      'Lets every sequence go on above what it gave out, above the marks (name of the sequence → number) and further by the ' +
      'stride; the outbox within the numbers of the life, or above. Returns the number above which the outbox goes on',
    signature: 'raise_numbers(bigint, jsonb, bigint)',
    // One at a time: two that had read the same number would set a sequence back that others took from in between.
    text: `
      create function raise_numbers(life bigint, marks jsonb, stride bigint) returns bigint language plpgsql
        set search_path = public, pg_temp as $$
      declare
        found record;
        least_number bigint;
        below bigint;
      begin
        perform pg_advisory_xact_lock(7265310843);
        for found in select sequencename as name, coalesce(last_value, 0) as last from pg_sequences
          where schemaname = 'public' and data_type = 'bigint'::regtype
        loop
          least_number := greatest(found.last, coalesce((marks ->> found.name)::bigint, 0)) + stride;
          if found.name = 'outbox_id_seq' then
            least_number := greatest(least_number, life * ${numbersOfLife});
            below := least_number;
          end if;
          perform setval(format('public.%I', found.name)::regclass, least_number);
        end loop;
        return below;
      end
      $$`,
  },
  renumber_outbox: {
    meaning:
      'Gives the first rows of the outbox, up to most and below the number, new numbers in their order, as if nothing of them ' +
      'had been handed over; returns how many',
    signature: 'renumber_outbox(bigint, integer)',
    // One by one: the order of new numbers is that of the loop, and columns of other versions come along.
    text: `
      create function renumber_outbox(below bigint, most integer) returns integer language plpgsql
        set search_path = public, pg_temp as $$
      declare
        owed record;
        count integer := 0;
      begin
        for owed in select bot_id, ordering_key, id from outbox where id <= below order by id limit most loop
          update outbox set id = default, handed_at = null
          where bot_id = owed.bot_id and ordering_key = owed.ordering_key and id = owed.id;
          count := count + 1;
        end loop;
        return count;
      end
      $$`,
  },
} as const;

/**
 * The fleet has an id and a life, and so does its Redis: a store that was restored from a backup, or is another fleet's, is
 * recognised (src/services/stores).
 */
export const fleetLife: Migration = {
  name: '120-fleet-life',
  up: async (run) => {
    await run(`
      insert into fleet_settings (key, value) values ('fleet.life',
        jsonb_build_object('fleet', gen_random_uuid(), 'life', 0, 'redis', null, 'beat', 0))`);
    await run(`grant select, update on all sequences in schema public to ${fleetRole}`);
    await run(`alter default privileges in schema public grant select, update on sequences to ${fleetRole}`);
    for (const { text, signature, meaning } of Object.values(functions)) {
      await run(text);
      await run(`comment on function ${signature} is '${meaning}'`);
      await run(`revoke all on function ${signature} from public`);
      await run(`grant execute on function ${signature} to ${fleetRole}`);
    }
  },
  down: async (run) => {
    for (const { signature } of Object.values(functions)) await run(`drop function ${signature}`);
    await run(
      `alter default privileges in schema public revoke select, update on sequences from ${fleetRole}`,
    );
    await run(`revoke select, update on all sequences in schema public from ${fleetRole}`);
    await run(`delete from fleet_settings where key = 'fleet.life'`);
  },
};
