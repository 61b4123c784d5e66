import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { appRole, fleetRole, openDatabase } from '#platform/database.js';
import { readEnv } from '#env/env.js';
import { migrations } from '../../migrations/index.js';
import { openMigrator } from '../../migrations/migrator.js';
import { runScript } from '../support/processes/run-script.js';
import { readSchema } from '../support/schema-snapshot.js';
import { makeOwnDatabase } from '../support/servers/own-database.js';

interface Server {
  readonly port: number;
  urlOf(database: string): string;
  stop(graceMs: number): Promise<unknown>;
}
const { startPostgres } = (await import('../../scripts/embedded/postgres.mjs' as string)) as {
  startPostgres(options: {
    directory: string;
    password: string;
    durable: boolean;
    onStart(): void;
  }): Promise<Server>;
};

const file = 'deploy/postgres/make-fleet.sh';
/** Every sign that means something in an address, in a shell, in SQL, or to compose. */
const password = `p@ss:w/o?r#d %41 [x]\\ 'y' "z" $HOME \`id\` %`;

describe('a database that an ordinary role owns, as docker-compose.yml makes it', function () {
  this.timeout(120_000);
  let directory: string;
  let server: Server;
  let superuser: pg.Client;
  let env: Record<string, string>;

  before(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'remnafleet-owner-'));
    chmodSync(directory, 0o755);
    server = await startPostgres({
      directory,
      password: 'bootstrap',
      durable: false,
      onStart: () => undefined,
    });
    const bootstrap = new pg.Client({ connectionString: server.urlOf('postgres') });
    await bootstrap.connect();
    await bootstrap.query(`create role postgres superuser login password 'x'`);
    await bootstrap.end();
    superuser = await connectSuperuser('postgres');
    await superuser.query('alter role remnafleet rename to bootstrap');
    await makeFleet();
    env = {
      DATABASE_URL: `postgres://remnafleet@127.0.0.1:${server.port}/remnafleet`,
      DATABASE_URL_PASSWORD: password,
    };
  });
  after(async () => {
    await superuser.end();
    await server.stop(5_000);
    rmSync(directory, { recursive: true, force: true });
  });

  async function connectSuperuser(database: string): Promise<pg.Client> {
    const address = `postgres://postgres:x@127.0.0.1:${server.port}/${database}`;
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
  /** What the script has psql do, statement by statement. */
  async function makeFleet(): Promise<void> {
    execFileSync('sh', ['-n', file]);
    const [, sql = ''] = /<<'SQL'\n([\s\S]*)\nSQL\n/.exec(readFileSync(file, 'utf8')) ?? [];
    const [variable, ...statements] = sql.split('\n');
    expect(variable).to.equal('\\getenv password FLEET_PASSWORD');
    let client = superuser;
    for (const statement of statements.slice(0, -1)) {
      const [, next] = /^\\connect (\w+)$/.exec(statement) ?? [];
      if (next) client = await connectSuperuser(next);
      else await client.query(statement.replaceAll(`:'password'`, pg.escapeLiteral(password)));
    }
    await client.end();
    expect(statements.at(-1), 'nobody enters the superuser from outside').to.match(/password null;$/);
  }
  const databaseUrl = () =>
    readEnv({ ...env, REDIS_URL: 'redis://x', APP_SECRET: 'x'.repeat(32) }).databaseUrl;

  it('takes every migration, and keeps what an earlier version had put into its rows', async () => {
    const { name } = migrations[migrations.findIndex((one) => one.name.startsWith('090')) - 1]!;
    expect((await runScript('migrate', ['up', '--to', name], env)).stderr).to.equal('');
    const rows = await connectSuperuser('remnafleet');
    try {
      await rows.query(`
        insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
          values ('Shop', 'sealed', repeat('a', 64), '700000001');
        insert into users (bot_id, telegram_id, first_name, language, referral_code) values (1, '5', 'Sara', 'en', 'code');
        insert into bot_configurations (bot_id, config_key, config_value) values (1, 'traffic_reset_period', '"none"');
        insert into subscriptions (bot_id, user_id, status, starts_at, ends_at, traffic_limit_gb, device_limit)
          values (1, 1, 'active', now(), now() + interval '30 days', 50, 1)`);
      const up = await runScript('migrate', ['up'], env);
      expect([up.stderr, up.code]).to.deep.equal(['', 0]);
      const kept = await rows.query('select traffic_reset from subscriptions');
      expect(kept.rows).to.deep.equal([{ traffic_reset: 'none' }]);
    } finally {
      await rows.end();
    }
  });

  it('has the same schema as one that a superuser owns', async () => {
    const owned = await connectSuperuser('remnafleet');
    const usual = await makeOwnDatabase();
    try {
      const migrator = await openMigrator(usual.url);
      await migrator.up();
      await migrator.close();
      const expected = await readSchema(usual.query);
      const found = await readSchema(async <Row>(sql: string) => (await owned.query(sql)).rows as Row[]);
      for (const part of Object.keys(expected).filter((name) => name !== 'defaultGrants'))
        expect(found[part], part).to.deep.equal(expected[part]);
    } finally {
      await owned.end();
      await usual.drop();
    }
  });

  it('is worked on in the weak roles only, by a login that is neither superuser nor above row-level security', async () => {
    const database = openDatabase({ url: databaseUrl(), poolMax: 2, applicationName: 'test owner' });
    try {
      await database.ping();
      for (const role of [appRole, fleetRole]) {
        const transaction = await database.begin({ role, 'app.bot_id': '1' });
        const { rows } = await transaction.query(
          `select current_user as role, session_user as login, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
             (select count(*)::int from users) as people
           from pg_roles where rolname = session_user`,
          [],
        );
        await transaction.commit();
        expect(rows).to.deep.equal([
          {
            ...{ role, login: 'remnafleet', people: 1 },
            ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
          },
        ]);
      }
    } finally {
      await database.close();
    }
  });

  it('lets the fleet delete a bot with all its rows, and raise its numbers', async () => {
    const owned = await connectSuperuser('remnafleet');
    const database = openDatabase({ url: databaseUrl(), poolMax: 2, applicationName: 'test owner' });
    try {
      await owned.query(`insert into outbox (bot_id, job_name, payload) values (1, 'bot.publish', '{}')`);
      const transaction = await database.begin({ role: fleetRole, 'app.bot_id': '' });
      await transaction.query(`select raise_numbers(3, '{}'::jsonb, 10)`, []);
      await transaction.query('delete from bots where id = 1', []);
      await transaction.commit();
      const left = await owned.query(
        `select (select count(*)::int from outbox) as jobs, (select count(*)::int from users) as people,
           (select last_value >= 3e12 from outbox_id_seq) as is_raised`,
      );
      expect(left.rows).to.deep.equal([{ jobs: 0, people: 0, is_raised: true }]);
    } finally {
      await database.close();
      await owned.end();
    }
  });
});
