/** Sends SQL to the database to be looked at. */
export type Ask = <Row>(sql: string) => Promise<Row[]>;

const parts: Readonly<Record<string, string>> = {
  tables: `select c.relname as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, obj_description(c.oid) as comment
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') order by 1`,
  columns: `select a.attrelid::regclass::text as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
      a.attidentity, pg_get_expr(d.adbin, d.adrelid) as "default", col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  constraints: `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as text, convalidated
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`,
  indexes: `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
  policies: `select * from pg_policies where schemaname = 'public' order by tablename, policyname`,
  grants: `select c.relname, g.grantee::regrole::text as grantee, g.privilege_type
    from pg_class c cross join aclexplode(c.relacl) g
    where c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner order by 1, 2, 3`,
  defaultGrants: `select defaclobjtype, defaclacl::text from pg_default_acl order by 1, 2`,
  schemaGrants: `select g.grantee::regrole::text as grantee, g.privilege_type
    from pg_namespace n cross join aclexplode(n.nspacl) g
    where n.nspname = 'public' and g.grantee <> 0 and g.grantee <> n.nspowner order by 1, 2`,
  functions: `select proname, pg_get_functiondef(oid) as text, obj_description(oid) as comment
    from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  triggers: `select tgrelid::regclass::text as "table", tgname, pg_get_triggerdef(oid) as text from pg_trigger
    where not tgisinternal order by 1, 2`,
};

/** All that the migrations make in a database, as PostgreSQL's catalogue tells it; two equal schemas give equal snapshots. */
export async function readSchema(ask: Ask): Promise<Record<string, unknown[]>> {
  const snapshot: Record<string, unknown[]> = {};
  for (const [part, sql] of Object.entries(parts)) snapshot[part] = await ask(sql);
  return snapshot;
}
