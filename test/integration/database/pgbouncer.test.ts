import { expect } from 'chai';
import pg from 'pg';
import { appRole, fleetRole, openDatabase, type Database } from '#platform/database.js';
import { openMigrator } from '../../../migrations/migrator.js';
import { startTelegram } from '../../../scripts/sandbox/telegram.js';
import { register } from '../../support/bot/register.js';
import { testDatabaseUrl } from '../../support/database.js';
import { openFleet } from '../../support/processes/fleet.js';
import { makeOwnDatabase } from '../../support/servers/own-database.js';
import { startPgBouncer, type PgBouncer } from '../../support/servers/pgbouncer.js';

interface Seen {
  role: string;
  bot: string;
  patience: string;
  server: number;
}
const lookAround = `select current_user as role, current_setting('app.bot_id') as bot,
  current_setting('statement_timeout') as patience, pg_backend_pid() as server`;
/** Long enough that one server connection is not enough for all. */
const takeTime = 'select pg_sleep(0.02)';

describe('PostgreSQL behind PgBouncer in transaction mode', function () {
  this.timeout(90_000);
  let pooler: PgBouncer;
  beforeEach(async () => {
    pooler = await startPgBouncer(3);
  });
  afterEach(() => pooler.close());

  describe('a pool of connections', () => {
    let database: Database;
    beforeEach(() => {
      const url = pooler.via(testDatabaseUrl());
      database = openDatabase({ url, poolMax: 10, applicationName: 'test pooled' });
    });
    afterEach(() => database.close());

    async function look(bot: string, role: string): Promise<Seen> {
      const transaction = await database.begin({ role, 'app.bot_id': bot });
      const { rows } = await transaction.query(lookAround, []);
      await transaction.query(takeTime, []);
      const again = await transaction.query(lookAround, []);
      await transaction.commit();
      expect(again.rows).to.deep.equal(rows, 'one transaction stays on one server connection');
      return rows[0] as Seen;
    }

    it('gives each transaction its role, its bot and its time limits, whatever server connection it gets', async () => {
      const bots = Array.from({ length: 60 }, (_, at) => String(at + 1));
      const seen = await Promise.all(bots.map((bot, at) => look(bot, at % 2 ? appRole : fleetRole)));
      expect(seen.map(({ bot }) => bot)).to.deep.equal(bots);
      expect(seen.map(({ role }) => role)).to.deep.equal(bots.map((_, at) => (at % 2 ? appRole : fleetRole)));
      expect(new Set(seen.map(({ patience }) => patience))).to.deep.equal(new Set(['30s']));
      expect(new Set(seen.map(({ server }) => server)).size).to.equal(3);
    });

    it('leaves nothing behind for others who share the server connections', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, at) => look(String(at + 1), appRole)));
      const stranger = new pg.Pool({ connectionString: pooler.via(testDatabaseUrl()), max: 3 });
      const ask = `select current_user = session_user as "isSelf", current_setting('statement_timeout') as patience,
        coalesce(current_setting('app.bot_id', true), '') as bot, pg_sleep(0.05)::text as slept`;
      const answers = await Promise.all([1, 2, 3].map(() => stranger.query(ask)));
      await stranger.end();
      for (const { rows } of answers)
        expect(rows).to.deep.equal([{ isSelf: true, patience: '0', bot: '', slept: '' }]);
    });

    it('goes on after the pooler was killed and came back', async () => {
      await look('1', appRole);
      await pooler.restart();
      const tries = await Promise.allSettled([look('1', appRole), look('2', appRole)]);
      expect(tries).to.have.length(2);
      expect((await look('3', appRole)).bot).to.equal('3');
    });
  });

  it('takes the migrations up and down', async () => {
    const own = await makeOwnDatabase();
    try {
      const migrator = await openMigrator(pooler.via(own.url));
      expect(await migrator.up()).to.not.be.empty;
      expect(await migrator.down()).to.have.length(1);
      expect(await migrator.up()).to.have.length(1);
      await migrator.close();
    } finally {
      await own.drop();
    }
  });

  it('registers people in the right bots', async () => {
    const telegram = await startTelegram({ retryBaseMs: 100 });
    const bots = ['First', 'Second'].map((firstName) => telegram.addBot({ firstName }));
    const fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    try {
      const made = await fleet.run(
        'test/support/processes/create-many-bots.ts',
        bots.map(({ token }) => token),
      );
      expect(made.output).to.include('2 bots joined');
      await fleet.start({ DATABASE_URL: pooler.via(fleet.databaseUrl) });
      const people = ['Sara', 'Reza', 'Mina'].map((firstName) =>
        telegram.person({ firstName, languageCode: 'en' }),
      );
      await Promise.all(
        bots.flatMap(({ token }) => people.map((person) => register(telegram, token, person))),
      );
      const rows = await fleet.query<{ username: string; people: number }>(
        `select b.username, count(*)::int as people from users u join bots b on b.id = u.bot_id
         where u.registered_at is not null and u.language = 'en' group by 1 order by 1`,
      );
      const expected = bots.map(({ username }) => ({ username, people: people.length }));
      expect(rows).to.deep.equal(expected.sort((a, b) => a.username.localeCompare(b.username)));
    } finally {
      await fleet.close();
      await telegram.close();
    }
  });
});
