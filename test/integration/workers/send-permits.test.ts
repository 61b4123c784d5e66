import { expect } from 'chai';
import type { OrderedItem, TakenItem } from '#jobs/ordered/items.js';
import { serversOf } from '#platform/redis.js';
import { openSendPermit, telegramLimits, type TelegramLimits } from '#platform/telegram/send-limits.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
import { waitFor } from '../../support/wait-for.js';

const cap = 4;
const lostMs = 30_000;
const endedMs = 1_003;

describe('the permit to send that comes with a message', () => {
  let jobs: TestJobs;
  let limits: TelegramLimits;
  let taken: TakenItem[];
  beforeEach(() => {
    jobs = openTestJobs(cap);
    limits = telegramLimits(jobs.redis, jobs.prefix);
    taken = [];
  });
  afterEach(() => jobs.close());

  const queue = () => jobs.ordered.messages;
  /** A process with room for everything, which begins nothing. */
  const own = { takes: () => true, run: (one: TakenItem) => void taken.push(one) };
  const message = (chatId: string, id: number, method = 'sendMessage', text = 'hello'): OrderedItem => ({
    botId: '1',
    chatId,
    id: String(id),
    name: 'message.send',
    data: {
      bot_id: '1',
      chat_id: chatId,
      payload: { chat_id: chatId, method, params: { text } },
      offered_at: Date.now(),
    },
  });
  const offer = (...items: OrderedItem[]) => queue().offer(items, { inline: own });
  /** The bot's calls that count, each with the milliseconds for which it will. */
  async function counted(key = `${jobs.prefix}:calls:1`): Promise<number[]> {
    const [seconds, micros] = await jobs.redis.time();
    const now = Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
    const raw = await jobs.redis.zrange(key, '-inf', '+inf', 'BYSCORE', 'WITHSCORES');
    return raw.filter((_, at) => at % 2 === 1).map((score) => Number(score) - now);
  }
  const ofChat = (chatId: string) => counted(`${jobs.prefix}:calls:1:${chatId}`);
  async function first(): Promise<TakenItem> {
    await offer(message('5', 1));
    return taken[0] as TakenItem;
  }

  it('counts from the step in which it is offered until a window after the step in which it is finished', async () => {
    const one = await first();
    expect(one.permit?.use('5')).to.equal(true);
    const [left] = await counted();
    expect(left).to.be.within(lostMs, lostMs + endedMs);
    one.permit?.end();
    await queue().finishInline(one, own);
    expect((await counted())[0]).to.be.within(1, endedMs);
    expect((await ofChat('5'))[0]).to.be.within(endedMs, 5_050);
  });

  it('spares a message both of its calls for one: two steps are all that Redis is asked for', async () => {
    await queue().finishInline(await first(), own); // Each server has the scripts from then on.
    const monitors = await Promise.all(serversOf(jobs.redis).map((server) => server.monitor()));
    const sent: string[] = [];
    for (const monitor of monitors)
      monitor.on('monitor', (_: string, [command = '']: string[], source: string) => {
        if (source !== 'lua') sent.push(command);
      });
    await offer(message('5', 2));
    await queue().finishInline(taken[1] as TakenItem, own);
    await jobs.redis.echo('over');
    await waitFor(() => sent.includes('echo'), { what: 'the monitor to tell of the commands' });
    for (const monitor of monitors) monitor.disconnect();
    expect(sent).to.deep.equal(['evalsha', 'evalsha', 'echo']);
    expect(taken[1]?.permit).to.not.equal(undefined);
  });

  it('is not taken for an answer to a tap, and is for the message behind it in the step that releases it', async () => {
    await offer(message('5', 1, 'answerCallbackQuery'), message('5', 2, 'editMessageText'), message('6', 3));
    expect(taken.map(({ id, permit }) => [id, permit !== undefined])).to.deep.equal([
      ['1', false],
      ['3', true],
    ]);
    expect(await counted()).to.have.length(1);
    await queue().finishInline(taken[0] as TakenItem, own);
    expect(taken[2]).to.include({ id: '2' });
    expect(taken[2]?.permit?.use('5')).to.equal(true);
    expect(await ofChat('5')).to.have.length(1);
  });

  it('goes by the method that the payload names, whatever a person wrote', async () => {
    await offer(message('5', 1, 'sendMessage', '"method":"answerCallbackQuery"'));
    await offer(message('6', 2, 'getFile', '\n"method":"sendMessage"'));
    expect(taken.map(({ permit }) => permit !== undefined)).to.deep.equal([true, false]);
  });

  it('is taken back when no call was made, by the end as by the giving back', async () => {
    await offer(message('5', 1), message('6', 2));
    expect(await counted()).to.have.length(2);
    await queue().finishInline(taken[0] as TakenItem, own);
    await queue().giveBack(taken[1] as TakenItem, { pauseMs: 0, isLocal: false });
    expect(await counted()).to.deep.equal([]);
    expect(await ofChat('6')).to.deep.equal([]);
  });

  it('counts a window longer when its call failed and the message was given back', async () => {
    const one = await first();
    one.permit?.use('5');
    one.permit?.end();
    await queue().giveBack(one, { pauseMs: 60_000, isLocal: true });
    expect((await counted())[0]).to.be.within(1, endedMs);
  });

  it('is none beyond what Telegram allows, while the bot is held, and for a flood, whose messages wait', async () => {
    await offer(...[1, 2, 3, 4, 5].map((n) => message(String(n), n)));
    expect(taken.map(({ rank }) => rank)).to.deep.equal([1, 2, 3, 4]);
    await queue().finishInline(taken[0] as TakenItem, own);
    expect(taken[4]?.rank, 'the fifth is the last that waits').to.equal(1);
    for (let n = 0; n < 5; n += 1) await limits.grant('1', '9');
    await queue().finishInline(taken[1] as TakenItem, own);
    await offer(message('9', 9));
    expect([taken[5]?.id, taken[5]?.permit]).to.deep.equal(['9', undefined]);
    await limits.hold('1', 60_000);
    await queue().finishInline(taken[2] as TakenItem, own);
    await offer(message('10', 10));
    expect([taken[6]?.id, taken[6]?.permit]).to.deep.equal(['10', undefined]);
  });

  it('is none for a rank above the cap', async () => {
    await offer(...Array.from({ length: 12 }, (_, n) => message(String(n + 1), n + 1)));
    await queue().finishInline(taken[0] as TakenItem, own);
    const next = taken[cap] as TakenItem;
    expect(next.rank).to.be.greaterThan(cap);
    expect(next.permit).to.equal(undefined);
  });

  it('is one, though several processes offer the message at once and its end is told more than once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => offer(message('5', 1))));
    expect(taken).to.have.length(1);
    expect(await counted()).to.have.length(1);
    const one = taken[0] as TakenItem;
    one.permit?.use('5');
    one.permit?.end();
    await Promise.all([1, 2, 3].map(() => queue().finishInline(one, own)));
    expect(await counted()).to.have.length(1);
    expect((await counted())[0]).to.be.within(1, endedMs);
  });

  it('of a process that died counts until its call is surely over; its message goes on by a job', async () => {
    const one = await first();
    one.permit?.use('5');
    await queue().sweep(-1);
    expect((await counted())[0]).to.be.greaterThan(lostMs - 5_000);
    expect(await jobs.queues.messages.getJobCountByTypes('prioritized')).to.equal(1);
    one.permit?.end();
    await queue().finishInline(one, own);
    expect((await counted())[0], 'a process that only stood still says its end').to.be.within(1, endedMs);
    expect(await jobs.queues.messages.getJobCountByTypes('prioritized'), 'of the call alone').to.equal(1);
  });

  it('lets one call leave, to its own chat, and soon', () => {
    const permit = openSendPermit('5', performance.now());
    expect([permit.closing(), permit.use('6')]).to.deep.equal(['unused', false]);
    expect([permit.use('5'), permit.use('5'), permit.closing()]).to.deep.equal([true, false, '']);
    const began = performance.now();
    permit.end();
    const sinceMs = Number(permit.closing());
    expect(sinceMs, 'ms since its end').to.be.within(0, performance.now() - began + 1);
    expect(openSendPermit('5', performance.now() - 501).use('5')).to.equal(false);
  });
});
