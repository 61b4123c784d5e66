import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { openIntake } from '#jobs/intake.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { uniqueNumber } from '../../factories/unique.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { startWorkerProcess, type WorkerProcess } from '../../support/processes/start-worker-process.js';
import { waitFor } from '../../support/wait-for.js';

type Bot = Awaited<ReturnType<WorkerSide['addBot']>>;
const patient = { timeoutMs: 40_000 };

describe('a worker process that is killed or stands still', function () {
  this.timeout(90_000);
  let side: WorkerSide;
  let bot: Bot;
  let person: Person;
  let processes: WorkerProcess[];
  beforeEach(async () => {
    side = await openWorkerSide();
    bot = await side.addBot();
    person = side.telegram.person({ firstName: 'Sara' });
    side.telegram.send(bot.token, person, { text: '/start' });
    processes = [];
  });
  afterEach(async () => {
    side.telegram.resume();
    await Promise.all(processes.map((one) => one.end()));
    await side.close();
  });

  async function startProcess(): Promise<WorkerProcess> {
    const started = await startWorkerProcess({ prefix: side.jobs.prefix, apiRoot: side.telegram.url });
    processes.push(started);
    return started;
  }
  const say = (...texts: string[]) =>
    bot.tenant.db(async () => {
      for (const text of texts)
        await enqueue(bot.tenant, 'message.send', {
          chat_id: person.id,
          method: 'sendMessage',
          params: { chat_id: person.id, text },
        });
    });
  const heard = () =>
    side.telegram
      .chat(bot.token, person.id)
      .filter((message) => message.from === 'bot')
      .map((message) => message.text);
  const isActive = async (jobId: string) => (await side.jobs.queues.updates.getJobState(jobId)) === 'active';
  // Only the bot's own: a worker process also takes up what the bots of other tests left due.
  const activeMessages = async () =>
    (await side.jobs.queues.messages.getActive()).filter(({ data }) => data.bot_id === bot.botId).length;
  const owed = async () =>
    (
      await ownerQuery<{ n: number }>('select count(*)::int as n from outbox where bot_id = $1', [bot.botId])
    )[0]?.n;
  const textUpdate = (n: number, text: string) => ({
    update_id: n,
    message: {
      message_id: n,
      date: 1_790_000_000,
      chat: { id: Number(person.id), type: 'private', first_name: 'Sara' },
      from: { id: Number(person.id), is_bot: false, first_name: 'Sara', language_code: 'en' },
      text,
      ...(text.startsWith('/') && { entities: [{ type: 'bot_command', offset: 0, length: text.length }] }),
    },
  });

  it('leaves its messages to another, which sends them once and in order', async () => {
    const doomed = await startProcess();
    side.telegram.failNext({ method: 'sendMessage', error: 'timeout' });
    await say('one', 'two', 'three');
    await waitFor(activeMessages, { ...patient, what: 'a message is under way' });
    await waitFor(() => side.telegram.calls({ method: 'sendMessage' }).length === 1, patient);
    await doomed.end();
    await startProcess();
    await waitFor(() => heard().length === 3, { ...patient, what: 'all messages arrive' });
    expect(heard()).to.deep.equal(['one', 'two', 'three']);
    await waitFor(async () => (await owed()) === 0, patient);
  });

  it('leaves its updates to another, which gives them their effect once and in order', async () => {
    const doomed = await startProcess();
    const intake = openIntake(side.jobs);
    const first = uniqueNumber();
    const texts = ['/start', 'a', '/help', 'b', '/menu', 'c'];
    await Promise.all([
      intake.updates(
        bot.botId,
        texts.map((text, at) => textUpdate(first + at, text)),
      ),
      waitFor(
        async () =>
          (await ownerQuery('select 1 from processed_updates where bot_id = $1', [bot.botId])).length > 0,
        { ...patient, what: 'the first update is done' },
      ).then(() => doomed.end()),
    ]);
    await startProcess();
    const marks = () =>
      ownerQuery<{ update_id: string; outcome: string }>(
        'select update_id, outcome from processed_updates where bot_id = $1 order by processed_at',
        [bot.botId],
      );
    await waitFor(async () => (await marks()).length === texts.length, {
      ...patient,
      what: 'all updates are done',
    });
    expect((await marks()).map((mark) => mark.update_id)).to.deep.equal(
      texts.map((_, at) => String(first + at)),
    );
    expect((await marks()).every((mark) => mark.outcome === 'done')).to.equal(true);
    expect(await ownerQuery('select id from users where bot_id = $1', [bot.botId])).to.have.length(1);
    await waitFor(async () => (await owed()) === 0, { ...patient, what: 'all answers leave' });
  });

  it('leaves the answer that it was sending itself to another, and nothing of its chat overtakes it', async () => {
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'offered_languages', '["en"]')`,
      [bot.botId],
    );
    await enqueue(bot.tenant, 'bot.publish', {});
    const doomed = await startProcess();
    const first = uniqueNumber();
    const intake = openIntake(side.jobs);
    await intake.updates(bot.botId, [textUpdate(first, '/start')]);
    await waitFor(async () => heard().length > 0 && (await owed()) === 0, patient);
    const before = heard().length;
    side.telegram.failNext({ method: 'sendMessage', error: 'timeout' });
    const calls = () => side.telegram.calls({ method: 'sendMessage' }).length;
    const made = calls();
    await intake.updates(bot.botId, [textUpdate(first + 1, '/menu'), textUpdate(first + 2, '/help')]);
    await waitFor(() => calls() === made + 1, { ...patient, what: 'the answer is under way' });
    expect(await activeMessages(), 'without a job').to.equal(0);
    await doomed.end();
    await startProcess();
    await waitFor(() => heard().length === before + 2, { ...patient, what: 'both answers arrive' });
    const [menu, help] = heard().slice(before);
    expect(menu).to.not.equal(help);
    expect(help).to.contain('/menu');
    await waitFor(async () => (await owed()) === 0, patient);
    expect(heard()).to.have.length(before + 2);
  });

  it('that goes on later finds its update done by another, and changes nothing', async () => {
    const sleeper = await startProcess();
    const update = uniqueNumber();
    const jobId = `${bot.botId}.${update}`;
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'channel_id', '"@gate"')`,
      [bot.botId],
    );
    await enqueue(bot.tenant, 'bot.publish', {});
    side.telegram.pause();
    await openIntake(side.jobs).updates(bot.botId, [textUpdate(update, '/start')]);
    await waitFor(() => isActive(jobId), patient);
    sleeper.signal('SIGSTOP');
    expect(await isActive(jobId), 'it stands still in the middle of its work').to.equal(true);
    side.telegram.resume();
    await startProcess();
    await waitFor(async () => (await side.jobs.queues.updates.getJobState(jobId)) === 'completed', {
      ...patient,
      what: 'another worker does it',
    });
    await waitFor(async () => (await owed()) === 0, patient);
    const before = heard();
    expect(before).to.have.length.greaterThan(0);
    sleeper.signal('SIGCONT');
    await openIntake(side.jobs).updates(bot.botId, [textUpdate(update + 1, '/help')]);
    await waitFor(
      async () => (await side.jobs.queues.updates.getJobState(`${bot.botId}.${update + 1}`)) === 'completed',
      patient,
    );
    await waitFor(async () => (await owed()) === 0, patient);
    expect(await ownerQuery('select 1 from users where bot_id = $1', [bot.botId])).to.have.length(1);
    expect(await ownerQuery('select 1 from processed_updates where bot_id = $1', [bot.botId])).to.have.length(
      2,
    );
    expect(heard().slice(0, before.length)).to.deep.equal(before);
    expect(heard()).to.have.length(before.length + 1);
  });
});
