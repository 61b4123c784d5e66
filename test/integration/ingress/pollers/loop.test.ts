import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { sha256 } from '#platform/secrets.js';
import { startTelegram, type TelegramStandIn } from '../../../../scripts/sandbox/telegram.js';
import { startPollLoop } from '../../../../src/ingress/pollers/poll-loop.js';
import { startPollers, type Pollers } from '../../../../src/ingress/pollers/start-pollers.js';
import { openIntakeSide, type IntakeSide } from '../../../support/open-intake-side.js';
import { configureRedis } from '../../../support/servers/whole-redis.js';
import { waitFor } from '../../../support/wait-for.js';

const timing = { tickMs: 200, leaseMs: 3_000, pollSeconds: 5 };

describe('the polling of one bot', () => {
  let side: IntakeSide;
  let telegram: TelegramStandIn;
  let pollers: Pollers | undefined;

  const poll = (apiRoot = telegram.url): Pollers =>
    (pollers = startPollers({
      ...side,
      env: { telegramApiRoot: apiRoot, telegramNewTokensPerMinute: 0 },
      timing,
    }));
  const newBot = async () => {
    const { token } = telegram.addBot();
    return side.addBot({ token });
  };
  const say = (token: string, text: string): number =>
    telegram.send(token, telegram.person({ firstName: 'Ann' }), { text });
  const polls = (token: string) => telegram.calls({ token, method: 'getUpdates' });
  const isEmpty = (token: string) => () => telegram.pendingUpdates(token).length === 0;
  const backlog = async (botId: string) =>
    Number(await side.patient.hget(`${side.prefix}:order:updates:backlog`, botId));
  const jobTexts = async (botId: string) => {
    const jobs = await side.jobs.queues.updates.getJobs(['waiting', 'prioritized', 'delayed', 'active']);
    const ours = jobs.filter((job) => job.data.bot_id === botId);
    return ours.map((job) => (job.data.payload.update as { message: { text: string } }).message.text).sort();
  };

  beforeEach(async () => {
    side = await openIntakeSide();
    telegram = await startTelegram();
  });
  afterEach(async () => {
    await pollers?.close();
    pollers = undefined;
    await telegram.close();
    await side.close();
  });

  it('brings every update to the queue and confirms it', async () => {
    const bot = await newBot();
    const sent = [say(bot.token, 'one'), say(bot.token, 'two')];
    poll();
    await waitFor(isEmpty(bot.token), { what: 'the confirmation' });
    sent.push(say(bot.token, 'three'));
    await waitFor(isEmpty(bot.token));
    expect(await jobTexts(bot.botId)).to.deep.equal(['one', 'three', 'two']);
    const offsets = polls(bot.token).map((call) => call.params.offset);
    expect(offsets).to.include.members([undefined, (sent[2] as number) + 1]);
    expect(polls(bot.token)[0]?.params).to.deep.include({ timeout: 5, limit: 100 });
  });

  it('keeps updates with Telegram while Redis takes none, and asks again', async () => {
    const bot = await newBot();
    poll();
    await waitFor(() => polls(bot.token).length > 0);
    await configureRedis(side.patient, 'maxmemory', '1mb');
    try {
      say(bot.token, 'patience');
      await waitFor(() => polls(bot.token).length >= 3, { what: 'another poll' });
      expect(telegram.pendingUpdates(bot.token)).to.have.lengthOf(1);
    } finally {
      await configureRedis(side.patient, 'maxmemory', '0');
    }
    await waitFor(isEmpty(bot.token), { timeoutMs: 10_000 });
    expect(await jobTexts(bot.botId)).to.deep.equal(['patience']);
  });

  it('takes a flood in at a measured pace, whole and once', async () => {
    const bot = await newBot();
    const ann = telegram.person({ firstName: 'Ann' });
    for (let n = 0; n < 250; n += 1) telegram.send(bot.token, ann, { text: `${n}` });
    poll();
    await waitFor(isEmpty(bot.token), { timeoutMs: 10_000, what: 'the last confirmation' });
    expect(await backlog(bot.botId)).to.equal(250);
    const asked = polls(bot.token).map((call) => call.at);
    const gaps = asked.slice(1, 3).map((at, index) => at - (asked[index] as number));
    for (const gap of gaps) expect(gap).to.be.at.least(150);
  });

  it('keeps a full answer until its turn, and leaves it with Telegram when it ends before that', async () => {
    const { token, botId } = await newBot();
    const ann = telegram.person({ firstName: 'Ann' });
    for (let n = 0; n < 100; n += 1) telegram.send(token, ann, { text: `${n}` });
    let taken = 0;
    const pacing = { take: () => ((taken += 1), 60_000), rest: () => 0 };
    const loop = startPollLoop(
      { botId, token, tokenHash: sha256(token) },
      {
        apiRoot: telegram.url,
        pollSeconds: 1,
        answerMs: 5_000,
        intake: side.intake,
        isLeased: () => true,
        waitForToken: () => Promise.resolve(0),
        pacing,
        onUpdates: () => undefined,
      },
    );
    await waitFor(() => taken === 1, { what: 'the turn is asked for' });
    await loop.stop();
    expect(await backlog(botId)).to.equal(0);
    expect(telegram.pendingUpdates(token)).to.have.lengthOf(100);
  });

  it('hands over what Telegram waits for at once, whatever stands before it, and keeps the rest until its turn', async () => {
    const { token, botId } = await newBot();
    const ann = telegram.person({ firstName: 'Ann' });
    for (let n = 0; n < 99; n += 1) telegram.send(token, ann, { text: `${n}` });
    telegram.pushUpdate(token, { pre_checkout_query: { id: '4711', from: { id: Number(ann.id) } } });
    const pacing = { take: () => 60_000, rest: () => 0 };
    const loop = startPollLoop(
      { botId, token, tokenHash: sha256(token) },
      {
        apiRoot: telegram.url,
        pollSeconds: 1,
        answerMs: 5_000,
        intake: side.intake,
        isLeased: () => true,
        waitForToken: () => Promise.resolve(0),
        pacing,
        onUpdates: () => undefined,
      },
    );
    const { checkouts } = side.jobs.queues;
    await waitFor(() => checkouts.getJob(`${botId}.query-4711`), { what: 'the query is there' });
    await loop.stop();
    expect(await backlog(botId)).to.equal(0);
    expect(telegram.pendingUpdates(token)).to.have.lengthOf(100);
  });

  it('takes a webhook away that is in its way, and drops nothing', async () => {
    const bot = await newBot();
    say(bot.token, 'before');
    const set = await fetch(`${telegram.url}/bot${bot.token}/setWebhook?url=https://nowhere.example/hook`);
    expect(set.status).to.equal(200);
    poll();
    await waitFor(isEmpty(bot.token), { timeoutMs: 8_000 });
    expect(telegram.webhook(bot.token)?.url ?? '').to.equal('');
    expect(await jobTexts(bot.botId)).to.deep.equal(['before']);
  });

  it('yields to another program with growing pauses, and goes on when that has ended', async () => {
    const bot = await newBot();
    poll();
    await waitFor(() => polls(bot.token).length === 1);
    const rival = fetch(`${telegram.url}/bot${bot.token}/getUpdates?timeout=1`);
    await waitFor(() => polls(bot.token).some((call) => call.error?.code === 409));
    await rival;
    say(bot.token, 'still here');
    await waitFor(isEmpty(bot.token));
    expect(await jobTexts(bot.botId)).to.include('still here');
  });

  it('reports a refused token once, polls no more, and starts again with a new token', async () => {
    const bot = await newBot();
    poll();
    await waitFor(() => polls(bot.token).length === 1);
    const token = telegram.revokeToken(bot.token);
    const [job] = await waitFor(async () => {
      const jobs = await side.jobs.queues.bots.getJobs(['waiting']);
      return jobs.length ? jobs : undefined;
    });
    expect(job?.name).to.equal('bot.token-revoked');
    expect(job?.data).to.deep.include({ bot_id: bot.botId, payload: { token_hash: bot.tokenHash } });
    const { length } = polls(bot.token);
    const { token: _, ...entry } = bot;
    const sealedToken = side.vault.encrypt(token, bot.telegramBotId);
    say(token, 'new token');
    await side.publish({ ...entry, sealedToken, tokenHash: sha256(token) });
    await waitFor(isEmpty(token));
    expect(polls(bot.token)).to.have.lengthOf(length);
    expect(await side.jobs.queues.bots.getWaitingCount()).to.equal(1);
  });

  it('waits as long as Telegram asks after 429', async () => {
    const bot = await newBot();
    const error = { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 };
    telegram.failNext({ token: bot.token, method: 'getUpdates', error });
    say(bot.token, 'later');
    poll();
    await waitFor(isEmpty(bot.token));
    const [first, second] = polls(bot.token);
    expect((second?.at ?? 0) - (first?.endedAt ?? 0)).to.be.at.least(1_000);
  });

  it('lives through 5xx, cut connections, garbage and odd refusals', async () => {
    const bot = await newBot();
    const faults = [
      { code: 502, description: 'Bad Gateway' },
      'reset' as const,
      { code: 400, description: 'Bad Request: whatever' },
    ];
    for (const error of faults) telegram.failNext({ token: bot.token, method: 'getUpdates', error });
    say(bot.token, 'survived');
    poll();
    await waitFor(isEmpty(bot.token), { timeoutMs: 10_000 });
    expect(await jobTexts(bot.botId)).to.deep.equal(['survived']);
  });

  it('skips items that are no updates, and is not stuck behind them', async () => {
    const good = { update_id: 12, message: { chat: { id: 3 }, text: 'good' } };
    const items = [null, 'x', { message: {} }, { update_id: '11' }, good];
    const offsets: unknown[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        const { offset } = JSON.parse(body) as { offset?: number };
        offsets.push(offset);
        if (offset === undefined) response.end(JSON.stringify({ ok: true, result: items }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const bot = await side.addBot();
    poll(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await waitFor(() => offsets.length === 2);
    expect(offsets).to.deep.equal([undefined, 13]);
    expect(await jobTexts(bot.botId)).to.deep.equal(['good']);
    await pollers?.close();
    server.closeAllConnections();
    server.close();
  });

  it('hands over what has arrived before it closes, and leaves the rest with Telegram', async () => {
    const bot = await newBot();
    const running = poll();
    await waitFor(() => polls(bot.token).length > 0);
    for (let count = 0; count < 20; count += 1) say(bot.token, `m${count}`);
    await running.close();
    const later = telegram.pendingUpdates(bot.token);
    poll();
    await waitFor(isEmpty(bot.token), { timeoutMs: 8_000 });
    expect(await backlog(bot.botId)).to.equal(20);
    expect(later.length).to.be.at.most(20);
  });
});
