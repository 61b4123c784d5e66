import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { sendRaw, type RawPart } from '../support/send-raw.js';

const requestMs = 400;
const problem = /\r\ncontent-type: application\/problem\+json/i;

describe('the admin API under odd bodies', () => {
  let api: AdminApi;
  let botId: string;
  let token: string;
  let port: number;
  before(async () => {
    api = await openAdminApi({ serverLimits: { requestMs } });
    const bot = await api.addBot({ name: 'Bodies' });
    [botId, token] = [bot.botId, api.masterToken];
    port = Number(new URL(api.url).port);
  });
  after(() => api.close());

  const head = (...headers: string[]): string =>
    [
      `PUT /api/v1/bots/${botId} HTTP/1.1`,
      'Host: fleet.test',
      `X-API-Token: ${token}`,
      ...headers,
      '\r\n',
    ].join('\r\n');
  const json = 'Content-Type: application/json';
  const sized = (body: RawPart, ...headers: string[]): RawPart[] => [
    head(...(headers.length ? headers : [json]), `Content-Length: ${Buffer.byteLength(body)}`),
    body,
  ];
  const ask = async (parts: Iterable<RawPart>, options: Parameters<typeof sendRaw>[2] = {}) => {
    const { status, code, text } = await sendRaw(port, parts, options);
    if (status >= 400) expect(text, text).to.match(problem);
    return code === undefined ? [status] : [status, code];
  };
  const named = (name: string) => JSON.stringify({ name });
  const nameNow = async () => (await api.call('GET', `/bots/${botId}`)).body.name as string;

  it('takes a whole one, in pieces too, and zipped', async () => {
    expect(await ask(sized(named('Whole')))).to.deep.equal([200]);
    const pieces = [...named('Pieces')].map((one) => `1\r\n${one}\r\n`);
    expect(await ask([head(json, 'Transfer-Encoding: chunked'), ...pieces, '0\r\n\r\n'])).to.deep.equal([
      200,
    ]);
    expect(await nameNow()).to.equal('Pieces');
    expect(await ask(sized(gzipSync(named('Zipped')), json, 'Content-Encoding: gzip'))).to.deep.equal([200]);
    expect(await nameNow()).to.equal('Zipped');
  });

  it('refuses zipped ones that are none, swell up, or are packed as it does not know', async () => {
    const zip = 'Content-Encoding: gzip';
    expect(await ask(sized(named('x'), json, zip))).to.deep.equal([400, 'request.malformed']);
    expect(await ask(sized(gzipSync(named('x')).subarray(0, 12), json, zip))).to.deep.equal([
      400,
      'request.malformed',
    ]);
    const bomb = gzipSync(Buffer.alloc(200_000_000, 32));
    expect(bomb.length).to.be.below(1_000_000);
    expect(await ask(sized(bomb, json, zip))).to.deep.equal([413, 'request.too_large']);
    expect(await ask(sized(named('x'), json, 'Content-Encoding: zstd'))).to.deep.equal([415, 'request.type']);
  });

  it('refuses 10 MB before it is sent, and what has no end once it is too much', async () => {
    expect(await ask([head(json, 'Content-Length: 10000000')])).to.deep.equal([413, 'request.too_large']);
    const endless = function* (): Generator<string> {
      yield head(json, 'Transfer-Encoding: chunked');
      for (let n = 0; n < 20; n += 1) yield `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    };
    expect(await ask(endless())).to.deep.equal([413, 'request.too_large']);
  });

  it('takes 64 KB and not a byte more, but where the contract names more', async () => {
    const body = (bytes: number) => `{"name":"x",${' '.repeat(bytes - 13)}}`;
    expect(await ask(sized(body(65_536).replace(',', ' ')))).to.deep.equal([200]);
    const over = await sendRaw(port, sized(body(65_537)));
    expect([over.status, over.code]).to.deep.equal([413, 'request.too_large']);
    expect(over.text).to.include('65536 bytes');
    const many = (bytes: number) =>
      api.call('PATCH', `/bots/${botId}/config`, {
        body: `{"values":{"rules_text":{"en":"Be kind."}}${' '.repeat(bytes - 43)}}`,
      });
    expect((await many(262_144)).status).to.equal(200);
    const { status, body: problemOf } = await many(262_145);
    expect([status, problemOf.detail]).to.deep.equal([
      413,
      'A body may have 262144 bytes here; send less, or in several requests.',
    ]);
  });

  it('refuses deep ones, empty ones, and halves', async () => {
    for (const depth of [33, 1_000, 30_000]) {
      const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      expect(await ask(sized(body)), String(depth)).to.deep.equal([400, 'request.malformed']);
    }
    const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    expect(await ask(sized(objects))).to.deep.equal([400, 'request.malformed']);
    for (const body of ['{', '{"name":', '{"name":"x"}}', "{'name':1}", 'name=x', '\ufeff\ufeff{}', ' '])
      expect(await ask(sized(body)), body).to.deep.equal([400, 'request.malformed']);
    expect(await ask([head(json)])).to.deep.equal([422, 'request.invalid']);
    expect(await ask([head(json, 'Content-Length: 0')])).to.deep.equal([422, 'request.invalid']);
  });

  it('refuses what is not JSON in UTF-8', async () => {
    const body = named('x');
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'x',
      ';',
    ])
      expect(await ask(sized(body, `Content-Type: ${type}`)), type).to.deep.equal([415, 'request.type']);
    expect(await ask(sized(body, 'X-None: 1')), 'none').to.deep.equal([415, 'request.type']);
    for (const charset of ['koi8-r', 'utf-16le', 'iso-8859-1', 'nonsense'])
      expect(await ask(sized(body, `${json}; charset=${charset}`)), charset).to.deep.equal([
        415,
        'request.type',
      ]);
    for (const charset of ['utf-8', 'UTF8', '"utf-8"'])
      expect(await ask(sized(body, `${json}; charset=${charset}`)), charset).to.deep.equal([200]);
    const latin = Buffer.from(named('café'), 'latin1');
    expect(await ask(sized(latin))).to.deep.equal([400, 'request.malformed']);
    expect(await ask(sized(Buffer.from(named('utf-16'), 'utf16le')))).to.deep.equal([
      400,
      'request.malformed',
    ]);
  });

  it('takes the last of two fields of one name, as JSON readers do, and checks that one', async () => {
    expect(await ask(sized('{"name":1,"name":"Last"}'))).to.deep.equal([200]);
    expect(await nameNow()).to.equal('Last');
    expect(await ask(sized('{"name":"x","name":1}'))).to.deep.equal([422, 'request.invalid']);
  });

  it('names only some of a great many unknown fields', async () => {
    const fields = Array.from({ length: 3_500 }, (_, n) => `"unknown_${n}":1`);
    const many = await sendRaw(port, sized(`{${fields.join(',')}}`));
    expect([many.status, many.text.length < 5_000]).to.deep.equal([422, true]);
    const long = await sendRaw(port, sized(`{"${'x'.repeat(60_000)}":1}`));
    expect([long.status, long.text.length < 5_000]).to.deep.equal([422, true]);
  });

  it('refuses headers that contradict each other', async () => {
    const body = named('Contradiction');
    const length = `Content-Length: ${body.length}`;
    for (const headers of [
      [length, 'Content-Length: 5'],
      [length, 'Transfer-Encoding: chunked'],
      ['Transfer-Encoding: gzip'],
      ['Content-Length: 5x'],
      ['Content-Length: -1'],
      ['Content-Length: 99999999999999999999999'],
    ])
      expect((await ask([head(json, ...headers), body]))[0], headers.join()).to.equal(400);
    expect(
      await ask([head(json, 'Content-Type: text/plain', length), body]),
      'the first type counts',
    ).to.deep.equal([200]);
    expect(await ask([head(json, length, `X-API-Token: ${token}`), body])).to.deep.equal([
      401,
      'token.invalid',
    ]);
    expect(await ask([head(json, length, 'Idempotency-Key: a', 'Idempotency-Key: b'), body])).to.deep.equal([
      400,
      'request.header',
    ]);
    expect(await ask([head(json, length, `X-Long: ${'x'.repeat(20_000)}`), body])).to.deep.equal([
      431,
      'request.headers_too_large',
    ]);
    expect(await ask([head(json, length, 'Expect: nonsense'), body]), 'taken no notice of').to.deep.equal([
      200,
    ]);
    expect(await ask([head(json, length).replace('Host: fleet.test\r\n', ''), body])).to.deep.equal([
      400,
      'request.malformed',
    ]);
  });

  it('reads no more of a body than its length says, and takes the rest for no request', async () => {
    const lied = [head(json, 'Content-Length: 15'), '{"name":"Short"}}junk\r\n\r\n'];
    const { text } = await sendRaw(port, lied, { until: () => false });
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).to.deep.equal(['HTTP/1.1 400']);
    expect(await nameNow()).to.not.equal('Short');
  });

  it('gives up on slow ones and on those that never end, and works for others meanwhile', async () => {
    const slow = function* (): Generator<string> {
      yield head(json, 'Content-Length: 1000');
      for (;;) yield ' ';
    };
    const unended = [head(json, 'Transfer-Encoding: chunked'), '5\r\n{"nam\r\n'];
    const halfHead = [`PUT /api/v1/bots/${botId} HTTP/1.1\r\nHost: x\r\nX-API`];
    const given = [
      ...Array.from({ length: 40 }, () => ask(slow(), { everyMs: 40 })),
      ask(unended),
      ask(halfHead),
    ];
    const waiting = Promise.all(given);
    for (let n = 0; n < 3; n += 1) expect(await ask(sized(named(`Meanwhile ${n}`)))).to.deep.equal([200]);
    for (const answer of await waiting) expect(answer).to.deep.equal([408, 'request.too_slow']);
    expect(await nameNow()).to.equal('Meanwhile 2');
  });
});
