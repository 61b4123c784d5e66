import { connect } from 'node:net';
import { expect } from 'chai';
import { startIngress, type Ingress, type IngressOptions } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { configureRedis } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

describe('the webhook route', () => {
  let side: IntakeSide;
  let ingress: Ingress;

  const start = (more: Partial<IngressOptions> = {}) =>
    startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full', ...more });
  const url = (path: string) => `http://127.0.0.1:${ingress.port}${path}`;

  interface Post {
    secret?: string;
    body?: unknown;
    type?: string;
  }
  function post(botId: string, { secret, body, type = 'application/json' }: Post): Promise<Response> {
    const headers: Record<string, string> = { 'content-type': type };
    if (secret !== undefined) headers['x-telegram-bot-api-secret-token'] = secret;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(url(`/telegram/${botId}`), { method: 'POST', headers, body: text });
  }
  async function newBot() {
    const bot = await side.addBot({ mode: 'webhook' });
    await side.directory.refresh();
    return { ...bot, secret: side.vault.webhookSecret(bot) };
  }
  async function refusal(response: Response) {
    expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).to.include.keys('type', 'title', 'status', 'code');
    expect(problem.status).to.equal(response.status);
    return [response.status, problem.code];
  }
  const message = (updateId: number, chat = 77) => ({
    update_id: updateId,
    message: { message_id: 1, date: 1, chat: { id: chat, type: 'private' }, text: 'hello' },
  });

  before(async () => {
    side = await openIntakeSide();
    await side.publishMaster();
    ingress = await start();
  });
  after(async () => {
    await ingress.close();
    await side.close();
  });

  it('makes a job of an update, keyed by its bot and its chat', async () => {
    const { botId, secret } = await newBot();
    const response = await post(botId, { secret, body: message(1001) });
    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.equal({});
    const [job] = await side.jobs.queues.updates.getJobs(['waiting', 'prioritized']);
    expect(job?.name).to.equal('telegram.update');
    expect(job?.data).to.include({ bot_id: botId, chat_id: '77' });
    expect(job?.data.payload.update).to.deep.equal(message(1001));
  });

  it('takes an update once, however often it comes', async () => {
    const { botId, secret } = await newBot();
    for (let time = 0; time < 3; time += 1)
      expect((await post(botId, { secret, body: message(5) })).status).to.equal(200);
    const text = await side.metrics.text();
    expect(text).to.include(`remnafleet_updates_total{bot="${botId}",result="accepted"} 1`);
    expect(text).to.include(`remnafleet_updates_total{bot="${botId}",result="duplicate"} 2`);
  });

  it('takes an update of a kind it does not know', async () => {
    const { botId, secret } = await newBot();
    const response = await post(botId, { secret, body: { update_id: 9, brand_new: { a: [1] } } });
    expect(response.status).to.equal(200);
  });

  it('answers 404 for unknown, odd and inactive bots', async () => {
    const { botId } = await side.addBot({ isActive: false });
    await side.directory.refresh();
    for (const id of [botId, '999', 'abc', '%00', '-1', '1e3', '__proto__', '9'.repeat(400)])
      expect(await refusal(await post(id, { secret: 'x', body: message(1) })), id).to.deep.equal([
        404,
        'bot.unknown',
      ]);
    expect((await fetch(url('/telegram/'), { method: 'POST' })).status).to.equal(404);
  });

  it('answers 401 without the secret, with a wrong one, and with that of another bot', async () => {
    const [bot, other] = [await newBot(), await newBot()];
    for (const secret of [undefined, '', 'wrong', `${bot.secret}x`, other.secret])
      expect(await refusal(await post(bot.botId, { secret, body: message(1) }))).to.deep.equal([
        401,
        'webhook.secret',
      ]);
  });

  it('answers 401 to the Telegram bot that was before another one under the same number', async () => {
    const { secret, ...before } = await newBot();
    const after = { ...before, telegramBotId: `${before.telegramBotId}9` };
    await side.publish(after);
    await side.directory.refresh();
    const refused = await post(before.botId, { secret, body: message(1) });
    expect(await refusal(refused)).to.deep.equal([401, 'webhook.secret']);
    const taken = await post(before.botId, { secret: side.vault.webhookSecret(after), body: message(1) });
    expect(taken.status).to.equal(200);
  });

  it('takes the secret of an earlier version until the webhook is set anew, and not after that', async () => {
    const { secret: _, ...bot } = await newBot();
    const secret = side.vault.earlierWebhookSecret(bot.botId);
    const answers: number[] = [];
    for (const entry of [bot, { ...bot, hasEarlierSecret: true as const }, bot]) {
      await side.publish(entry);
      await side.directory.refresh();
      answers.push((await post(bot.botId, { secret, body: message(2) })).status);
    }
    expect(answers).to.deep.equal([401, 200, 401]);
  });

  it('answers 415 for another content type', async () => {
    const { botId, secret } = await newBot();
    const response = await post(botId, { secret, body: message(1), type: 'text/plain' });
    expect(await refusal(response)).to.deep.equal([415, 'request.type']);
  });

  it('answers 400 for what is no JSON or no update', async () => {
    const { botId, secret } = await newBot();
    for (const body of ['', '{', '{"update_id":1', 'nonsense'])
      expect((await post(botId, { secret, body })).status, body).to.equal(400);
    for (const body of [
      'null',
      '[]',
      '"x"',
      '1',
      '{}',
      '{"update_id":"1"}',
      '{"update_id":-1}',
      '{"update_id":1.5}',
    ])
      expect(await refusal(await post(botId, { secret, body })), body).to.deep.equal([
        400,
        'update.malformed',
      ]);
    expect((await refusal(await post(botId, { secret, body: '{"update_id":1e400}' })))[0]).to.equal(400);
  });

  it('answers 413 for a body above the limit, while it is still coming', async () => {
    const { botId, secret } = await newBot();
    const big = JSON.stringify({ update_id: 1, text: 'x'.repeat(1_200_000) });
    expect(await refusal(await post(botId, { secret, body: big }))).to.deep.equal([413, 'request.too_large']);

    const socket = connect(ingress.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += String(part)));
    socket.on('error', () => undefined);
    socket.write(
      `POST /telegram/${botId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let count = 0; count < 17; count += 1) socket.write(chunk);
    await waitFor(() => answer.includes('413'), { what: 'the answer before the end of the body' });
    socket.destroy();
  });

  it('answers 408 to a client that is too slow', async () => {
    const slow = await start({ limits: { requestMs: 300 } });
    const { botId, secret } = await newBot();
    const socket = connect(slow.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += String(part)));
    socket.write(
      `POST /telegram/${botId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: 100\r\n\r\n{"up`,
    );
    await waitFor(() => answer.startsWith('HTTP/1.1 408'), { what: '408' });
    expect(answer).to.include('request.too_slow');
    await slow.close();
  });

  it('answers 503 with Retry-After while Redis is away or full, and goes on afterwards', async () => {
    const { botId, secret } = await newBot();
    await configureRedis(side.patient, 'maxmemory', '1mb');
    try {
      const response = await post(botId, { secret, body: message(1) });
      expect(response.headers.get('retry-after')).to.equal('2');
      expect(await refusal(response)).to.deep.equal([503, 'redis.unavailable']);
    } finally {
      await configureRedis(side.patient, 'maxmemory', '0');
    }
    side.redis.disconnect(true);
    const statuses: number[] = [];
    await waitFor(async () => {
      statuses.push((await post(botId, { secret, body: message(2) })).status);
      return statuses.at(-1) === 200;
    });
    expect(new Set(statuses.slice(0, -1)).size).to.be.at.most(1);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).to.deep.equal([]);
  });

  it('answers 503 while the directory is not loaded', async () => {
    const empty = await openIntakeSide();
    const early = await startIngress({ ...empty, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
    const response = await fetch(`http://127.0.0.1:${early.port}/telegram/1`, { method: 'POST' });
    expect(await refusal(response)).to.deep.equal([503, 'directory.not_loaded']);
    await early.close();
    await empty.close();
  });

  it('says 404 and 405 as problems, and answers no other routes in a process without the ingress role', async () => {
    expect(await refusal(await fetch(url('/nowhere')))).to.deep.equal([404, 'route.unknown']);
    const wrong = await fetch(url('/telegram/1'));
    expect(wrong.headers.get('allow')).to.equal('POST');
    expect(await refusal(wrong)).to.deep.equal([405, 'route.method']);
    const worker = await start({ routes: 'health', env: { port: 0, roles: ['worker'] } });
    const base = `http://127.0.0.1:${worker.port}`;
    expect((await fetch(`${base}/health/live`)).status).to.equal(200);
    for (const path of ['/', '/queues', '/queues/api/queues', '/telegram/1'])
      expect((await fetch(base + path, { method: 'POST' })).status, path).to.equal(404);
    await worker.close();
  });

  it('takes a request id over when it is harmless, and makes one otherwise', async () => {
    const ask = async (id: string) =>
      (await fetch(url('/health/live'), { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await ask('abcdef-123')).to.equal('abcdef-123');
    expect(await ask('no spaces please')).to.match(/^[0-9a-f-]{36}$/);
  });

  it('lets a request finish when it closes, and takes no new one', async () => {
    const closing = await start();
    const { botId, secret } = await newBot();
    const body = JSON.stringify(message(1));
    const socket = connect(closing.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += String(part)));
    socket.write(
      `POST /telegram/${botId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await waitFor(() => socket.bytesWritten > 100);
    await fetch(`http://127.0.0.1:${closing.port}/health/live`);
    const closed = closing.close();
    socket.write(body.slice(5));
    await waitFor(() => answer.startsWith('HTTP/1.1 200'), { what: 'the answer of the request at work' });
    await closed;
  });
});
