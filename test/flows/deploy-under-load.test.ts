import { Queue } from 'bullmq';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { keyPrefix } from '#platform/redis.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { register } from '../support/bot/register.js';
import { openFleet, type FleetProcess, type TestFleet } from '../support/processes/fleet.js';
import { patience } from '../support/patience.js';
import { waitFor } from '../support/wait-for.js';

const botCount = 3;
const visitorsAtOnce = 6;
/** A job whose worker was lost waits for its lock to run out, which takes ten seconds: nobody may wait that long. */
const tooLongMs = 3_000 * patience;

describe('a new version of the fleet under load', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let tokens: string[];
  let visits: number[];
  let load: Promise<unknown>;
  let isOver: boolean;

  beforeEach(async () => {
    telegram = await startTelegram({ retryBaseMs: 100 });
    tokens = Array.from({ length: botCount }, () => telegram.addBot({ firstName: 'Shop' }).token);
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    [visits, isOver, load] = [[], false, Promise.resolve()];
    const made = await fleet.run('test/support/processes/create-many-bots.ts', tokens);
    expect(made.output).to.include(`${botCount} bots joined`);
  });
  afterEach(async () => {
    isOver = true;
    await load.catch(() => undefined);
    await fleet.close();
    await telegram.close();
  });

  /** One newcomer after the other registers, in all bots in turn. */
  async function comeAndGo(): Promise<void> {
    while (!isOver) {
      const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
      const began = performance.now();
      await register(telegram, tokens[visits.length % botCount] as string, person);
      visits.push(performance.now() - began);
    }
  }
  const startLoad = () => {
    load = Promise.all(Array.from({ length: visitorsAtOnce }, comeAndGo));
  };
  const moreVisits = async (count: number) => {
    const goal = visits.length + count;
    await Promise.race([load, waitFor(() => visits.length >= goal, { timeoutMs: 60_000, what: 'visits' })]);
  };
  async function endLoad(): Promise<void> {
    isOver = true;
    await load;
  }
  async function expectAllRegistered(): Promise<void> {
    const [row] = await fleet.query<{ people: number }>(
      'select count(*)::int as people from users where registered_at is not null',
    );
    expect(row?.people).to.equal(visits.length);
    const settled = async () => (await fleet.query('select 1 from outbox')).length === 0;
    await waitFor(settled, { timeoutMs: 20_000, what: 'an empty outbox' });
  }
  /** Jobs that were started more than once: their worker was lost. */
  async function startedAgain(): Promise<string[]> {
    const connection = new Redis(fleet.redisUrl, { maxRetriesPerRequest: null });
    const found: string[] = [];
    for (const name of ['updates', 'messages']) {
      const queue = new Queue(name, { connection, prefix: keyPrefix });
      const jobs = await queue.getCompleted(0, -1);
      // A message is a job only where something held it up.
      if (name === 'updates') expect(jobs.length).to.be.greaterThan(visits.length);
      found.push(...jobs.filter((job) => job.stalledCounter > 0).map((job) => `${name} ${job.id}`));
      await queue.close();
    }
    connection.disconnect();
    return found;
  }

  it('loses, repeats and holds up nothing when new workers start and the old ones are told to end', async () => {
    const old = [await fleet.start({ ROLES: 'worker' }), await fleet.start({ ROLES: 'worker' })];
    await fleet.start({ ROLES: 'poller' });
    startLoad();
    await moreVisits(20);
    await Promise.all(old.map(() => fleet.start({ ROLES: 'worker' })));
    await moreVisits(10);
    const codes = await Promise.all(old.map((one) => one.stop()));
    await moreVisits(20);
    await endLoad();

    expect(codes).to.deep.equal([0, 0]);
    for (const one of old) expect(one.output()).to.not.include('did not end in time');
    expect(Math.max(...visits)).to.be.lessThan(tooLongMs);
    await expectAllRegistered();
    expect(await startedAgain()).to.deep.equal([]);
    expect(telegram.violations()).to.deep.equal([]);
  });

  it('loses nothing when a whole process of all roles takes the place of another', async () => {
    let current: FleetProcess = await fleet.start();
    startLoad();
    for (let round = 0; round < 2; round += 1) {
      await moreVisits(10);
      const next = await fleet.start();
      expect(await current.stop()).to.equal(0);
      current = next;
    }
    await moreVisits(10);
    await endLoad();
    expect(Math.max(...visits)).to.be.lessThan(tooLongMs * 2);
    await expectAllRegistered();
    expect(await startedAgain()).to.deep.equal([]);
  });
});
