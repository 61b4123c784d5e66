import { connect } from 'node:net';
import { expect } from 'chai';
import { openDirectory, publishEntry, publishMasterToken } from '#directory/directory.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { openVault, sha256 } from '#platform/secrets.js';
import { patience } from '../../support/patience.js';
import { openFleet, type FleetProcess, type TestFleet } from '../../support/processes/fleet.js';
import { configureRedis } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

const telegramToken = `123456789:${'A'.repeat(35)}`;
const botId = '42';

interface Line {
  level: string;
  msg: string;
  request?: string;
  [field: string]: unknown;
}

/** The whole process, with its own log, beside a database that is not there. */
describe('an ingress process', () => {
  let fleet: TestFleet;
  let redis: Redis;
  let ingress: FleetProcess;
  let secret: string;
  let base: string;
  let asked = 0;

  const lines = (): Line[] =>
    ingress
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as Line);
  interface Ask {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
  }
  /** Asks, and gives back the status with the log lines of just this request. */
  async function ask(path: string, { method = 'POST', headers = {}, body }: Ask = {}) {
    const id = `request-${(asked += 1)}`;
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'x-request-id': id, ...headers },
      ...(body !== undefined && { body }),
    });
    await response.arrayBuffer();
    const own = () => lines().filter((line) => line.request === id);
    await waitFor(() => own().length > 0, { what: `the log line of ${method} ${path}` });
    return { status: response.status, headers: response.headers, lines: own };
  }
  const hook = (token: string) => ({ 'x-telegram-bot-api-secret-token': token });
  const update = (id: number, text = 'a private word') =>
    JSON.stringify({ update_id: id, message: { chat: { id: 7 }, text } });

  before(async function () {
    this.timeout(60_000);
    fleet = await openFleet({ ROLES: 'ingress', UPDATE_MODE: 'webhook', LOG_LEVEL: 'debug' });
    redis = openRedis(fleet.redisUrl, 'wait');
    const vault = openVault(fleet.env.APP_SECRET as string);
    secret = vault.webhookSecret({ botId, telegramBotId: '123456789' });
    await publishMasterToken(redis, sha256(fleet.masterToken));
    await publishEntry(redis, botId, {
      botId,
      name: 'Shop',
      username: 'shop_bot',
      telegramBotId: '123456789',
      isActive: true,
      isMaster: false,
      isTokenRevoked: false,
      mode: 'webhook',
      sealedToken: vault.encrypt(telegramToken, '123456789'),
      tokenHash: sha256(telegramToken),
      apiTokenHash: sha256('api'),
      settingsAt: '0',
    });
    await openDirectory(redis);
    ingress = await fleet.start({
      DATABASE_URL: 'postgres://someone:hunter2-password@127.0.0.1:9/none',
      PUBLIC_URL: 'https://bots.example',
    });
    base = `http://127.0.0.1:${ingress.port}`;
  });
  after(async () => {
    await fleet.close();
    redis.disconnect();
  });

  it('takes updates in without PostgreSQL, a text of 100,000 characters too', async () => {
    const taken = await ask(`/telegram/${botId}`, { headers: hook(secret), body: update(1) });
    expect(taken.status).to.equal(200);
    const long = await ask(`/telegram/${botId}`, {
      headers: hook(secret),
      body: update(2, 'ی'.repeat(100_000)),
    });
    expect(long.status).to.equal(200);
    expect(taken.lines()[0]).to.include({ level: 'debug', bot: botId, status: 200, method: 'POST' });
  });

  it('writes one line for each refused request, with its status and its code', async () => {
    const own = { headers: hook(secret) };
    const refusals: [string, Ask, number, string][] = [
      [`/telegram/${botId}`, { headers: hook('a-guessed-secret') }, 401, 'webhook.secret'],
      ['/telegram/43', own, 404, 'bot.unknown'],
      [`/telegram/${botId}`, { ...own, body: '{' }, 400, 'request.malformed'],
      [`/telegram/${botId}`, { ...own, body: '{"update_id":-1}' }, 400, 'update.malformed'],
      [`/telegram/${botId}`, { ...own, body: update(3, 'x'.repeat(2_000_000)) }, 413, 'request.too_large'],
      [
        `/telegram/${botId}`,
        { headers: { ...hook(secret), 'content-type': 'text/plain' }, body: 'x' },
        415,
        'request.type',
      ],
      [`/telegram/${botId}`, { method: 'GET' }, 405, 'route.method'],
      [`/telegram/${botId}`, { method: 'DELETE' }, 405, 'route.method'],
      ['/nowhere', {}, 404, 'route.unknown'],
      [`/bot${telegramToken}/getMe`, {}, 404, 'route.unknown'],
      ['/queues/api/queues', { method: 'GET' }, 401, 'token.missing'],
      [
        '/queues/api/queues',
        { method: 'GET', headers: { authorization: 'Bearer a-guessed-token' } },
        401,
        'token.wrong',
      ],
    ];
    for (const [path, init, status, code] of refusals) {
      const answer = await ask(path, init);
      expect(answer.status, `${path} ${code}`).to.equal(status);
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect(answer.lines(), path).to.have.lengthOf(1);
      expect(answer.lines()[0], path).to.include({ msg: 'request', level: 'info', status, code });
    }
  });

  it('answers HEAD and OPTIONS as HTTP has them', async () => {
    const head = await ask('/health/live', { method: 'HEAD' });
    expect(head.status).to.equal(200);
    const options = await ask(`/telegram/${botId}`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).to.deep.equal([200, 'POST']);
  });

  it('writes a line for what is no HTTP at all', async () => {
    const socket = connect(ingress.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += String(part)));
    socket.on('error', () => undefined);
    socket.write('NONSENSE\r\n\r\n');
    await waitFor(() => answer.startsWith('HTTP/1.1 400'), { what: '400' });
    await waitFor(() => lines().filter((line) => line.fault === 'HPE_INVALID_METHOD').length === 1);
  });

  it('writes no secret into its log, whatever is asked', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: base };
    const body = new URLSearchParams({ token: fleet.masterToken }).toString();
    const signedIn = await ask('/queues/login', { headers: form, body });
    expect(signedIn.status).to.equal(303);
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    await ask('/queues/api/queues', { method: 'GET', headers: { cookie } });
    await ask('/queues/login', { headers: form, body: 'token=a-guessed-token' });
    await ask(`/health/ready?token=${telegramToken}`, { method: 'GET' });
    const text = ingress.output();
    for (const [what, word] of Object.entries({
      'the webhook secret': secret,
      'a guessed secret': 'a-guessed-secret',
      'a guessed token': 'a-guessed-token',
      'the Telegram token': telegramToken,
      'the master token': fleet.masterToken,
      'the cookie': cookie.split('=')[1] ?? '',
      APP_SECRET: fleet.env.APP_SECRET ?? '',
      'the database’s password': 'hunter2-password',
      'what people write': 'a private word',
    })) {
      expect(word.length, what).to.be.above(5);
      expect(text.includes(word), what).to.equal(false);
    }
    expect(text).to.include('/bot[token]/getMe');
  });

  it('refuses at once while Redis holds it up, and acknowledges nothing that Redis does not have', async () => {
    const before = await redis.hget('{remnafleet}:order:updates:backlog', botId);
    await configureRedis(redis, 'maxmemory', '1mb');
    const startedAt = performance.now();
    const refused = await ask(`/telegram/${botId}`, { headers: hook(secret), body: update(50) }).finally(() =>
      configureRedis(redis, 'maxmemory', '0'),
    );
    expect(refused.status).to.equal(503);
    expect(performance.now() - startedAt).to.be.below(3_500 * patience);
    expect(refused.lines()).to.have.lengthOf(1);
    expect(refused.lines()[0]).to.include({ level: 'warn', code: 'redis.unavailable' });
    expect(await redis.hget('{remnafleet}:order:updates:backlog', botId)).to.equal(before);
    const again = await ask(`/telegram/${botId}`, { headers: hook(secret), body: update(50) });
    expect(again.status).to.equal(200);
  });

  it('ends on SIGTERM in good order', async () => {
    const idle = connect(ingress.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const startedAt = performance.now();
    expect(await ingress.stop()).to.equal(0);
    expect(performance.now() - startedAt).to.be.below(3_000 * patience);
    expect(lines().at(-1)?.msg, ingress.output().slice(-2_000)).to.equal('stopped');
    idle.destroy();
  });
});
