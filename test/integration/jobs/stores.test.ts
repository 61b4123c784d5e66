import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import pg from 'pg';
import { lifeOf } from '#jobs/fleet-life.js';
import { readFleetRecord, sealOf, type FleetRecord } from '#directory/fleet-record.js';
import { startFilling } from '#platform/filled-mark.js';
import { relayOutbox } from '#jobs/relay-outbox.js';
import type { Jobs } from '#jobs/queues.js';
import { openVault } from '#platform/secrets.js';
import { adoptFleet } from '#services/stores/adopt-fleet.js';
import { beatFleet } from '#services/stores/beat-fleet.js';
import { beginLife } from '#services/stores/begin-life.js';
import { joinFleet } from '#services/stores/join-fleet.js';
import { removeKeys } from '../../support/jobs.js';
import { openOwnFleet, type OwnFleet } from '../../support/own-fleet.js';
import { waitFor } from '../../support/wait-for.js';
import { configureRedis } from '../../support/servers/whole-redis.js';

const vault = openVault('a secret of the tests of two stores');
const wait = { waitMs: 1_500 };

interface Row {
  fleet: string;
  life: number;
  redis: string | null;
  beat: number;
}

describe('the two stores of a fleet', function () {
  this.timeout(60_000);
  let own: OwnFleet;
  let jobs: Jobs;
  const workers: pg.Client[] = [];
  before(async () => {
    own = await openOwnFleet();
    ({ jobs } = own);
    await own.database.query(
      `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, username, is_master)
       values ('Shop', 'sealed', repeat('a', 64), '700000001', 'master_shop_bot', true)`,
    );
  });
  beforeEach(async () => {
    await removeKeys(jobs.redis, jobs.prefix);
    await own.database.query('delete from outbox');
    await own.database.query(`select setval('outbox_id_seq', 1, false), setval('bots_id_seq', 2, false)`);
    await change({ life: 0, redis: null, beat: 0 });
  });
  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.end())));
  after(() => own.close());

  const row = async (): Promise<Row> => {
    const [found] = await own.database.query<{ value: Row }>(
      `select value from fleet_settings where key = 'fleet.life'`,
    );
    return found!.value;
  };
  const change = (values: Partial<Row>) =>
    own.database.query(`update fleet_settings set value = value || $1 where key = 'fleet.life'`, [values]);
  const record = async (): Promise<FleetRecord> => (await readFleetRecord(jobs.redis, jobs.prefix))!;
  const key = (name: string) => `${jobs.prefix}:${name}`;
  const join = (side: Jobs = jobs) => joinFleet(side, vault, wait);
  const refusal = async (side: Jobs = jobs): Promise<string> =>
    join(side).then(
      () => 'it joined',
      (error: unknown) => (error as Error).message,
    );
  /** A worker of the fleet is connected to the database. */
  async function connectWorker(): Promise<void> {
    const client = new pg.Client({
      connectionString: own.database.url,
      application_name: 'remnafleet worker',
    });
    client.on('error', () => undefined);
    await client.connect();
    workers.push(client);
  }

  /** The workers that were at it have been gone for a while. */
  const leave = () =>
    own.database.query(
      `update fleet_settings set updated_at = now() - interval '1 minute' where key = 'fleet.life'`,
    );

  it('know each other once a worker has joined: one id, one life, one beat', async () => {
    const member = await join();
    const [inDatabase, inRedis] = [await row(), await record()];
    expect(member).to.deep.equal({ fleet: inDatabase.fleet, life: 0 });
    expect(inRedis).to.include({
      fleet: inDatabase.fleet,
      life: 0,
      redis: inDatabase.redis,
      beat: inDatabase.beat,
      name: '@master_shop_bot',
      seal: sealOf(vault, inDatabase.fleet),
    });
    expect(await beatFleet(jobs, vault)).to.equal(true);
    expect((await row()).beat).to.equal(inDatabase.beat + 1);
    expect((await record()).beat).to.equal(inDatabase.beat + 1);
    expect(await join()).to.deep.equal(member);
  });

  it('are each of a fleet of its own: the Redis of another one is refused, with both names', async () => {
    await join();
    const { fleet: first } = await row();
    const second = randomUUID();
    await change({ fleet: second, redis: null, beat: 0 });
    const line = await refusal();
    expect(line).to.include(first.slice(0, 8)).and.include(second.slice(0, 8));
    expect(line).to.match(/Redis of fleet \w+ \(@master_shop_bot\).*another database number/);
    expect((await record()).fleet).to.equal(first);
    expect((await row()).redis).to.equal(null);
    expect(await beatFleet(jobs, vault), 'while it works').to.equal(false);
    expect((await record()).halt, 'the other fleet goes on').to.equal(undefined);
  });

  it('are refused while workers of the fleet are at work with another Redis, and joined when they are gone', async () => {
    await join();
    await connectWorker();
    const other = own.otherRedis();
    expect(await refusal(other)).to.match(/are at work on this database with another Redis/);
    expect(await readFleetRecord(other.redis, other.prefix)).to.equal(undefined);
    const late = join(other);
    await leave();
    await workers[0]!.end();
    expect(await late).to.include({ life: 0 });
    const left = await record();
    expect((await row()).redis).to.not.equal(left.redis);
    await connectWorker();
    expect(await refusal(), 'the Redis that was left').to.match(/with another Redis/);
    expect(await beatFleet(jobs, vault), 'a worker that was away meanwhile').to.equal(false);
    expect((await record()).halt).to.match(/with another Redis/);
  });

  it('are joined as soon as workers have claimed a Redis that was emptied under them', async () => {
    await join();
    await connectWorker();
    await jobs.redis.del(key('life'));
    const joining = joinFleet(jobs, vault, { waitMs: 20_000 });
    expect(await beatFleet(jobs, vault)).to.equal(true);
    expect(await joining).to.include({ life: 0 });
  });

  it('go on in the same life when Redis was emptied', async () => {
    await join();
    const { redis, fleet } = await row();
    await leave();
    await jobs.redis.del(key('life'), key('numbers'));
    expect(await join()).to.deep.equal({ fleet, life: 0 });
    expect((await row()).redis).to.not.equal(redis);
    expect((await record()).redis).to.equal((await row()).redis);
  });

  it('are refused when PostgreSQL is older, with the cure, at the start and while the fleet works', async () => {
    await join();
    for (let beat = 0; beat < 8; beat += 1) await beatFleet(jobs, vault);
    await change({ beat: (await row()).beat - 7 });
    const before = await record();
    expect(await refusal()).to.match(/is older than its Redis.*npm run after-restore/);
    expect(await record(), 'others are left alone').to.deep.equal(before);
    expect(await beatFleet(jobs, vault)).to.equal(false);
    expect((await record()).halt).to.match(/is older than its Redis/);
    await change({ beat: before.beat });
    await join();
    expect((await record()).halt, 'when it is the right database again').to.equal(undefined);
  });

  it('are refused when PostgreSQL is of an earlier life, whatever the beats', async () => {
    await join();
    await beginLife(jobs, vault);
    await change({ life: 0, beat: 1_000 });
    expect(await refusal()).to.match(/npm run after-restore/);
  });

  it('go on with higher numbers when PostgreSQL has lost moments only', async () => {
    await join();
    await own.database.query(`select setval('outbox_id_seq', 500)`);
    await change({ beat: (await row()).beat - 3 });
    expect(await join()).to.include({ life: 0 });
    const [next] = await own.database.query<{ id: string }>(`select nextval('outbox_id_seq') as id`);
    expect(Number(next?.id)).to.be.greaterThan(500 + 99_999);
    expect((await row()).beat).to.equal((await record()).beat);
  });

  it('do not drift apart while Redis takes no writes', async () => {
    await join();
    await configureRedis(jobs.redis, 'min-replicas-to-write', '1');
    try {
      for (let beat = 0; beat < 10; beat += 1) {
        const failed = await beatFleet(jobs, vault).catch((error: unknown) => String(error));
        expect(failed).to.match(/NOREPLICAS/);
      }
    } finally {
      await configureRedis(jobs.redis, 'min-replicas-to-write', '0');
    }
    expect((await row()).beat).to.equal((await record()).beat + 1);
    expect(await join()).to.include({ life: 0 });
    expect((await row()).beat).to.equal((await record()).beat);
  });

  it('begin a new life when Redis is older, once however many workers start', async () => {
    await join();
    await change({ beat: 50 });
    const members = await Promise.all([1, 2, 3, 4].map(() => joinFleet(jobs, vault)));
    expect(members.map(({ life }) => life)).to.deep.equal([1, 1, 1, 1]);
    expect(await record()).to.include({ life: 1, redis: (await row()).redis });
    await beatFleet(jobs, vault);
    await change({ beat: 99 });
    expect(await beatFleet(jobs, vault), 'while the fleet works').to.equal(false);
    expect((await record()).halt).to.match(/at its next start/);
  });

  it('of before fleets had ids take the id that Redis knows, if it is signed under the same secret', async () => {
    await join();
    const { fleet } = await row();
    const migrated = { fleet: randomUUID(), redis: null, beat: 0 };
    await change(migrated);
    const refused = await adoptFleet(jobs, openVault('a secret of another fleet, long enough')).catch(
      (error: unknown) => (error as Error).message,
    );
    expect(refused).to.match(/^REDIS_URL names the Redis of fleet/);
    await adoptFleet(jobs, vault);
    expect((await row()).fleet).to.equal(fleet);
    await change({ fleet: migrated.fleet, redis: 'one of its own' });
    expect(await adoptFleet(jobs, vault).catch((error: unknown) => (error as Error).message)).to.equal(
      refused,
    );
  });

  it('hear of a life that a crash had kept from Redis', async () => {
    await join();
    await jobs.redis.set(key('epoch'), '1');
    await jobs.redis.set(key('request-number'), '5');
    await change({ life: 4 });
    expect(await join()).to.include({ life: 4 });
    expect(await record()).to.include({ life: 4 });
    expect(await jobs.redis.exists(key('epoch'), key('request-number'))).to.equal(0);
  });

  describe('in a new life', () => {
    const owed = () =>
      own.database.query<{ id: string; text: string | null; job_name: string }>(
        `select id, job_name, payload #>> '{params,text}' as text from outbox order by id`,
      );
    async function owe(text: string, chat = '5', age = '1 minute'): Promise<string> {
      const payload = { chat_id: chat, method: 'sendMessage', params: { text } };
      const [made] = await own.database.query<{ id: string }>(
        `insert into outbox (bot_id, job_name, ordering_key, payload, created_at)
         values (1, 'message.send', $1, $2, now() - $3::interval) returning id`,
        [chat, payload, age],
      );
      return made!.id;
    }
    const held = async (chat = '5') => {
      const items = await jobs.redis.zrange(key(`order:messages:mail:1:${chat}`), '0', '-1');
      return items.map((item) => {
        const data = JSON.parse(item.slice(item.indexOf('\n') + 1)) as {
          payload: { params: { text: string } };
        };
        return data.payload.params.text;
      });
    };

    it('what is owed gets numbers above all that Redis saw, in its order, and is handed over again', async () => {
      await join();
      const ids = [await owe('one'), await owe('two', '6'), await owe('three')];
      await own.database.query(
        `insert into outbox (bot_id, job_name, payload) values (1, 'bot.publish', '{}')`,
      );
      await jobs.redis.set(key('numbers'), JSON.stringify({ outbox_id_seq: 7e12, bots_id_seq: 41 }));
      const begun = await beginLife(jobs, vault);
      expect(begun).to.deep.equal({ life: 1, owed: 4, sent: 0 });
      const rows = await owed();
      expect(rows.map(({ text }) => text)).to.deep.equal(['one', 'two', 'three', null]);
      expect(rows.filter(({ id }) => ids.includes(id) || Number(id) < 7e12)).to.deep.equal([]);
      const [bot] = await own.database.query<{ id: string }>(`select nextval('bots_id_seq') as id`);
      expect(Number(bot?.id)).to.be.greaterThan(41 + 99_999);
      expect(await relayOutbox(own.inLife(1))).to.be.greaterThan(2);
      expect(await held()).to.deep.equal(['one', 'three']);
      expect(await held('6')).to.deep.equal(['two']);
    });

    it('who filled Redis before does not say that it has all of the new life', async () => {
      await join();
      for (const mark of [key('epoch'), key('directory:born')]) {
        const filling = await startFilling(jobs.redis, mark);
        await beginLife(jobs, vault);
        await filling.end('1');
        expect(await jobs.redis.exists(mark), mark).to.equal(0);
      }
    });

    it('the numbers carry the life, also where nobody knows what Redis saw', async () => {
      await owe('one');
      await beginLife(jobs, vault);
      expect((await owed()).map(({ id }) => lifeOf(id))).to.deep.equal([1]);
      await beginLife(jobs, vault);
      expect((await owed()).map(({ id }) => lifeOf(id))).to.deep.equal([2]);
      const [bot] = await own.database.query<{ id: string }>(`select nextval('bots_id_seq') as id`);
      expect(Number(bot?.id)).to.be.greaterThan(1_000_000);
    });

    it('a message that Redis knows as sent is not sent again; one that it holds, or never saw, is', async () => {
      await join();
      await owe('sent');
      await owe('waits', '6');
      await relayOutbox(jobs);
      const [sent] = await owed();
      await jobs.ordered.messages.finish({ botId: '1', chatId: '5', id: sent!.id });
      await owe('never offered', '7', '2 minutes');
      await beatFleet(jobs, vault);
      expect(await beginLife(jobs, vault)).to.deep.equal({ life: 1, owed: 2, sent: 1 });
      expect((await owed()).map(({ text }) => text)).to.deep.equal(['waits', 'never offered']);
    });

    it('a message with a number that came again is no message that was sent', async () => {
      await join();
      const id = await owe('before');
      await relayOutbox(jobs);
      await jobs.ordered.messages.finish({ botId: '1', chatId: '5', id });
      await own.database.query('delete from outbox');
      await beatFleet(jobs, vault);
      const until = (await record()).at;
      await waitFor(() => Date.now() > until, { what: 'a moment after the last beat' });
      await own.database.query(`select setval('outbox_id_seq', $1, false)`, [id]);
      expect(await owe('after', '5', '0 seconds'), 'the same number').to.equal(id);
      expect(await beginLife(jobs, vault)).to.deep.equal({ life: 1, owed: 1, sent: 0 });
      await own.database.query(`update outbox set created_at = now() - interval '1 minute'`);
      await relayOutbox(own.inLife(1));
      expect(await held()).to.deep.equal(['after']);
    });

    it('webhooks and menus are set anew, and the operators’ tokens are those of the database', async () => {
      await own.database.query(
        `insert into bot_connections (bot_id, webhook_fingerprint, commands_fingerprint) values (1, 'a', 'b')`,
      );
      await jobs.redis.set(key('directory:operators'), JSON.stringify({ version: 9, tokens: [] }));
      await jobs.redis.set(key('directory:born'), 'x');
      await beginLife(jobs, vault);
      const connections = await own.database.query(
        'select webhook_fingerprint, commands_fingerprint from bot_connections',
      );
      expect(connections).to.deep.equal([{ webhook_fingerprint: 'stale', commands_fingerprint: null }]);
      expect(await jobs.redis.exists(key('directory:operators'), key('directory:born'))).to.equal(0);
    });
  });
});
