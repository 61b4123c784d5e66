import { appRole, fleetRole } from '#platform/database.js';
import type { Migration } from './migration.js';

/*
 * Roles belong to the whole PostgreSQL server, so other databases of it (tests run many) may make and grant the
 * same ones at this moment: a lost race is tried again, and what is there already is left alone.
 */
const makeRoles = `
do $$
declare
  wanted text;
  is_member boolean;
  tries int;
begin
  foreach wanted in array array['${appRole}', '${fleetRole}'] loop
    for tries in 1..20 loop
      begin
        if not exists (select from pg_roles where rolname = wanted) then
          execute format('create role %I nologin noinherit', wanted);
        end if;
        if current_setting('server_version_num')::int >= 160000 then
          is_member := pg_has_role(session_user, wanted, 'SET');
          if not is_member then
            execute format('grant %I to %I with inherit false, set true', wanted, session_user);
          end if;
        else
          is_member := pg_has_role(session_user, wanted, 'MEMBER');
          if not is_member then
            execute format('grant %I to %I', wanted, session_user);
          end if;
        end if;
        exit;
      exception
        when duplicate_object or unique_violation or internal_error or undefined_object then
          if tries = 20 then raise; end if;
          perform pg_sleep(random() * 0.1);
      end;
    end loop;
  end loop;
end
$$`;

const grants = `
  grant usage on schema public to ${appRole}, ${fleetRole};
  alter default privileges in schema public
    grant select, insert, update, delete on tables to ${appRole}, ${fleetRole}`;

const revokes = `
  alter default privileges in schema public
    revoke select, insert, update, delete on tables from ${appRole}, ${fleetRole};
  revoke usage on schema public from ${appRole}, ${fleetRole}`;

/** The two weak roles of the processes. They outlive `down`: other databases of the server may use them. */
export const roles: Migration = {
  name: '001-roles',
  up: async (run) => {
    await run(makeRoles);
    await run(grants);
  },
  down: (run) => run(revokes),
};
