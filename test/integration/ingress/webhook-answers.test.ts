import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { captureLog, type CapturedLog } from '../../support/capture-log.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { sendRaw } from '../../support/send-raw.js';
import { configureRedis } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

const json = 'Content-Type: application/json';
const update = (id: number): string => JSON.stringify({ update_id: id, message: { text: 'سلام' } });
/** Names a host, where a case says nothing of it. */
const host = 'Host: fleet.test';

interface Asked {
  method?: string;
  /** `$bot` stands for the bot's number. */
  address?: string;
  version?: string;
  host?: string | undefined;
  /** undefined: the right one. */
  secret?: string | undefined;
  headers?: readonly string[];
  body?: Buffer | string;
  /** Sends no Content-Length; the body is chunked, or there is none. */
  isUnmeasured?: boolean;
}
interface Answered {
  status: number;
  code?: string;
  detail?: string;
  /** Other headers than every answer has. */
  headers?: Record<string, string>;
  /** Is the bot named in the log? */
  isKnown?: boolean;
  level?: 'debug' | 'info' | 'warn';
  body?: string;
}

const taken: Answered = {
  status: 200,
  body: '{}',
  level: 'debug',
  isKnown: true,
  headers: { 'content-type': 'application/json; charset=utf-8' },
};
const refused = (status: number, code: string, detail: string, more: Partial<Answered> = {}): Answered => ({
  status,
  code,
  detail,
  level: status < 500 ? 'info' : 'warn',
  ...more,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...more.headers,
  },
});
const known = { isKnown: true };
const unknown = refused(404, 'bot.unknown', 'No active bot has this id.');
const nothing = refused(404, 'route.unknown', 'Nothing is at this address.');
const noSecret = refused(401, 'webhook.secret', 'X-Telegram-Bot-Api-Secret-Token is missing or wrong.');
const noType = refused(415, 'request.type', 'Content-Type must be application/json.', known);
const noJson = refused(400, 'request.malformed', 'The body is not JSON.', known);
const noUpdate = refused(400, 'update.malformed', 'update_id must be a whole number from 0 on.', known);
const tooLarge = refused(413, 'request.too_large', 'The body is larger than this address takes.', known);
const noMethod = (method: string, status = 405): Answered =>
  refused(status, 'route.method', `This address does not know ${method}.`, { headers: { allow: 'POST' } });

const chunked = (body: string): string => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const chunks = { headers: [json, 'Transfer-Encoding: chunked'], isUnmeasured: true };
const packed = (kind: string) => ({
  headers: [json, `Content-Encoding: ${kind}`],
  body: gzipSync(update(14)),
});

