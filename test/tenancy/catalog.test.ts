import { expect } from 'chai';
import { appRole, fleetRole } from '#platform/database.js';
import { ownerQuery, testDatabase } from '../support/database.js';

/*
 * Walls 3 and 4 as PostgreSQL's own catalogue tells them: a table that a later migration adds is held to them without
 * a word here. Limits: it reads the schema `public`; what a policy lets through is tried in two-bots.test.ts.
 */

/** Tables of no bot, and why. */
const fleetTables: Readonly<Record<string, string>> = {
  bots: 'the bots themselves: the id is the bot, and its policy compares it',
  fleet_admin_requests: 'requests that changed the fleet; the application role has no right to it',
  fleet_audit_log: 'changes of the fleet; the application role has no right to it',
  fleet_settings: 'what the fleet as a whole remembers; the application role has no right to it',
  schema_migrations: 'bookkeeping of the migrations; only their owner reads it',
};

/** Tables whose rows a bot adds and never changes. */
const addedOnly = ['audit_log', 'bot_setting_changes'];

/** Foreign keys to bots that are left out, because they would lock the bot's row once an update. */
const withoutForeignKey = ['outbox', 'processed_updates'];

interface Table {
  name: string;
  has_bot: boolean;
  is_bot_required: boolean;
  is_enabled: boolean;
  is_forced: boolean;
  owner: string;
}

const readTables = () =>
  ownerQuery<Table>(`
    select c.relname as name, a.attname is not null as has_bot, coalesce(a.attnotnull, false) as is_bot_required,
      c.relrowsecurity as is_enabled, c.relforcerowsecurity as is_forced, pg_get_userbyid(c.relowner) as owner
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'bot_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f') order by c.relname`);

interface Index {
  table_name: string;
  name: string;
  is_unique: boolean;
  is_primary: boolean;
  columns: (string | null)[];
}

const readIndexes = () =>
  ownerQuery<Index>(`
    select t.relname as table_name, i.relname as name, x.indisunique as is_unique, x.indisprimary as is_primary,
      array(select a.attname::text from unnest(x.indkey) with ordinality k (number, place)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number order by k.place) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace order by 1, 2`);

interface ForeignKey {
  table_name: string;
  name: string;
  target: string;
  columns: string[];
  target_columns: string[];
  on_delete: string;
}

const namesOf = (keys: string, table: string): string => `
  array(select a.attname::text from unnest(${keys}) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number order by k.place)`;

const readForeignKeys = () =>
  ownerQuery<ForeignKey>(`
    select c.conrelid::regclass::text as table_name, c.conname as name, c.confrelid::regclass::text as target,
      ${namesOf('c.conkey', 'c.conrelid')} as columns, ${namesOf('c.confkey', 'c.confrelid')} as target_columns,
      c.confdeltype::text as on_delete
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1, 2`);

