import { expect } from 'chai';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { openMigrator, type Patience } from '../../../migrations/migrator.js';
import { runScript } from '../../support/processes/run-script.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';
import { waitFor } from '../../support/wait-for.js';

const names = migrations.map(({ name }) => name);
/** The change after these refers to bots, and so wants a lock on it. */
const before = names.slice(0, 2);

describe('a change of the schema that others hold up', function () {
  this.timeout(60_000);
  let database: OwnDatabase;
  let report: pg.Client;
  beforeEach(async () => {
    database = await makeOwnDatabase();
    await up({}, before.at(-1));
    report = new pg.Client({ connectionString: database.url, application_name: 'nightly report' });
    await report.connect();
    await report.query('begin; lock table bots in row exclusive mode');
  });
  afterEach(async () => {
    await report.end();
    await database.drop();
  });

  async function up(patience: Partial<Patience>, to?: string): Promise<string[]> {
    const migrator = await openMigrator(database.url, patience);
    try {
      return await migrator.up(to);
    } finally {
      await migrator.close();
    }
  }
  const executed = async () =>
    (await database.query<{ name: string }>('select name from schema_migrations order by name')).map(
      ({ name }) => name,
    );
  const waiting = () =>
    database.query(`select 1 from pg_stat_activity where application_name = 'remnafleet-migrate'
      and datname = current_database() and wait_event_type = 'Lock'`);

  it('lets them go first, says who is in the way, and is made when they are through', async () => {
    const told: string[] = [];
    const moving = up({
      lockMs: 500,
      pausesMs: [100, 200, 400, ...Array<number>(60).fill(800)],
      tell: (line) => told.push(line),
    });
    await waitFor(() => told.length >= 2, { timeoutMs: 20_000, what: 'two tries' });
    for (const line of told)
      expect(line).to.match(
        /^003-bot-connections waits for a lock that is held by pid \d+ \(nightly report\) of \w+ idle in transaction for \d+ s: begin; lock table bots.*; it is tried again in 0\.\d s$/,
      );
    await report.query('rollback');
    expect(await moving).to.deep.equal(names.slice(2));
  });

  it('keeps nobody waiting behind it for longer than its own wait', async () => {
    const moving = up(
      { lockMs: 700, pausesMs: Array<number>(60).fill(500), tell: () => undefined },
      names[2],
    );
    await waitFor(async () => (await waiting()).length > 0, { what: 'the change waits for its lock' });
    const [row] = await database.query<{ count: number }>(
      `with made as (insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
         values ('Shop', 'sealed', repeat('a', 64), '700000001') returning 1)
       select count(*)::int as count from made`,
    );
    expect(row?.count, 'a writer gets through while the report still holds its lock').to.equal(1);
    expect(await executed()).to.deep.equal(before);
    await report.query('rollback');
    expect(await moving).to.deep.equal([names[2]]);
  });

  it('ends after its last try with the name of who is in the way, and has changed nothing', async () => {
    const failed = await up({ lockMs: 400, pausesMs: [50], tell: () => undefined }).catch(
      (error: unknown) => error as Error,
    );
    expect(failed).to.be.instanceOf(Error);
    expect((failed as Error).message).to.match(
      /held by pid \d+ \(nightly report\).*end that, then run it again$/,
    );
    expect(await executed()).to.deep.equal(before);
  });

  it('is told of on the console of npm run migrate, which goes on by itself', async () => {
    const running = runScript('migrate', ['up'], { DATABASE_URL: database.url });
    await waitFor(async () => (await waiting()).length > 0, { timeoutMs: 30_000, what: 'the change waits' });
    await waitFor(async () => (await waiting()).length === 0, {
      timeoutMs: 10_000,
      what: 'it lets others go',
    });
    await report.query('rollback');
    const { code, stderr } = await running;
    expect(code).to.equal(0);
    expect(stderr).to.match(
      /^migrate: 003-bot-connections waits for a lock that is held by pid \d+ \(nightly/,
    );
    expect(await executed()).to.deep.equal(names);
  });
});