const cases: Readonly<Record<string, [Asked, Answered]>> = {
  'an update': [{ body: update(1) }, taken],
  'the same once more': [{ body: update(1) }, taken],
  'a type with a charset': [
    { headers: ['content-type: application/json; charset=utf-8'], body: update(2) },
    taken,
  ],
  'a type in capitals': [{ headers: ['Content-Type: Application/JSON'], body: update(3) }, taken],
  'an address with a query': [{ address: '/telegram/$bot?a=1#b', body: update(4) }, taken],
  'an address with a slash at its end': [{ address: '/telegram/$bot/', body: update(5) }, taken],
  'an address in capitals': [{ address: '/TELEGRAM/$bot', body: update(6) }, taken],
  'a whole address, as proxies are asked': [
    { address: 'http://fleet.test/telegram/$bot', body: update(7) },
    taken,
  ],
  'a bot whose number is escaped': [{ address: '/telegram/$escaped', body: update(15) }, taken],
  'a body in chunks': [{ ...chunks, body: chunked(update(8)) }, taken],
  'a client that waits for a go-ahead it cannot name': [
    { headers: [json, 'Expect: a-miracle'], body: update(9) },
    taken,
  ],
  'HTTP/1.0 without a host': [
    { version: '1.0', host: undefined, body: update(10) },
    { ...taken, headers: { ...taken.headers, connection: 'close' } },
  ],
  'a packed body': [packed('gzip'), taken],
  'an update with unknown fields': [{ body: '{"update_id":11,"new":{"a":[1]}}' }, taken],
  'white space around an update': [{ body: ` \n{"update_id":12}\n` }, taken],
  'a request id of its own': [{ headers: [json, 'X-Request-Id: given-by-caller'], body: update(13) }, taken],

  'an unknown bot': [{ address: '/telegram/999', body: update(1) }, unknown],
  'a bot whose number is written oddly': [{ address: '/telegram/%00', body: update(1) }, unknown],
  'a bot whose number is no proper escape': [{ address: '/telegram/%zz', body: update(1) }, unknown],
  'no bot': [{ address: '/telegram/', body: update(1) }, nothing],
  'more behind the bot': [{ address: '/telegram/$bot/more', body: update(1) }, nothing],
  'two slashes before the bot': [{ address: '/telegram//$bot', body: update(1) }, nothing],
  'no secret': [{ secret: '', body: update(1) }, noSecret],
  'a wrong secret': [{ secret: 'wrong', body: update(1) }, noSecret],
  'no type': [{ headers: [], body: update(1) }, noType],
  'another type': [{ headers: ['Content-Type: text/plain'], body: update(1) }, noType],
  'a type of another kind of JSON': [
    { headers: ['Content-Type: application/json5'], body: update(1) },
    noType,
  ],
  'no body': [{ isUnmeasured: true }, noType],
  'an empty body': [{ body: '' }, noUpdate],
  'half of a body': [{ body: '{"update_id":1' }, noJson],
  'two updates in one body': [{ body: '{"update_id":1}{"update_id":2}' }, noJson],
  'a body that would change what objects are': [{ body: '{"update_id":1,"a":{"__proto__":{}}}' }, noJson],
  'the same, written with escapes': [{ body: '{"update_id":1,"\\u005f_proto__":{}}' }, noJson],
  'a body packed in a way we do not know': [packed('zstd'), noJson],
  'a body that is not packed as it says': [
    { headers: [json, 'Content-Encoding: gzip'], body: update(1) },
    noJson,
  ],
  'a list': [{ body: '[]' }, noUpdate],
  'a number that is none': [{ body: '{"update_id":"1"}' }, noUpdate],
  'a body above the limit, said before': [{ body: 'x'.repeat(1_001) }, tooLarge],
  'a body above the limit, in chunks': [{ ...chunks, body: chunked('x'.repeat(1_001)) }, tooLarge],
  'a packed body above the limit': [
    { headers: [json, 'Content-Encoding: gzip'], body: gzipSync('x'.repeat(100_000)) },
    tooLarge,
  ],
  'no host': [
    { host: undefined, body: update(1) },
    refused(400, 'request.malformed', 'The request names no Host.'),
  ],
  'an address that is too long': [
    { address: `/telegram/$bot?${'a'.repeat(8_192)}`, body: update(1) },
    refused(414, 'request.url_too_long', 'The address has more than 8192 characters.'),
  ],
  'too many headers': [
    { headers: Array.from({ length: 100 }, (_, at) => `X-${at}: 1`), body: update(1) },
    refused(431, 'request.headers_too_large', 'The request has more than 100 headers.'),
  ],
  GET: [{ method: 'GET', isUnmeasured: true }, noMethod('GET')],
  PUT: [{ method: 'PUT', body: update(1) }, noMethod('PUT')],
  'DELETE of a bot that is not there': [
    { method: 'DELETE', address: '/telegram/999', isUnmeasured: true },
    noMethod('DELETE'),
  ],
  PROPFIND: [{ method: 'PROPFIND', isUnmeasured: true }, noMethod('PROPFIND', 501)],
  OPTIONS: [
    { method: 'OPTIONS', isUnmeasured: true },
    {
      status: 200,
      level: 'info',
      headers: { allow: 'POST', 'content-type': 'text/plain; charset=utf-8' },
      body: '',
    },
  ],
};