describe('the catalogue of the database', () => {
  let tables: Table[];
  let indexes: Index[];
  let foreignKeys: ForeignKey[];
  const ofBots = () => tables.filter((table) => table.has_bot);

  before(async () => {
    testDatabase();
    [tables, indexes, foreignKeys] = await Promise.all([readTables(), readIndexes(), readForeignKeys()]);
  });

  it('has no table without bot_id but those that are named here', () => {
    const strangers = tables.filter((table) => !table.has_bot).map((table) => table.name);
    expect(strangers, 'give the table a bot_id, or name it in fleetTables').to.have.members(
      Object.keys(fleetTables),
    );
    expect(ofBots().length).to.be.above(15);
  });

  it('requires bot_id in every row', () => {
    const loose = ofBots().filter((table) => !table.is_bot_required);
    expect(loose.map((table) => table.name)).to.deep.equal([]);
  });

  it('has row-level security on and forced in every table of bots, and in bots', () => {
    const open = tables.filter(
      ({ name, has_bot, is_enabled, is_forced }) =>
        (has_bot || name === 'bots') && !(is_enabled && is_forced),
    );
    expect(
      open.map((table) => table.name),
      'make it with createTenantTable',
    ).to.deep.equal([]);
  });

  it('has exactly one policy a role: the application sees its bot, the fleet role all', async () => {
    const policies = await ownerQuery<Record<string, string>>(`
      select tablename as "table", policyname as policy, permissive, array_to_string(roles, ',') as roles, cmd, qual,
        with_check from pg_policies where schemaname = 'public' order by 1, 2`);
    for (const table of [...ofBots().map(({ name }) => name), 'bots']) {
      const column = table === 'bots' ? 'id' : 'bot_id';
      const isOwn = `(${column} = (NULLIF(current_setting('app.bot_id'::text, true), ''::text))::bigint)`;
      const common = { table, permissive: 'PERMISSIVE', cmd: 'ALL' };
      expect(policies.filter((policy) => policy.table === table)).to.deep.equal([
        { ...common, policy: 'all_bots', roles: fleetRole, qual: 'true', with_check: 'true' },
        { ...common, policy: 'own_bot', roles: appRole, qual: isOwn, with_check: isOwn },
      ]);
    }
    expect(policies).to.have.lengthOf(2 * (ofBots().length + 1));
  });

  it('has a primary key and only unique indexes that begin with bot_id', () => {
    for (const { name } of ofBots()) {
      const own = indexes.filter((index) => index.table_name === name);
      const primary = own.find((index) => index.is_primary);
      expect(primary?.columns[0], `primary key of ${name}`).to.equal('bot_id');
      for (const unique of own.filter((index) => index.is_unique))
        expect(unique.columns[0], `${unique.name} tells one bot what another has`).to.equal('bot_id');
    }
  });

  it('carries the bot in every foreign key between tables of bots', () => {
    const between = foreignKeys.filter((key) => key.target !== 'bots');
    expect(between.length).to.be.above(10);
    for (const key of between) {
      expect(key.columns[0], key.name).to.equal('bot_id');
      expect(key.target_columns[0], key.name).to.equal('bot_id');
      expect(key.columns, key.name).to.have.length.of.at.least(2);
    }
  });

  it('lets the rows of a bot go with it', () => {
    const toBots = foreignKeys.filter((key) => key.target === 'bots');
    for (const key of toBots) expect(key, key.name).to.deep.include({ columns: ['bot_id'], on_delete: 'c' });
    const bound = toBots.map((key) => key.table_name);
    expect([...bound, ...withoutForeignKey]).to.have.members(ofBots().map((table) => table.name));
  });

  it('has an index behind every foreign key, so that deleting does not walk tables', () => {
    const bare = foreignKeys.filter(
      ({ table_name: table, columns }) =>
        !indexes.some(
          (index) =>
            index.table_name === table &&
            columns.every((column) => index.columns.slice(0, columns.length).includes(column)),
        ),
    );
    expect(
      bare.map((key) => key.name),
      'add an index that begins with its columns',
    ).to.deep.equal([]);
  });

  it('has nothing that walks around the walls: no views, no owner rights in functions, no rules', async () => {
    const found = await ownerQuery<{ name: string }>(`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      union all select rulename from pg_rules where schemaname = 'public'`);
    expect(found).to.deep.equal([]);
  });
});

describe('the roles of the processes', () => {
  it('are neither owner nor superuser, bypass nothing, make nothing, and inherit nothing', async () => {
    const roles = await ownerQuery(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit, rolcanlogin,
         (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns,
         (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships
       from pg_roles where rolname = any($1) order by 1`,
      [[appRole, fleetRole]],
    );
    const weak = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolinherit: false,
      rolcanlogin: false,
      owns: 0,
      memberships: 0,
    };
    expect(roles).to.deep.equal([
      { rolname: appRole, ...weak },
      { rolname: fleetRole, ...weak },
    ]);
  });

  it('may read and write rows and no more', async () => {
    const granted = await ownerQuery<{ table_name: string; rights: string }>(
      `select table_name, string_agg(privilege_type, ',' order by privilege_type) as rights
       from information_schema.role_table_grants where table_schema = 'public' and grantee = $1 group by 1 order by 1`,
      [appRole],
    );
    const rights = new Map(granted.map((row) => [row.table_name, row.rights]));
    expect(rights.get('bots'), 'a bot neither makes nor deletes bots').to.equal('SELECT,UPDATE');
    for (const table of Object.keys(fleetTables).filter((name) => name !== 'bots'))
      expect(rights.has(table), table).to.equal(false);
    for (const [table, given] of rights)
      if (table !== 'bots')
        expect(given, table).to.equal(
          addedOnly.includes(table) ? 'INSERT,SELECT' : 'DELETE,INSERT,SELECT,UPDATE',
        );
    const [found] = await ownerQuery<{ creates: boolean }>(
      `select has_schema_privilege($1, 'public', 'create') as creates`,
      [appRole],
    );
    expect(found).to.deep.equal({ creates: false });
  });

  it('meet every connection of the pool in the application role, before any scope', async () => {
    const connection = await testDatabase().begin({});
    const { rows } = await connection.query('select current_user as role', []);
    await connection.rollback();
    expect(rows).to.deep.equal([{ role: appRole }]);
  });
});
