import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { sha256 } from '#platform/secrets.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { lockMs, runJob } from '../../../src/workers/run-job.js';
import type { RunningWorkers } from '../../../src/workers/start-workers.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

type Bot = Awaited<ReturnType<WorkerSide['addBot']>>;

describe('a message to Telegram', () => {
  let side: WorkerSide;
  let bot: Bot;
  let person: Person;
  let workers: RunningWorkers;
  beforeEach(async () => {
    side = await openWorkerSide();
    bot = await side.addBot();
    person = newcomer('Sara');
    workers = side.start();
  });
  afterEach(() => side.close());

  /** A person who has started the bot, so that it may write to them. */
  function newcomer(firstName: string, to = bot): Person {
    const one = side.telegram.person({ firstName });
    side.telegram.send(to.token, one, { text: '/start' });
    return one;
  }
  const enqueueCall = (tenant: Tenant, chatId: string, method: string, params: Record<string, unknown>) =>
    enqueue(tenant, 'message.send', { chat_id: chatId, method, params });
  const say = (to: { id: string }, ...texts: string[]) =>
    bot.tenant.db(async () => {
      for (const text of texts) await enqueueCall(bot.tenant, to.id, 'sendMessage', { chat_id: to.id, text });
    });
  const heard = (by: { id: string }, from = bot) =>
    side.telegram
      .chat(from.token, by.id)
      .filter((message) => message.from === 'bot' && !message.isDeleted)
      .map((message) => message.text);
  const runs = (from = bot) =>
    side.runs.filter((run) => run.name === 'message.send' && run.botId === from.botId);
  const outcomes = (from = bot) => runs(from).map((run) => run.outcome);
  const ends = (count: number, from = bot) =>
    waitFor(() => outcomes(from).filter((one) => one === 'complete' || one === 'fail').length >= count, {
      what: `${count} messages end`,
      timeoutMs: 15_000,
    });
  const hurried = (count: number) =>
    side.hurry('messages', () => outcomes().filter((one) => one !== 'snooze').length >= count);
  const owed = async () =>
    (
      await ownerQuery<{ n: number }>('select count(*)::int as n from outbox where bot_id = $1', [bot.botId])
    )[0]?.n;

  it('leaves in the order of its chat, and PostgreSQL owes it no longer', async () => {
    await say(person, 'one', 'two', 'three');
    await ends(3);
    expect(heard(person)).to.deep.equal(['one', 'two', 'three']);
    await waitFor(async () => (await owed()) === 0);
  });

  it('waits as long as Telegram asks after 429, the whole bot with it and no other bot', async () => {
    const other = await side.addBot();
    const reader = newcomer('Ali', other);
    const friend = newcomer('Mina');
    const flood = { code: 429, description: 'Too Many Requests: retry after 6', retryAfter: 6 };
    side.telegram.failNext({ token: bot.token, method: 'sendMessage', error: flood });
    const started = performance.now();
    await say(person, 'one', 'two');
    await waitFor(() => outcomes().length === 1);
    await say(friend, 'three');
    await enqueueCall(other.tenant, reader.id, 'sendMessage', { chat_id: reader.id, text: 'meanwhile' });
    await ends(1, other);
    expect(performance.now() - started).to.be.lessThan(5_900);
    expect(heard(person)).to.deep.equal([]);
    await ends(3);
    expect(performance.now() - started).to.be.greaterThan(5_950);
    expect(heard(person)).to.deep.equal(['one', 'two']);
    expect(heard(friend)).to.deep.equal(['three']);
    expect(side.telegram.violations()).to.deep.equal([]);
  });

  it('is tried again through 5xx, garbage and cut connections, without losing its place', async () => {
    for (const error of [
      { code: 500, description: 'Internal Server Error' },
      { code: 502, description: 'Bad Gateway' },
      'reset' as const,
    ])
      side.telegram.failNext({ method: 'sendMessage', error });
    await say(person, 'one', 'two');
    await hurried(2);
    expect(heard(person)).to.deep.equal(['one', 'two']);
    expect(outcomes()).to.deep.equal(['snooze', 'snooze', 'snooze', 'complete', 'complete']);
  });

  it('to a person who blocked the bot is dropped, and the person is marked', async () => {
    await buildUser(bot.tenant, { telegramId: person.id });
    side.telegram.block(bot.token, person);
    await say(person, 'one', 'two');
    await ends(2);
    expect(outcomes()).to.deep.equal(['complete', 'complete']);
    const [row] = await ownerQuery<{ can_receive: boolean; unreachable_since: Date | null }>(
      'select can_receive, unreachable_since from users where bot_id = $1',
      [bot.botId],
    );
    expect(row?.can_receive).to.equal(false);
    expect(row?.unreachable_since).to.be.instanceOf(Date);
  });

  it('to a chat that does not exist, or whose person is gone, is dropped', async () => {
    side.telegram.deactivate(person);
    await say(person, 'one');
    await say({ id: '5550001' }, 'two');
    await ends(2);
    expect(outcomes()).to.deep.equal(['complete', 'complete']);
  });

  it('that changes nothing, and an answer that comes too late, are harmless', async () => {
    await say(person, 'same');
    await ends(1);
    const [message] = side.telegram.chat(bot.token, person.id).filter((one) => one.from === 'bot');
    const edit = { chat_id: person.id, message_id: message?.id, text: 'same' };
    await enqueueCall(bot.tenant, person.id, 'editMessageText', edit);
    await enqueueCall(bot.tenant, person.id, 'answerCallbackQuery', { callback_query_id: '1' });
    await enqueueCall(bot.tenant, person.id, 'deleteMessage', { chat_id: person.id, message_id: 999 });
    await ends(4);
    expect(outcomes()).to.deep.equal(['complete', 'complete', 'complete', 'complete']);
    expect(heard(person)).to.deep.equal(['same']);
  });

  it('is sent anew when the message to edit is gone', async () => {
    const edit = { chat_id: person.id, message_id: 999, text: 'still here' };
    await enqueueCall(bot.tenant, person.id, 'editMessageText', edit);
    await ends(1);
    expect(heard(person)).to.deep.equal(['still here']);
  });

  it('that is sent anew to a person who has blocked the bot meanwhile is dropped, not failed', async () => {
    const gone = { code: 400, description: 'Bad Request: message to edit not found' };
    const blocked = { code: 403, description: 'Forbidden: bot was blocked by the user' };
    side.telegram.failNext({ method: 'editMessageText', error: gone });
    side.telegram.failNext({ method: 'sendMessage', error: blocked });
    await enqueueCall(bot.tenant, person.id, 'editMessageText', {
      chat_id: person.id,
      message_id: 1,
      text: 'x',
    });
    await ends(1);
    expect(outcomes()).to.deep.equal(['complete']);
  });

  it('follows a group to its new id, and so do those behind it and the bot’s settings', async () => {
    const group = side.telegram.addGroup({ isBasic: true, bots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    const moved = side.telegram.migrateGroup(group, person);
    await say({ id: group }, 'one', 'two');
    await ends(2);
    expect(heard({ id: moved })).to.deep.equal(['one', 'two']);
    const [row] = await ownerQuery<{ admin_chat_id: string }>(
      'select admin_chat_id from bots where id = $1',
      [bot.botId],
    );
    expect(row?.admin_chat_id).to.equal(moved);
  });

  it('to a group that became a supergroup is refused once, and all that wait for its old number go to the new one', async () => {
    const group = side.telegram.addGroup({ isBasic: true, bots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    const moved = side.telegram.migrateGroup(group, person);
    await say({ id: group }, 'one', 'two', 'three', 'four');
    await ends(4);
    await say({ id: group }, 'five');
    await ends(5);
    expect(heard({ id: moved })).to.deep.equal(['one', 'two', 'three', 'four', 'five']);
    const refused = side.telegram.calls({ chatId: group }).filter(({ error }) => error);
    expect(refused.map(({ method }) => method)).to.deep.equal(['sendMessage']);
    await waitFor(async () => (await side.snapshots.read(bot.tenant))?.settings.adminChatId === moved, {
      what: 'the settings follow',
    });
  });

  it('with a refused token marks the bot, is kept, and leaves with the bot’s next token', async () => {
    const token = side.telegram.revokeToken(bot.token);
    await say(person, 'one');
    await waitFor(async () => {
      const rows = await ownerQuery(
        'select 1 from bot_connections where bot_id = $1 and token_revoked_at is not null',
        [bot.botId],
      );
      return rows.length === 1;
    });
    expect(outcomes()).to.deep.equal(['snooze']);
    const sealed = side.vault.encrypt(token, token.split(':')[0] as string);
    await ownerQuery('update bots set telegram_bot_token = $2, telegram_bot_token_hash = $3 where id = $1', [
      bot.botId,
      sealed,
      sha256(token),
    ]);
    await ownerQuery('update bot_connections set token_revoked_at = null where bot_id = $1', [bot.botId]);
    await enqueue(bot.tenant, 'bot.publish', {});
    await waitFor(() => side.directory.get(bot.botId)?.sealedToken === sealed);
    await side.hurry('messages', () => outcomes().includes('complete'));
    expect(heard(person, { ...bot, token })).to.deep.equal(['one']);
  });

  it('that Telegram refuses as wrong is kept for people, and the chat goes on', async () => {
    await enqueueCall(bot.tenant, person.id, 'sendMessage', {
      chat_id: person.id,
      text: '<b>',
      parse_mode: 'HTML',
    });
    await say(person, 'two');
    await ends(2);
    expect(outcomes()).to.deep.equal(['fail', 'complete']);
    const [job] = await side.jobs.queues.messages.getFailed();
    expect(job?.failedReason).to.match(/^telegram\.refused: 400 Bad Request: can't parse entities/);
  });

  it('that failed for good leaves when an operator has it run again, though nothing is owed any more', async () => {
    side.telegram.failNext({ method: 'sendMessage', error: { code: 400, description: 'Bad Request: odd' } });
    await say(person, 'one');
    await ends(1);
    await waitFor(async () => (await owed()) === 0);
    const [job] = await side.jobs.queues.messages.getFailed();
    await job?.retry('failed');
    await ends(2);
    expect(heard(person)).to.deep.equal(['one']);
  });

  it('of a deleted bot is dropped', async () => {
    await ownerQuery('delete from bots where id = $1', [bot.botId]);
    await enqueue(bot.tenant, 'bot.publish', {});
    await waitFor(() => side.directory.get(bot.botId) === undefined);
    await enqueueCall(bot.tenant, person.id, 'sendMessage', { chat_id: person.id, text: 'late' });
    await ends(1);
    expect(heard(person)).to.deep.equal([]);
    expect(outcomes()).to.deep.equal(['complete']);
  });

  it('of a bot that the directory does not know yet waits for it', async () => {
    await side.jobs.redis.hdel(`${side.jobs.prefix}:directory:bots`, bot.botId);
    await side.jobs.redis.del(`${side.jobs.prefix}:directory:born`);
    await side.directory.refresh();
    await side.jobs.redis.set(`${side.jobs.prefix}:directory:born`, 'anew');
    await side.directory.refresh();
    expect(side.directory.get(bot.botId)).to.equal(undefined);
    await say(person, 'one');
    await waitFor(() => outcomes().includes('snooze'));
    await enqueue(bot.tenant, 'bot.publish', {});
    await side.hurry('messages', () => outcomes().includes('complete'));
    expect(heard(person)).to.deep.equal(['one']);
  });

  it('is not sent by a worker that stood still until another had the job', async () => {
    await workers.close(2_000);
    await say(person, 'one');
    const { redis, queues } = side.jobs;
    const [job] = await queues.messages.getPrioritized();
    if (!job) throw new Error('the message is not waiting');
    const lock = `${queues.messages.toKey(job.id ?? '')}:lock`;
    await redis.set(lock, 'another worker');
    const settler = { ended: () => undefined, flush: () => Promise.resolve() };
    const deps = { jobs: side.jobs, settler, handlers: makeHandlers(side), onRun: () => undefined };
    job.processedOn = Date.now() - lockMs;
    const refused = await runJob(deps, job, 'the one that stood still').catch((error: unknown) =>
      String(error),
    );
    expect(refused).to.match(/lock|state/i);
    expect(heard(person)).to.deep.equal([]);
    await redis.del(lock);
    side.start();
    await ends(1);
    expect(heard(person)).to.deep.equal(['one']);
  });
});
