import { expect } from 'chai';
import { allModels } from '../support/models/index.js';
import { ownerQuery } from '../support/database.js';
import { readSources, type Reads } from '../support/find-reads.js';

/*
 * What a table holds, something reads: SQL of a file that names the table selects, compares or returns the column, or code
 * reads the attribute off the model. Writing a column is no reading.
 */

/** Columns that wait for the code that will read them, with the issue that brings it. Whoever reads one takes it off. */
const planned: Readonly<Record<string, readonly string[]>> = {};

/** Many tables have these: row-level security reads the first, people who look at the database the others. */
const ofEveryRow = new Set(['bot_id', 'created_at', 'updated_at']);
/** `where` in an endpoint's list compares these. */
const compared = ['first_name_key', 'last_name_key', 'username_key'];

const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** SQL without the places that only write: lists of inserted columns, targets of `set`. */
const withoutWrites = (sql: string): string =>
  sql
    .replace(/insert into \w+( as \w+)?\s*\([^)]*\)/gi, 'insert into $1')
    .replace(/(\bset\b|,)\s*(\w+\.)?\w+\s*=(?!=)/gi, '$1 = ');

describe('each column of the database', function () {
  this.timeout(120_000);
  let reads: Reads;
  let columns: { table: string; column: string }[];
  before(async () => {
    reads = readSources((file) => file.startsWith('src/models/'));
    columns = await ownerQuery(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and table_name <> 'schema_migrations' order by 1, 2`,
    );
  });
  const classOf = (table: string): string | undefined =>
    allModels.find((model) => model.getTableName() === table)?.name;

  function isRead({ table, column }: { table: string; column: string }): boolean {
    const word = new RegExp(`\\b${column}\\b`);
    if (reads.sqlOfFilesThatName(table).some((sql) => word.test(withoutWrites(sql)))) return true;
    const model = classOf(table);
    return model !== undefined && reads.ofClass(camel(column), model).length > 0;
  }

  it('is read somewhere, or is planned, and no planned one is read', () => {
    expect(columns.length).to.be.above(200);
    const unread: Record<string, string[]> = {};
    for (const one of columns)
      if (!ofEveryRow.has(one.column) && !compared.includes(one.column) && !isRead(one))
        (unread[one.table] ??= []).push(one.column);
    expect(unread, 'nothing reads these').to.deep.equal(planned);
  });
});
