import { expect } from 'chai';
import type { Model, ModelAttributeColumnOptions, ModelStatic } from 'sequelize';
import { models } from '#models/index.js';
import { allModels } from '../../support/models/index.js';
import { asFleet, type Tx } from '#tenancy/scope.js';
import { buildRowOfEachTable } from '../../factories/row-of-each-table.js';
import { ownerQuery } from '../../support/database.js';

interface Column {
  name: string;
  type: string;
  is_nullable: boolean;
  is_identity: boolean;
  default_text: string | null;
  is_key: boolean;
}

const readColumns = (table: string) =>
  ownerQuery<Column>(
    `select c.column_name as name, format_type(a.atttypid, a.atttypmod) as type, c.is_nullable = 'YES' as is_nullable,
       c.is_identity = 'YES' or coalesce(c.column_default like 'nextval(%', false) as is_identity,
       c.column_default as default_text,
       coalesce(a.attnum = any(x.indkey), false) as is_key
     from information_schema.columns c
     join pg_attribute a on a.attrelid = $1::text::regclass and a.attname = c.column_name
     left join pg_index x on x.indrelid = $1::text::regclass and x.indisprimary
     where c.table_schema = 'public' and c.table_name = $1::text order by c.ordinal_position`,
    [table],
  );

/** How the types of PostgreSQL read in Sequelize. */
const types: Readonly<Record<string, string>> = {
  bigint: 'BIGINT',
  'bigint[]': 'BIGINT[]',
  boolean: 'BOOLEAN',
  bytea: 'BYTEA',
  date: 'DATE',
  integer: 'INTEGER',
  jsonb: 'JSONB',
  'numeric(24,8)': 'DECIMAL(24,8)',
  'numeric(38,0)': 'DECIMAL(38)',
  text: 'TEXT',
  'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
  uuid: 'UUID',
  'text[]': 'TEXT[]',
  'uuid[]': 'UUID[]',
};

type Attribute = ModelAttributeColumnOptions & { field: string };
const attributesOf = (model: ModelStatic<Model>): Attribute[] =>
  Object.values(model.getAttributes()) as unknown as Attribute[];
const typeOf = ({ type }: Attribute): string => (type as unknown as { toSql(): string }).toSql();

const all = allModels as unknown as readonly ModelStatic<Model>[];
/** A name that is drawn for each row. */
const isName = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
/** PostgreSQL keeps the times of a row by default; Sequelize writes them itself. */
const isTime = ({ field }: Attribute): boolean => field === 'created_at' || field === 'updated_at';

describe('the models', () => {
  it('stand for every table, one each', async () => {
    const tables = await ownerQuery<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`,
    );
    expect(all.map((model) => model.tableName)).to.have.members(tables.map(({ name }) => name));
    const names = models.map((model) => model.name);
    expect(names).to.deep.equal([...names].sort());
  });

  for (const model of all)
    it(`${model.name} has the columns, types and keys of ${model.tableName}`, async () => {
      const columns = await readColumns(model.tableName);
      const attributes = attributesOf(model);
      expect(attributes.map(({ field }) => field)).to.have.members(columns.map(({ name }) => name));
      for (const attribute of attributes) {
        const column = columns.find(({ name }) => name === attribute.field)!;
        expect(typeOf(attribute), `type of ${column.name}`).to.equal(types[column.type] ?? column.type);
        expect(attribute.allowNull !== false, `${column.name} may be empty`).to.equal(
          column.is_nullable || column.is_identity,
        );
        expect(attribute.autoIncrement === true, `${column.name} is an identity`).to.equal(
          column.is_identity,
        );
        if (attribute.primaryKey) expect(column.is_key, `${column.name} is in the key`).to.equal(true);
      }
    });

  for (const model of all)
    it(`${model.name} gives the defaults that ${model.tableName} has`, async () => {
      const columns = await readColumns(model.tableName);
      const built = model.build({});
      const texts = await asFleet('test', (tx) => defaultsOf(tx, columns));
      for (const attribute of attributesOf(model)) {
        if (isTime(attribute) || attribute.autoIncrement) continue;
        const name = attribute.field;
        const given: unknown = built.get(camelCase(name));
        const isOwned = name === 'bot_id'; // Stamped by the guard.
        if (attribute.defaultValue === undefined) {
          expect(texts.has(name) && !isOwned, `${name} has a default in PostgreSQL alone`).to.equal(false);
          continue;
        }
        if (given instanceof Date) expect(texts.get(name), name).to.equal('now');
        else if (isName(given)) expect(texts.get(name), name).to.satisfy(isName).and.not.equal(given);
        else expect(texts.get(name), name).to.deep.equal(JSON.parse(JSON.stringify(given)));
      }
    });

  it('read back every column of a row that PostgreSQL filled', async () => {
    const { rows, tenant } = await buildRowOfEachTable({ mark: 'a mark', amount: 5 });
    for (const [name, row] of rows) {
      const again = await tenant.db(() => row.reload());
      for (const attribute of attributesOf(row.constructor as ModelStatic<Model>))
        expect(again.get(camelCase(attribute.field)), `${name}.${attribute.field}`).to.not.equal(undefined);
    }
  });

  it('give ids as strings and toman as numbers', async () => {
    const { rows } = await buildRowOfEachTable({ mark: 'a mark', amount: 9_007_199_254_740_991 });
    for (const [name, row] of rows)
      for (const { field } of attributesOf(row.constructor as ModelStatic<Model>)) {
        const value: unknown = row.get(camelCase(field));
        if (value === null || value === undefined) continue;
        if (/(^|_)id$/.test(field) && field !== 'id') expect(value, `${name}.${field}`).to.be.a('string');
        if (/_toman$/.test(field) && field !== 'rate_toman')
          expect(value, `${name}.${field}`).to.satisfy(Number.isSafeInteger);
      }
  });
});

const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What PostgreSQL puts into columns that are not given; instants that follow the clock as 'now'. */
async function defaultsOf(tx: Tx, columns: readonly Column[]): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { name, default_text: text, type } of columns) {
    if (text === null) continue;
    if (text === 'now()') found.set(name, 'now');
    else {
      const [row] = await tx.sql<{ value: unknown }>(`select to_jsonb((${text})::${type}) as value`);
      found.set(name, type === 'bigint' && !name.endsWith('_toman') ? String(row?.value) : row?.value);
    }
  }
  return found;
}
