import { expect } from 'chai';
import { fleetKeys, type FleetRecord } from '#directory/fleet-record.js';
import { handOver, type OutboxRow } from '#jobs/outbox.js';
import { openJobs } from '#jobs/queues.js';
import { keyPrefix } from '#platform/redis.js';
import { startTelegram, type Person, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { backUpDatabase, backUpRedis } from '../support/backup.js';
import { heardBy, register } from '../support/bot/register.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { runScript } from '../support/processes/run-script.js';
import { makeOwnDatabase } from '../support/servers/own-database.js';
import { waitFor } from '../support/wait-for.js';

const patience = { timeoutMs: 40_000 };
/** As many beats as pass in some minutes, in which a backup grows old. */
const minutes = 20;

describe('a fleet of which one store was restored from a backup', function () {
  this.timeout(240_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let token: string;
  let person: Person;

  beforeEach(async () => {
    telegram = await startTelegram({ retryBaseMs: 100 });
    ({ token } = telegram.addBot({ firstName: 'Shop' }));
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    const made = await fleet.run('test/support/processes/create-many-bots.ts', [token]);
    expect(made.output).to.include('1 bots joined');
    person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
  });
  afterEach(async () => {
    await fleet.close();
    await telegram.close();
  });

  const heard = (text?: string) =>
    heardBy(telegram, token, person).filter((message) => text === undefined || message.text === text);
  /** The person asks so often, one question after the other, and each time has an answer. */
  async function ask(times: number): Promise<void> {
    for (let time = 1; time <= times; time += 1) {
      const before = heard().length;
      telegram.send(token, person, '/help');
      await waitFor(() => heard().length > before, { ...patience, what: `answer ${time} of ${times}` });
    }
  }
  /** A message that a transaction ordered a minute ago, and that was not handed over. */
  async function owe(text: string): Promise<OutboxRow> {
    const payload = {
      chat_id: person.id,
      method: 'sendMessage',
      params: { chat_id: person.id, text },
    };
    const [row] = await fleet.query<OutboxRow>(
      `insert into outbox (bot_id, job_name, ordering_key, payload, created_at)
       select id, 'message.send', $1, $2, now() - interval '1 minute' from bots
       returning id, bot_id, job_name, ordering_key, payload, trace`,
      [person.id, payload],
    );
    return row!;
  }
  const record = async (): Promise<FleetRecord> =>
    JSON.parse((await fleet.redis.get(fleetKeys(keyPrefix).record)) ?? '{}') as FleetRecord;
  /** Lets minutes pass in both stores while no process runs. */
  async function letTimePass(): Promise<void> {
    const known = await record();
    const beat = known.beat + minutes;
    await fleet.redis.set(fleetKeys(keyPrefix).record, JSON.stringify({ ...known, beat }));
    await fleet.query(
      `update fleet_settings set value = value || jsonb_build_object('beat', $1::int) where key = 'fleet.life'`,
      [beat],
    );
  }
  const credit = (key: string) =>
    fleet.script('credit-user', [...['--bot', '1', '--user', person.id, '--amount', '5000', '--key', key]]);
  async function expectWallet(toman: number): Promise<void> {
    const rows = await fleet.query(
      `select balance_toman::int as balance,
         (select sum(amount_toman)::int from transactions where bot_id = users.bot_id and user_id = users.id) as ledger
       from users`,
    );
    expect(rows).to.deep.equal([{ balance: toman, ledger: toman }]);
  }
  const failure = (overrides: Record<string, string> = {}): Promise<string> =>
    fleet.start(overrides).then(
      () => 'it started',
      (error: unknown) => String(error),
    );

  it('of PostgreSQL: starts after after-restore only, sends what is owed, loses no reply, repeats nothing', async () => {
    const first = await fleet.start();
    await register(telegram, token, person);
    expect((await credit('before')).code).to.equal(0);
    await first.stop();
    await owe('sent after the backup');
    const neverSent = await owe('owed at the backup');
    const backup = await backUpDatabase(fleet.databaseUrl);
    await fleet.query('delete from outbox where id = $1', [neverSent.id]);

    const second = await fleet.start();
    await waitFor(() => heard('sent after the backup').length, { ...patience, what: 'the first of the two' });
    await ask(12);
    expect((await credit('after')).code).to.equal(0);
    await expectWallet(10_000);
    const busy = await fleet.script('after-restore', []);
    expect(busy.code).to.equal(1);
    expect(busy.output).to.match(/^after-restore: 1 worker processes are at work/);
    await second.stop();
    await letTimePass();

    await backup.restore();
    expect(await failure()).to.match(
      /the database of fleet .* is older than its Redis.*npm run after-restore/,
    );
    expect((await credit('after')).output, 'scripts are refused too').to.match(/is older than its Redis/);
    const restored = await fleet.script('after-restore', []);
    expect(restored).to.deep.include({ code: 0 });
    expect(restored.output).to.match(
      /life 2: 1 jobs are pending .*, 1 messages were sent before the restore/,
    );

    await fleet.start();
    await waitFor(() => heard('owed at the backup').length, { ...patience, what: 'what was owed' });
    await ask(14);
    expect((await credit('after')).code).to.equal(0);
    expect((await credit('after')).code).to.equal(0);
    await expectWallet(10_000);
    const settled = async () => (await fleet.query('select 1 from outbox')).length === 0;
    await waitFor(settled, { ...patience, what: 'an empty outbox' });
    expect(heard('sent after the backup')).to.have.lengthOf(1);
    expect(heard('owed at the backup')).to.have.lengthOf(1);
  });

  it('of Redis: begins a new life by itself and sends nothing again that only the old Redis remembers', async () => {
    const first = await fleet.start();
    await register(telegram, token, person);
    await first.stop();
    const jobs = openJobs({ redis: fleet.redis });
    await handOver(jobs, [await owe('sent long ago')]);
    await jobs.close();
    const backup = await backUpRedis(fleet.redis);

    const second = await fleet.start();
    await waitFor(() => heard('sent long ago').length, { ...patience, what: 'the message' });
    await ask(3);
    await second.stop();
    await letTimePass();

    await backup.restore();
    await owe('owed meanwhile');
    const third = await fleet.start();
    expect((await record()).life).to.equal(1);
    await waitFor(() => third.output().includes('the fleet begins a new life'), {
      what: 'a line of the log',
    });
    await ask(6);
    await waitFor(() => heard('owed meanwhile').length, { ...patience, what: 'what was owed' });
    const isDrained = async () => (await fleet.redis.hlen(`${keyPrefix}:order:messages:backlog`)) === 0;
    await waitFor(isDrained, { ...patience, what: 'no message is left in Redis' });
    expect(heard('sent long ago')).to.have.lengthOf(1);
    expect(heard('owed meanwhile')).to.have.lengthOf(1);
  });

  it('is not mistaken for another: each process that belongs elsewhere is refused by name', async () => {
    await (await fleet.start({ ROLES: 'worker' })).stop();
    const other = await makeOwnDatabase();
    try {
      const DATABASE_URL = other.url;
      expect((await runScript('migrate', ['up'], { DATABASE_URL })).code).to.equal(0);
      expect(await failure({ DATABASE_URL })).to.match(
        /REDIS_URL names the Redis of fleet \w{8} .*, and DATABASE_URL the database of fleet \w{8} /,
      );
    } finally {
      await other.drop();
    }
    expect(
      await failure({ ROLES: 'ingress', APP_SECRET: 'the secret of another fleet, long enough' }),
    ).to.match(/Redis belongs to fleet \w{8} .*have another APP_SECRET/);
  });

  it('ends every worker when another process finds that the stores do not fit, and leaves the ingress at it', async () => {
    const worker = await fleet.start({ ROLES: 'worker' });
    const ingress = await fleet.start({ ROLES: 'ingress' });
    const known = await record();
    await fleet.redis.set(
      fleetKeys(keyPrefix).record,
      JSON.stringify({ ...known, halt: 'the stores do not fit' }),
    );
    await waitFor(() => worker.child.exitCode !== null, { ...patience, what: 'the worker ends' });
    expect(await worker.stop()).to.equal(1);
    expect(worker.output()).to.include('the stores do not fit');
    expect((await fetch(`http://127.0.0.1:${ingress.port}/health/live`)).status).to.equal(200);
  });
});
