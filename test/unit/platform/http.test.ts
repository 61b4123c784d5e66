import { expect } from 'chai';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RetryableError } from '#platform/errors.js';
import { exchange } from '#platform/http.js';
import { metrics } from '#platform/metrics.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { TenantScopeError } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { freePort } from '../../support/servers/free-port.js';

describe('a call to the outside', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function serve(listener: RequestListener): Promise<string> {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  }
  const answer = (status: number, body: string) =>
    serve((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  const call = (apiRoot: string, more = {}) =>
    callTelegram({ apiRoot, token: '1:x', method: 'getMe', ...more });
  const faultOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is refused while a bot’s rows are open, before anything leaves', async () => {
    let asked = 0;
    const root = await serve((_, response) => {
      asked += 1;
      response.end('{"ok":true}');
    });
    const { tenant } = await buildBot();
    const error = await faultOf(tenant.db(() => call(root)));
    expect(error).to.be.instanceOf(TenantScopeError);
    expect(String(error)).to.contain(`bot ${tenant.botId}`);
    expect(asked).to.equal(0);
    await call(root);
    expect(asked).to.equal(1);
  });

  it('without an answer is a fault of the world, told apart by its code', async () => {
    const closed = `http://127.0.0.1:${await freePort()}`;
    const silent = await serve(() => undefined);
    const stop = new AbortController();
    const aborted = faultOf(
      exchange({ service: 'telegram', url: silent, timeoutMs: 5_000, signal: stop.signal }),
    );
    stop.abort();
    const faults = await Promise.all([
      faultOf(exchange({ service: 'telegram', url: closed, timeoutMs: 5_000 })),
      faultOf(exchange({ service: 'telegram', url: silent, timeoutMs: 50 })),
      aborted,
    ]);
    for (const fault of faults) expect(fault).to.be.instanceOf(RetryableError);
    expect(faults.map((fault) => (fault as RetryableError).code)).to.deep.equal([
      'telegram.unreachable',
      'telegram.timeout',
      'telegram.aborted',
    ]);
  });

  it('follows no redirect, which could carry a token elsewhere', async () => {
    const root = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await faultOf(call(root))).to.include({ code: 'telegram.unreachable' });
  });

  it('to Telegram waits as long as a 429 says, or a second when it says nothing', async () => {
    const flood = '{"ok":false,"error_code":429,"description":"slow","parameters":{"retry_after":7}}';
    expect(await faultOf(call(await answer(429, flood)))).to.include({
      code: 'telegram.flood',
      retryAfterMs: 7_000,
    });
    server?.close();
    const bare = '{"ok":false,"error_code":429,"description":"slow"}';
    expect(await faultOf(call(await answer(429, bare)))).to.include({ retryAfterMs: 1_000 });
  });

  it('to Telegram that meets 5xx or no Bot API answer is tried again', async () => {
    for (const [status, body] of [
      [500, '{"ok":false,"error_code":500,"description":"Internal"}'],
      [502, '<html>Bad Gateway</html>'],
      [200, '<html>a proxy</html>'],
      [200, 'null'],
    ] as const) {
      expect(await faultOf(call(await answer(status, body))), body).to.include({
        code: 'telegram.unavailable',
      });
      server?.close();
    }
  });

  it('to Telegram that is refused tells code and reason', async () => {
    const error = await faultOf(
      call(await answer(403, '{"ok":false,"error_code":403,"description":"Forbidden"}')),
    );
    expect(error).to.be.instanceOf(TelegramError);
    expect(error).to.include({
      errorCode: 403,
      description: 'Forbidden',
      message: 'telegram.refused: 403 Forbidden',
    });
  });

  it('to Telegram is measured with its method, bot and result', async () => {
    const named = (name: string) => metrics.registry.getSingleMetric(`remnafleet_${name}`)!;
    const [calls, botCalls] = [named('telegram_call_seconds'), named('telegram_calls_total')];
    for (const metric of [calls, botCalls]) metric.reset();
    const root = await answer(200, '{"ok":true,"result":{"id":1}}');
    expect(await call(root, { botId: '7' })).to.deep.equal({ id: 1 });
    await faultOf(call(`http://127.0.0.1:${await freePort()}`));
    const labelsOf = async (metric: typeof calls) => {
      const { values } = await metric.get();
      return values.filter(({ labels }) => !('le' in labels)).map(({ labels }) => ({ ...labels }));
    };
    const ended = await labelsOf(calls);
    for (const result of ['ok', 'unreachable']) expect(ended).to.deep.include({ method: 'getMe', result });
    // A process that has met many bots counts further ones together.
    const [one, fleet] = (await labelsOf(botCalls)).sort((left) => (left.bot === 'fleet' ? 1 : -1));
    expect(one).to.have.property('result', 'ok');
    expect(one?.bot).to.be.oneOf(['7', 'other']);
    expect(fleet).to.deep.equal({ bot: 'fleet', result: 'unreachable' });
  });
});
