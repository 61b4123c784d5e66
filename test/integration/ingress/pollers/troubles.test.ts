import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { serversOf } from '#platform/redis.js';
import { startTelegram, type TelegramStandIn } from '../../../../scripts/sandbox/telegram.js';
import {
  startPollers,
  type Pollers,
  type PollerTiming,
} from '../../../../src/ingress/pollers/start-pollers.js';
import { openIntakeSide, type IntakeSide } from '../../../support/open-intake-side.js';
import { redisStat } from '../../../support/servers/whole-redis.js';
import { waitFor } from '../../../support/wait-for.js';

const usual = { tickMs: 200, leaseMs: 4_000, pollSeconds: 5 };

describe('polling in troubled times', () => {
  let side: IntakeSide;
  let telegram: TelegramStandIn;
  let server: Server | undefined;
  const running: Pollers[] = [];
  const sides: IntakeSide[] = [];

  function poll(
    timing: Partial<PollerTiming> = {},
    more: { apiRoot?: string; perMinute?: number } = {},
  ): Pollers {
    const { apiRoot = telegram.url, perMinute = 0 } = more;
    const env = { telegramApiRoot: apiRoot, telegramNewTokensPerMinute: perMinute };
    const pollers = startPollers({ ...side, env, timing: { ...usual, ...timing } });
    running.push(pollers);
    return pollers;
  }
  /** Something in Telegram's place that answers each getUpdates by `answer`; returns its address. */
  async function insteadOfTelegram(
    answer: (offset: unknown, response: ServerResponse) => void,
  ): Promise<string> {
    const made = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => answer((JSON.parse(body) as { offset?: number }).offset, response));
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }
  const newBot = () => side.addBot({ token: telegram.addBot().token });
  const say = (token: string, text: string): number =>
    telegram.send(token, telegram.person({ firstName: 'Ann' }), { text });
  const polls = (token: string) => telegram.calls({ token, method: 'getUpdates' });
  const isEmpty = (token: string) => () => telegram.pendingUpdates(token).length === 0;
  const idsOf = async (botId: string) => {
    const jobs = await side.jobs.queues.updates.getJobs(['waiting', 'prioritized']);
    const ours = jobs.filter((job) => job.data.bot_id === botId);
    return ours.map((job) => (job.data.payload.update as { update_id: number }).update_id).sort();
  };

  beforeEach(async () => {
    side = await openIntakeSide();
    telegram = await startTelegram();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
    await telegram.close();
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    for (const one of sides.splice(0)) await one.close();
    await side.close();
  });

  it('asks with the next offset only when Redis has answered, however long that takes', async () => {
    const bot = await newBot();
    poll();
    await waitFor(() => polls(bot.token).length === 1);
    await Promise.all(serversOf(side.patient).map((one) => one.call('CLIENT', 'PAUSE', 1_200, 'WRITE')));
    const pausedAt = performance.now();
    say(bot.token, 'slowly');
    await waitFor(() => polls(bot.token)[0]?.endedAt !== undefined, { what: 'the answer to the poll' });
    await waitFor(() => polls(bot.token).length === 2, { what: 'the next poll' });
    expect(performance.now() - pausedAt).to.be.at.least(1_000);
    await waitFor(isEmpty(bot.token));
    expect(await idsOf(bot.botId)).to.have.lengthOf(1);
  });

  it('loses nothing and takes nothing twice when Redis goes away and comes back', async () => {
    const bot = await newBot();
    const sent = [say(bot.token, 'before')];
    poll();
    await waitFor(isEmpty(bot.token));
    side.redis.disconnect();
    for (let count = 0; count < 5; count += 1) sent.push(say(bot.token, `while away ${count}`));
    await waitFor(() => polls(bot.token).at(-1)?.endedAt !== undefined, { what: 'the end of the poll' });
    expect(telegram.pendingUpdates(bot.token)).to.deep.equal(sent.slice(1));
    void side.redis.connect();
    await waitFor(isEmpty(bot.token), { timeoutMs: 8_000, what: 'the confirmation' });
    expect(await idsOf(bot.botId)).to.deep.equal(sent);
  });

  it('goes on with the others when one bot’s token is revoked and another’s is used elsewhere', async () => {
    const [revoked, shared, well] = [await newBot(), await newBot(), await newBot()];
    poll();
    await waitFor(() => [revoked, shared, well].every((bot) => polls(bot.token).length === 1));
    telegram.revokeToken(revoked.token);
    const conflict = { code: 409, description: 'Conflict: terminated by other getUpdates request' };
    for (let count = 0; count < 3; count += 1)
      telegram.failNext({ token: shared.token, method: 'getUpdates', error: conflict });
    say(shared.token, 'patience');
    for (let count = 0; count < 10; count += 1) {
      say(well.token, `hello ${count}`);
      await waitFor(isEmpty(well.token));
    }
    expect(await idsOf(well.botId)).to.have.lengthOf(10);
    await waitFor(isEmpty(shared.token), { timeoutMs: 10_000 });
    const text = await side.metrics.text();
    expect(text).to.match(/remnafleet_poller_bots{state="revoked"} 1/);
    expect(await side.jobs.queues.bots.getWaitingCount()).to.equal(1);
  });

  it('gives a poll up that is never answered, and asks again', async () => {
    let asked = 0;
    const apiRoot = await insteadOfTelegram(() => (asked += 1));
    await side.addBot();
    poll({ pollSeconds: 0, answerMs: 200 }, { apiRoot });
    await waitFor(() => asked >= 3, { what: 'the third try' });
  });

  it('takes garbage in Telegram’s place for a fault that passes', async () => {
    const garbage = ['', 'not json', '<html>', '{"ok":true}', '{"ok":true,"result":{}}', 'null', '{"ok":tr'];
    const good = JSON.stringify({ ok: true, result: [{ update_id: 7, message: { chat: { id: 3 } } }] });
    const offsets: unknown[] = [];
    const apiRoot = await insteadOfTelegram((offset, response) => {
      offsets.push(offset);
      if (offset === undefined) response.end(garbage.pop() ?? good);
    });
    const bot = await side.addBot();
    // Seven pauses that double from half a second would take half a minute, so the loop starts afresh in between.
    for (let round = 0; round < 3; round += 1) {
      const pollers = poll({}, { apiRoot });
      await waitFor(() => offsets.includes(8) || offsets.length >= (round + 1) * 3, { timeoutMs: 8_000 });
      if (round < 2) await pollers.close();
    }
    await waitFor(() => offsets.includes(8), {
      timeoutMs: 8_000,
      what: 'the confirmation of the good answer',
    });
    expect(await idsOf(bot.botId)).to.deep.equal([7]);
    expect(offsets.filter((offset) => offset !== undefined)).to.deep.equal([8]);
  }).timeout(40_000);

  it('hands a hundred updates of one poll over in a couple of round trips', async () => {
    const updates = Array.from({ length: 100 }, (_, id) => ({
      update_id: id + 1,
      message: { chat: { id: 1_000 + id }, text: 'x' },
    }));
    const readsBefore = await redisStat(side.patient, 'total_reads_processed');
    const [many, one] = [await side.intake.updates('5', updates), updates.length];
    const reads = (await redisStat(side.patient, 'total_reads_processed')) - readsBefore;
    expect(many).to.deep.equal({ accepted: one, duplicates: 0 });
    // 60 KB come in reads of 16 KB each; round trips are fewer still. The followers of the directory add a few.
    expect(reads).to.be.below(30);
    const again = await redisStat(side.patient, 'total_reads_processed');
    expect(await side.intake.updates('5', updates)).to.deep.equal({ accepted: 0, duplicates: one });
    expect((await redisStat(side.patient, 'total_reads_processed')) - again).to.be.below(30);
  });

  it('wakes only so many tokens a minute, all pollers together, and warm ones at once', async () => {
    const bots = [await newBot(), await newBot(), await newBot(), await newBot(), await newBot()];
    const waiting = async () => /poller_bots{state="waiting"} (\d+)/.exec(await side.metrics.text())?.[1];
    const first = poll({}, { perMinute: 2 });
    const woken = () => bots.filter((bot) => polls(bot.token).length > 0);
    await waitFor(async () => woken().length === 2 && (await waiting()) === '3');
    const slots = await side.patient.zrange(`${side.prefix}:tokens:wakes`, '0', '-1', 'WITHSCORES');
    const times = slots.filter((_, at) => at % 2 === 1).map(Number);
    expect(times).to.have.lengthOf(5);
    const gaps = times.map((time) => Math.round((time - (times[0] ?? 0)) / 1_000));
    expect(gaps).to.deep.equal([0, 0, 66, 66, 132]);
    const warm = woken();
    await first.close();
    telegram.clearCalls();

    const other = await openIntakeSide(side.prefix);
    sides.push(other);
    const env = { telegramApiRoot: telegram.url, telegramNewTokensPerMinute: 2 };
    running.push(startPollers({ ...other, env, timing: usual }));
    await waitFor(() => warm.every((bot) => polls(bot.token).length > 0), { what: 'polls of the warm bots' });
    expect(woken()).to.have.members(warm);
  });
});
