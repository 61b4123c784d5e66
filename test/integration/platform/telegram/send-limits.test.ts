import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { pause } from '#platform/clock.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { mostInAlbum, telegramLimits, type TelegramLimits } from '#platform/telegram/send-limits.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../../../support/jobs.js';
import { openWorkerSide } from '../../../support/open-worker-side.js';
import { waitFor } from '../../../support/wait-for.js';

/** Telegram's windows to the millisecond. */
const strict = { slackMs: 0 };

describe('the limits on sending', () => {
  let redis: Redis;
  let prefix: string;
  let limits: TelegramLimits;
  beforeEach(() => {
    redis = openRedis(testRedisUrl(), 'wait');
    prefix = ownPrefix();
    limits = telegramLimits(redis, prefix);
  });
  afterEach(async () => {
    await removeKeys(redis, prefix);
    redis.disconnect();
  });
  const ask = async (botId: string, chatId: string, messages?: number) => {
    const { botWaitMs, chatWaitMs } = await limits.grant(botId, chatId, messages);
    return { botWaitMs, chatWaitMs };
  };
  const free = { botWaitMs: 0, chatWaitMs: 0 };
  /** With a little for what is counted in whole milliseconds. */
  const sinceMs = (began: number) => performance.now() - began + 5;

  it('let a private chat have five messages at once, then make it alone wait', async () => {
    const began = performance.now();
    for (let n = 0; n < 5; n += 1) expect(await ask('1', '5')).to.deep.equal(free);
    const sixth = await ask('1', '5');
    expect(sixth.botWaitMs).to.equal(0);
    expect(sixth.chatWaitMs).to.be.within(5_000 - sinceMs(began), 5_050);
    expect(await ask('1', '6')).to.deep.equal(free);
    expect(await ask('2', '5')).to.deep.equal(free);
  });

  it('let a group have twenty messages a minute', async () => {
    for (let n = 0; n < 20; n += 1) expect(await ask('1', '-100')).to.deep.equal(free);
    expect((await ask('1', '-100')).chatWaitMs).to.be.within(55_000, 60_500);
  });

  it('count each message of an album, which leaves whole or not at all', async () => {
    const album = await limits.grant('1', '-100', 10);
    expect(album).to.include(free);
    expect(await ask('1', '-100', 9)).to.deep.equal(free);
    expect((await ask('1', '-100', 2)).chatWaitMs).to.be.greaterThan(0);
    expect(await ask('1', '-100')).to.deep.equal(free);
    expect((await ask('1', '-100')).chatWaitMs).to.equal(60_500, 'those that have not ended count longer');
    await album.end();
    expect((await ask('1', '-100', 10)).chatWaitMs).to.be.within(55_000, 60_500);
    expect(await ask('1', '7', mostInAlbum('7'))).to.deep.equal(free);
    expect((await ask('1', '7')).chatWaitMs).to.be.greaterThan(0);
  });

  it('let a bot send thirty messages in a second, and no other bot wait for it', async () => {
    const grants = await Promise.all(Array.from({ length: 40 }, (_, n) => ask('1', String(n + 1))));
    expect(grants.filter((one) => one.botWaitMs === 0)).to.have.length(30);
    expect(await ask('2', '1')).to.deep.equal(free);
  });

  it('count a call until a second after its end, however long it takes', async () => {
    const slow = await limits.grant('1', '1');
    const quick = await Promise.all(Array.from({ length: 29 }, (_, n) => limits.grant('1', String(n + 2))));
    await Promise.all(quick.map((one) => one.end()));
    await waitFor(async () => (await ask('1', '50')).botWaitMs === 0, { what: 'the quick ones to leave' });
    for (let n = 0; n < 28; n += 1) expect(await ask('1', String(n + 51))).to.deep.equal(free);
    expect((await ask('1', '99')).botWaitMs).to.be.greaterThan(0, 'the slow call still counts');
    const began = performance.now();
    await slow.end();
    const { botWaitMs } = await ask('1', '99');
    expect(botWaitMs).to.be.within(1_000 - sinceMs(began), 1_003);
  });

  it('let no second at Telegram hold more than thirty, however calls and answers are late, and nearly as many', async () => {
    const arrivals: number[] = [];
    const until = performance.now() + 4_000;
    const upTo = (ms: number) => pause(20 + Math.random() * ms);
    const sender = async (_: unknown, n: number) => {
      while (performance.now() < until) {
        const grant = await limits.grant('1', String(n * 1_000 + arrivals.length));
        if (grant.botWaitMs > 0) {
          await pause(Math.min(grant.botWaitMs, 40));
          continue;
        }
        const begun = performance.now();
        await upTo(n % 8 === 0 ? 150 : 15);
        arrivals.push(performance.now());
        await upTo(15);
        await grant.end(n % 5 === 0 ? undefined : performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: 12 }, sender));
    const inSecondFrom = (from: number) => arrivals.filter((at) => at >= from && at < from + 1_000).length;
    const counts = arrivals.map(inSecondFrom);
    expect(Math.max(...counts)).to.be.at.most(30);
    expect(arrivals.length).to.be.greaterThan(4 * 22);
  });

  it('tell how many calls ended of late', async () => {
    const grants = await Promise.all([1, 2, 3].map((n) => limits.grant('1', String(n))));
    expect(await limits.countOfLate('1')).to.equal(0);
    await Promise.all(grants.slice(1).map((one) => one.end()));
    expect([await limits.countOfLate('1'), await limits.countOfLate('2')]).to.deep.equal([2, 0]);
    await waitFor(async () => (await limits.countOfLate('1')) === 0, { what: 'a third of a second is over' });
  });

  it('hold one bot for as long as Telegram says', async () => {
    const began = performance.now();
    await limits.hold('1', 5_000);
    const { botWaitMs } = await ask('1', '5');
    expect(botWaitMs).to.be.within(5_000 - sinceMs(began), 5_000);
    expect(await ask('2', '5')).to.deep.equal(free);
  });

  it('bring a burst through in order, in front of a Telegram that refuses what is too much', async function () {
    this.timeout(60_000);
    const side = await openWorkerSide({ telegram: { limits: strict }, capPerBot: 32 });
    try {
      const { tenant, token, botId } = await side.addBot();
      const group = side.telegram.addGroup({ bots: [token] });
      const people = Array.from({ length: 50 }, (_, n) => side.telegram.person({ firstName: `P${n}` }));
      for (const one of people) side.telegram.send(token, one, { text: '/start' });
      const chats = [
        ...people.map(({ id }) => id),
        ...people.slice(0, 1).flatMap(({ id }) => Array<string>(6).fill(id)),
        ...Array<string>(15).fill(group),
      ];
      await tenant.db(async () => {
        for (const [n, chatId] of chats.entries())
          await enqueue(tenant, 'message.send', {
            chat_id: chatId,
            method: 'sendMessage',
            params: { chat_id: chatId, text: String(n) },
          });
      });
      side.start();
      const complete = () =>
        side.runs.filter(
          (run) => run.botId === botId && run.queue === 'messages' && run.outcome === 'complete',
        ).length;
      await waitFor(() => complete() === chats.length, { timeoutMs: 40_000, what: 'all messages leave' });
      expect(side.telegram.violations()).to.deep.equal([]);
      const toFirst = side.telegram
        .calls({ chatId: String(people[0]?.id) })
        .filter((call) => !call.error)
        .map((call) => Number(call.params.text));
      expect(toFirst)
        .to.have.length(7)
        .and.deep.equal([...toFirst].sort((a, b) => a - b));
    } finally {
      await side.close();
    }
  });
});
