import { expect } from 'chai';
import { fleetRole, isUniqueViolation, openDatabase, type Database } from '#platform/database.js';
import { RetryableError } from '#platform/errors.js';
import { ownerQuery, testDatabaseUrl } from '../support/database.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const look = `select current_user as role, coalesce(current_setting('app.bot_id', true), '') as bot,
  pg_backend_pid() as server`;

describe('the one connection of a pool', () => {
  let database: Database;
  beforeEach(() => {
    database = openDatabase({ url: testDatabaseUrl(), poolMax: 1, applicationName: 'test weak role' });
  });
  afterEach(() => database.close());

  async function seen(settings: Parameters<Database['begin']>[0] = {}) {
    const transaction = await database.begin(settings);
    const { rows } = await transaction.query(look, []);
    await transaction.commit();
    return rows[0] as { role: string; bot: string; server: number };
  }

  const oneBot = { 'app.bot_id': '7' };
  const fleet = { role: fleetRole, 'app.bot_id': '' };
  const before: Readonly<Record<string, () => Promise<unknown>>> = {
    'a scope of the fleet': () => seen(fleet),
    'a scope of the fleet that was rolled back': async () => {
      const transaction = await database.begin(fleet);
      await transaction.query('select 1', []);
      await transaction.rollback();
    },
    'a scope of the fleet that failed': async () => {
      const transaction = await database.begin(fleet);
      expect(await failureOf(transaction.query('select 1 / 0', []))).to.be.an('error');
      await transaction.rollback();
    },
    'a scope of the fleet whose commit failed': async () => {
      const transaction = await database.begin(fleet);
      expect(await failureOf(transaction.commit([{ text: 'select 1 / 0', values: [] }]))).to.be.an('error');
    },
    'a scope of a role that there is not': async () => {
      const transaction = await database.begin({ role: 'nobody_of_that_name' });
      expect(await failureOf(transaction.query('select 1', []))).to.be.an('error');
      await transaction.rollback();
    },
    'a scope that changed its role for its own time': async () => {
      const transaction = await database.begin(oneBot);
      await transaction.query(`select set_config('role', $1, true)`, [fleetRole]);
      await transaction.commit();
    },
    'a scope that set its role for good and was rolled back': async () => {
      const transaction = await database.begin(oneBot);
      await transaction.query(`select set_config('role', $1, false)`, [fleetRole]);
      await transaction.rollback();
    },
    'a scope without a statement': async () => {
      await (await database.begin(fleet)).commit();
      await (await database.begin(fleet)).rollback();
    },
  };
  for (const [name, work] of Object.entries(before))
    it(`is in the weak role, and of no other bot, after ${name}`, async () => {
      await seen();
      await work();
      expect(await seen(oneBot)).to.include({ role: 'remnafleet_app', bot: '7' });
      expect(await seen()).to.include({ role: 'remnafleet_app', bot: '' });
    });

  it('does nothing in another role, is given up, and the next one works', async () => {
    for (const role of [fleetRole, 'none']) {
      const { server } = await seen();
      const stray = await database.begin(oneBot);
      await stray.query(`select set_config('role', $1, false)`, [role]);
      await stray.commit();
      const transaction = await database.begin(oneBot);
      const failure = await failureOf(transaction.query('select count(*) from users', []));
      expect(failure).to.be.instanceOf(RetryableError).with.property('code', 'database.wrong_role');
      await transaction.rollback();
      const now = await seen(oneBot);
      expect(now).to.include({ role: 'remnafleet_app', bot: '7' });
      expect(now.server).to.not.equal(server);
    }
  });

  it('starts the transaction of what a model sends first, and of nothing that cannot be sent', async () => {
    const transaction = await database.begin(oneBot);
    const unwritable = { toJSON: () => JSON.stringify({ n: 1n }) };
    expect(await failureOf(transaction.query('select $1::jsonb', [unwritable]))).to.be.an('error');
    const [rows] = await database.sequelize.query(look, { transaction: transaction.handle });
    expect(rows[0]).to.include({ role: 'remnafleet_app', bot: '7' });
    await transaction.commit();
  });

  it('sends the start with the first statement and the last ones with the commit', async () => {
    await seen();
    const cost = async (work: () => Promise<unknown>): Promise<number> => {
      const sent = database.roundTrips();
      await work();
      return database.roundTrips() - sent;
    };
    const two = [look, 'select 1'].map((text) => ({ text, values: [] }));
    expect(await cost(() => seen(oneBot))).to.equal(2);
    expect(await cost(async () => (await database.begin(oneBot)).commit(two))).to.equal(1);
    expect(await cost(async () => (await database.begin(oneBot)).commit())).to.equal(0);
  });

  it('reads rows alike the first time and later, when their columns are no longer described', async () => {
    const text = `select $1::int as n, null::text as nothing, '{"a": 1}'::jsonb as data, 12::bigint as big,
      timestamptz '2026-01-02 03:04:05Z' as at, array[1, 2] as list, true as yes`;
    const row = {
      n: 5,
      nothing: null,
      data: { a: 1 },
      big: '12',
      at: new Date('2026-01-02T03:04:05Z'),
      list: [1, 2],
      yes: true,
    };
    const transaction = await database.begin({});
    for (let run = 0; run < 8; run += 1)
      expect((await transaction.query(text, [5])).rows).to.deep.equal([row]);
    const [again, none] = await transaction.commit([
      { text, values: [6] },
      { text: 'select 1 where false', values: [] },
    ]);
    expect(again?.rows).to.deep.equal([{ ...row, n: 6 }]);
    expect(none?.rows).to.deep.equal([]);
  });

  it('prepares a statement anew after it failed, be it for its values or because a table has changed', async () => {
    const table = 'test_weak_role_shapes';
    await ownerQuery(`create table ${table} (a int primary key)`);
    try {
      await ownerQuery(`grant select, insert on ${table} to public`);
      const run = async (text: string, values: readonly unknown[]) => {
        const transaction = await database.begin({});
        try {
          const { rows } = await transaction.query(text, values);
          await transaction.commit();
          return rows;
        } catch (error) {
          await transaction.rollback();
          return error;
        }
      };
      const add = `insert into ${table} values ($1) returning *`;
      expect(await run(add, [1])).to.deep.equal([{ a: 1 }]);
      expect(isUniqueViolation(await run(add, [1]))).to.equal(true);
      expect(await run(add, [2])).to.deep.equal([{ a: 2 }]);
      await ownerQuery(`alter table ${table} add column b text default 'new'`);
      expect(await run(add, [3]))
        .to.be.an('error')
        .with.property('message')
        .that.includes('result type');
      expect(await run(add, [3])).to.deep.equal([{ a: 3, b: 'new' }]);
    } finally {
      await ownerQuery(`drop table ${table}`);
    }
  });
});
