import { expect } from 'chai';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { openMigrator } from '../../../migrations/migrator.js';
import { runScript, startScript } from '../../support/processes/run-script.js';
import { readSchema } from '../../support/schema-snapshot.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';
import { waitFor } from '../../support/wait-for.js';

const names = migrations.map((migration) => migration.name);
const lastName = names.at(-1) as string;

/** `npm run migrate -- …` on a database. */
const migrate = (database: OwnDatabase, ...args: string[]) =>
  runScript('migrate', args, { DATABASE_URL: database.url });

const executed = async (database: OwnDatabase): Promise<string[]> => {
  const rows = await database.query<{ name: string }>('select name from schema_migrations order by name');
  return rows.map(({ name }) => name);
};

describe('npm run migrate', function () {
  this.timeout(180_000);
  let database: OwnDatabase;
  beforeEach(async () => (database = await makeOwnDatabase()));
  afterEach(() => database.drop());

  async function move(work: 'up' | 'down', to?: string): Promise<string[]> {
    const migrator = await openMigrator(database.url);
    try {
      return await migrator[work](to);
    } finally {
      await migrator.close();
    }
  }

  it('makes the same schema up, down and up again, from each step and from the ground', async () => {
    expect(await move('up')).to.deep.equal(names);
    const first = await readSchema(database.query);
    expect(first.columns?.length).to.be.above(200);
    for (const name of [...names].reverse()) {
      expect(await move('down', name)).to.deep.equal(
        name === lastName ? [name] : names.slice(names.indexOf(name)).reverse(),
      );
      expect(await move('up')).to.deep.equal(names.slice(names.indexOf(name)));
    }
    expect(await readSchema(database.query)).to.deep.equal(first);
  });

  it('leaves nothing but its own bookkeeping when all is taken back', async () => {
    const bare = await readSchema(database.query);
    await move('up');
    await move('down', names[0]);
    const left = await readSchema(database.query);
    const own = (row: unknown) => !JSON.stringify(row).includes('schema_migrations');
    for (const [part, rows] of Object.entries(left)) expect(rows.filter(own), part).to.deep.equal(bare[part]);
    expect(await executed(database)).to.deep.equal([]);
  });

  it('says what it did, one line a change, and what there is', async () => {
    const before = await migrate(database, 'status');
    expect(before.stdout.split('\n').filter((line) => line.endsWith(' missing'))).to.have.lengthOf(
      names.length,
    );
    expect(await executed(database).catch(() => 'no table'), 'status writes nothing').to.equal('no table');
    const up = await migrate(database, 'up');
    expect(up).to.deep.include({ code: 0, stderr: '' });
    expect(up.stdout.trim().split('\n')).to.deep.equal(names.map((name) => `applied ${name}`));
    expect((await migrate(database, 'up')).stdout).to.equal('nothing to apply: the schema is current\n');
    const status = await migrate(database, 'status');
    expect(status.stdout)
      .to.match(new RegExp(`^${lastName} +\\d{4}-\\d\\d-\\d\\dT`, 'm'))
      .and.not.include('missing');
    const down = await migrate(database, 'down');
    expect(down).to.deep.include({ code: 0, stdout: `took back ${lastName}\n`, stderr: '' });
    expect(await executed(database)).to.deep.equal(names.slice(0, -1));
  });

  it('goes to a named change and no further', async () => {
    const at = names[4] as string;
    expect((await migrate(database, 'up', '--to', at)).code).to.equal(0);
    expect(await executed(database)).to.deep.equal(names.slice(0, 5));
    expect((await migrate(database, 'down', '--to', names[3] as string)).code).to.equal(0);
    expect(await executed(database)).to.deep.equal(names.slice(0, 3));
  });

  it('names changes that this version does not know, and leaves them alone', async () => {
    await move('up');
    await database.query(`insert into schema_migrations (name) values ('999-from-tomorrow')`);
    expect((await migrate(database, 'status')).stdout).to.match(/999-from-tomorrow.*unknown to this version/);
    expect(await move('up')).to.deep.equal([]);
    expect(await executed(database)).to.include('999-from-tomorrow');
  });

  it('answers what it does not understand with one line that names the cure', async () => {
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['sideways'], {}, /say what to do: up, down or status \(got "sideways"\)/],
      [[], {}, /say what to do: up, down or status/],
      [['up', 'down'], {}, /got "up down"/],
      [['up', '--to', '777-nothing'], {}, /no migration is called "777-nothing"; there are: 001-roles/],
      [['up', '--force'], {}, /Unknown option '--force'/],
      [
        ['up'],
        { DATABASE_URL: '', DATA_DIR: '/nonexistent' },
        /DATABASE_URL is not set and no fleet runs here/,
      ],
      [['up'], { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' }, /database/i],
    ];
    const results = await Promise.all(
      cases.map(([args, env]) => runScript('migrate', args, { DATABASE_URL: database.url, ...env })),
    );
    results.forEach((result, at) => {
      const [args, , line] = cases[at]!;
      expect(result.code, args.join(' ')).to.equal(1);
      expect(result.stderr, args.join(' '))
        .to.match(line)
        .and.match(/^migrate: [^\n]*\n$/);
      expect(result.stdout).to.equal('');
    });
  });

  it('shows help without a database', async () => {
    const help = await runScript('migrate', ['--help'], { DATABASE_URL: '' });
    expect(help).to.deep.include({ code: 0, stderr: '' });
    for (const word of ['up', 'down', 'status', '--to']) expect(help.stdout).to.include(word);
  });

  it('runs each change once when several processes start at the same moment', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(database, 'up')));
    expect(results.map(({ code, stderr }) => [code, stderr])).to.deep.equal(Array(3).fill([0, '']));
    const applied = results.flatMap(({ stdout }) => stdout.match(/^applied \S+/gm) ?? []);
    expect(applied.sort()).to.deep.equal(names.map((name) => `applied ${name}`));
    const alone = await makeOwnDatabase();
    try {
      await migrate(alone, 'up');
      expect(await readSchema(database.query)).to.deep.equal(await readSchema(alone.query));
    } finally {
      await alone.drop();
    }
  });

  it('goes on where a process was killed in the middle of a change', async () => {
    await move('up', names[1]);
    // Holds the third change up half-way: it wants to refer to bots, whose lock is taken.
    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('begin; lock table bots in access exclusive mode');
    const doomed = startScript('migrate', ['up'], { DATABASE_URL: database.url });
    const isBlocked = () =>
      database.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query ilike 'create table%'`);
    await waitFor(async () => (await isBlocked()).length > 0, {
      timeoutMs: 20_000,
      what: 'a change half-way',
    });
    doomed.kill();
    expect((await doomed.ended).code).to.equal(null);
    await blocker.query('rollback');
    await blocker.end();
    expect(await executed(database)).to.deep.equal(names.slice(0, 2));
    const next = await migrate(database, 'up');
    expect(next).to.deep.include({ code: 0, stderr: '' });
    expect(await executed(database)).to.deep.equal(names);
  });

  it('keeps nothing of a change that failed, and says why', async () => {
    await move('up', names[3]);
    await database.query('create table bot_configurations (in_the_way int)');
    const failed = await migrate(database, 'up');
    expect(failed.code).to.equal(1);
    expect(failed.stderr).to.match(/^migrate: .*bot_configurations.*already exists[^\n]*\n$/);
    expect(await executed(database)).to.deep.equal(names.slice(0, 5));
    await database.query('drop table bot_configurations');
    expect((await migrate(database, 'up')).code).to.equal(0);
    expect(await executed(database)).to.deep.equal(names);
  });
});

describe('the migrated schema', () => {
  let database: OwnDatabase;
  before(async () => {
    database = await makeOwnDatabase();
    const migrator = await openMigrator(database.url);
    await migrator.up();
    await migrator.close();
  });
  after(() => database.drop());

  it('has a comment on every table, column and function', async () => {
    const schema = await readSchema(database.query);
    for (const part of ['tables', 'columns', 'functions']) {
      const rows = schema[part] as {
        name?: string;
        proname?: string;
        table?: string;
        comment: string | null;
        relkind?: string;
      }[];
      const bare = rows.filter(({ comment, relkind }) => relkind !== 'S' && !comment?.trim());
      expect(
        bare.map((row) => `${row.table ?? ''} ${row.name ?? row.proname ?? ''}`),
        part,
      ).to.deep.equal([]);
    }
  });

  it('keeps instants with their zone, money in whole toman, and no floats', async () => {
    const columns = await database.query<{ name: string; type: string }>(`
      select table_name || '.' || column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public'`);
    const wrong = columns.filter(
      ({ name, type }) =>
        type === 'timestamp without time zone' ||
        /real|double|money/.test(type) ||
        (/_toman$/.test(name) && type !== 'bigint' && !name.endsWith('rate_toman')) ||
        (/_at$/.test(name) && type !== 'timestamp with time zone'),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has its migrations in the order of their names, each name once', () => {
    expect(names).to.deep.equal([...new Set(names)].sort());
  });
});