describe('the answers of the webhook route', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let captured: CapturedLog;
  let bot: Awaited<ReturnType<IntakeSide['addBot']>>;

  before(async () => {
    side = await openIntakeSide();
    await side.publishMaster();
    bot = await side.addBot({ mode: 'webhook' });
    await side.directory.refresh();
    const env = { port: 0, roles: ['ingress'] as const };
    ingress = await startIngress({ ...side, env, routes: 'full', limits: { bodyBytes: 1_000 } });
  });
  beforeEach(() => {
    captured = captureLog('debug');
  });
  afterEach(() => captured.restore());
  after(async () => {
    await ingress.close();
    await side.close();
  });

  function bytesOf(asked: Asked): Buffer {
    const { method = 'POST', version = '1.1', headers = [json], body = '', isUnmeasured } = asked;
    const secret = asked.secret ?? side.vault.webhookSecret(bot);
    const head = [
      `${method} ${addressOf(asked)} HTTP/${version}`,
      ...('host' in asked ? [] : [host]),
      ...(secret ? [`X-Telegram-Bot-Api-Secret-Token: ${secret}`] : []),
      ...headers,
      ...(isUnmeasured ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ];
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
  }
  const addressOf = ({ address = '/telegram/$bot' }: Asked): string =>
    address.replace('$bot', bot.botId).replace(
      '$escaped',
      bot.botId.replace(/\d/g, (digit) => `%3${digit}`),
    );

  async function ask(asked: Asked) {
    const { text } = await sendRaw(ingress.port, [bytesOf(asked)]);
    const [head = '', ...rest] = text.split('\r\n\r\n');
    const [line = '', ...headers] = head.split('\r\n');
    const read = headers.map((each) => [
      each.split(': ')[0]?.toLowerCase(),
      each.slice(each.indexOf(': ') + 2),
    ]);
    return { line, headers: Object.fromEntries(read) as Record<string, string>, body: rest.join('\r\n\r\n') };
  }

  const every = { connection: 'keep-alive', 'keep-alive': 'timeout=75', 'x-content-type-options': 'nosniff' };

  async function check(asked: Asked, expected: Answered): Promise<void> {
    const { line, headers, body } = await ask(asked);
    const { date, 'x-request-id': id, ...others } = headers;
    expect(line).to.match(new RegExp(`^HTTP/1.1 ${expected.status} `));
    expect(date).to.match(/ GMT$/);
    const given = asked.headers?.find((each) => each.startsWith('X-Request-Id: '))?.slice(14);
    expect(id).to.match(given ? new RegExp(`^${given}$`) : /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    const wanted: Record<string, string> = {
      ...every,
      'content-length': String(Buffer.byteLength(body)),
      ...expected.headers,
    };
    if (wanted.connection === 'close') delete wanted['keep-alive'];
    expect(others).to.deep.equal(wanted);
    const { status, code, detail } = expected;
    if (code) {
      const { title, ...problem } = JSON.parse(body) as Record<string, unknown>;
      expect(title).to.match(/^[A-Z]/);
      expect(problem).to.deep.equal({ type: 'about:blank', status, code, detail });
    } else expect(body).to.equal(expected.body);
    const lines = captured.lines().filter(({ msg }) => msg === 'request');
    expect(lines).to.have.length(1);
    const { ms, time: _time, pid: _pid, path, ...logged } = lines[0] as Record<string, unknown>;
    expect(ms).to.be.within(0, 10_000);
    expect(addressOf(asked)).to.include(path);
    expect(path).to.not.include('?');
    expect(logged).to.deep.equal({
      level: expected.level,
      msg: 'request',
      request: id,
      method: asked.method ?? 'POST',
      status,
      ...(code && { code }),
      ...(expected.isKnown && { bot: bot.botId }),
    });
  }

  for (const [what, [asked, expected]] of Object.entries(cases))
    it(`${expected.status} for ${what}`, () => check(asked, expected));

  it('503 while Redis is full, as the client is told when to come again', async () => {
    await configureRedis(side.patient, 'maxmemory', '1mb');
    try {
      await check(
        { body: update(50) },
        refused(503, 'redis.unavailable', 'Busy; ask again in a moment.', {
          isKnown: true,
          headers: { 'retry-after': '2' },
        }),
      );
    } finally {
      await configureRedis(side.patient, 'maxmemory', '0');
    }
  });

  it('400 in the log for a body that breaks off, packed or not', async () => {
    for (const asked of [{ body: update(60) }, packed('gzip')]) {
      const socket = connect(ingress.port, '127.0.0.1');
      socket.end(bytesOf(asked).subarray(0, -5));
      const lines = await waitFor(
        () => {
          // The connection itself has a line too, without a method.
          const found = captured.lines().filter(({ msg, method }) => msg === 'request' && method);
          return found.length > 0 ? found : undefined;
        },
        { what: 'the line of the request' },
      );
      expect(lines.map(({ status, code, bot: of }) => [status, code, of])).to.deep.equal([
        [400, 'request.aborted', bot.botId],
      ]);
      socket.destroy();
      captured.restore();
      captured = captureLog('debug');
    }
  });

  it('the next one on a connection whose last body was too large', async () => {
    const parts = [bytesOf({ ...chunks, body: chunked('x'.repeat(900_000)) }), bytesOf({ body: update(70) })];
    const until = (text: string): boolean => text.split('HTTP/1.1 ').length === 3 && text.endsWith('{}');
    const { text } = await sendRaw(ingress.port, parts, { until });
    expect(text.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });
});
