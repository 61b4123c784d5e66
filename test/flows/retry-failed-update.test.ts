import { Queue } from 'bullmq';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { keyPrefix } from '#platform/redis.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { waitFor } from '../support/wait-for.js';

/** A bug for one person: their row cannot be made. */
const breakPerson = (telegramId: string) => `
  create function break_person() returns trigger language plpgsql as $$
  begin
    if new.telegram_id = ${telegramId} then raise exception 'a bug of this test'; end if;
    return new;
  end $$;
  create trigger break_person before insert on users for each row execute function break_person()`;

describe('an update whose job failed for good', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let connection: Redis;
  let updates: Queue;
  let token: string;

  beforeEach(async () => {
    telegram = await startTelegram();
    token = telegram.addBot({ firstName: 'Shop' }).token;
    fleet = await openFleet({ BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    connection = new Redis(fleet.redisUrl, { maxRetriesPerRequest: null });
    updates = new Queue('updates', { connection, prefix: keyPrefix });
    await fleet.start();
  });
  afterEach(async () => {
    await updates.close();
    connection.disconnect();
    await fleet.close();
    await telegram.close();
  });

  const outcomes = async () => {
    const rows = await fleet.query<{ outcome: string }>(
      'select outcome from processed_updates order by update_id',
    );
    return rows.map((row) => row.outcome);
  };

  it('says sorry, waits among the failed jobs, and takes effect once when an operator retries it', async () => {
    const person = telegram.person({ firstName: 'Sara', languageCode: 'fa' });
    await fleet.query(breakPerson(person.id));
    telegram.send(token, person, '/start');
    const said = () => telegram.chat(token, person.id).filter((message) => message.from === 'bot');
    await waitFor(() => said().length === 1, { timeoutMs: 60_000, what: 'one neutral text' });
    const [failed] = await waitFor(
      async () => {
        const jobs = await updates.getFailed();
        return jobs.length === 1 ? jobs : undefined;
      },
      { timeoutMs: 20_000, what: 'a failed job' },
    );
    expect(await outcomes()).to.deep.equal(['failed']);
    expect(said()[0]!.buttons).to.deep.equal([]);

    await fleet.query('drop trigger break_person on users');
    await failed!.retry('failed');
    await waitFor(() => said().some((message) => message.buttons.length), {
      timeoutMs: 20_000,
      what: 'the true answer',
    });
    expect(await outcomes()).to.deep.equal(['done']);
    const answers = said().length;

    const done = await waitFor(
      async () => (await updates.getCompleted()).find((job) => job.id === failed!.id),
      {
        what: 'the completed job',
      },
    );
    await done.retry('completed');
    await waitFor(async () => (await done.getState()) === 'completed', {
      timeoutMs: 20_000,
      what: 'the second retry',
    });
    telegram.send(token, person, '/help');
    await waitFor(() => said().length > answers, {
      timeoutMs: 20_000,
      what: 'an answer to the next message',
    });
    const people = await fleet.query('select 1 from users where telegram_id = $1', [person.id]);
    expect(people).to.have.lengthOf(1);
    expect(await outcomes()).to.deep.equal(['done', 'done']);
  });
});
