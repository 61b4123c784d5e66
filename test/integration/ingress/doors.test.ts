import { connect } from 'node:net';
import { expect } from 'chai';
import { sha256 } from '#platform/secrets.js';
import { mostUnanswered } from '../../../src/ingress/bound-pipelines.js';
import { startIngress, type Ingress, type IngressOptions } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { sendRaw } from '../../support/send-raw.js';
import { removeFound } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

describe('the public port', () => {
  let side: IntakeSide;
  const opened: Ingress[] = [];

  async function open(hops?: number, more: Partial<IngressOptions> = {}): Promise<Ingress> {
    const env = {
      port: 0,
      roles: ['ingress'] as const,
      ...(hops !== undefined && { trustedProxyHops: hops }),
    };
    const ingress = await startIngress({ ...side, env, routes: 'full', ...more });
    opened.push(ingress);
    return ingress;
  }
  const head = (line: string, ...headers: string[]): string =>
    [line, 'Host: fleet.test', ...headers, '\r\n'].join('\r\n');

  before(async () => {
    side = await openIntakeSide();
    await side.publishMaster();
    await side.addBot();
    await waitFor(() => side.directory.isLoaded(), { what: 'the directory' });
    await waitFor(() => side.directory.masterTokenHash(), { what: 'the master token' });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((ingress) => ingress.close()));
    await removeFound(side.patient, `${side.prefix}:logins:*`);
  });
  after(() => side.close());

  describe('tells clients apart', () => {
    /** Status of a wrong token, after ten wrong ones of another client. */
    async function afterTen(hops: number | undefined, guesser: string, next: string): Promise<number> {
      const { port } = await open(hops);
      const guess = async (forwarded: string) => {
        const headers = { authorization: 'Bearer a-guess', 'x-forwarded-for': forwarded };
        return (await fetch(`http://127.0.0.1:${port}/queues/api/queues`, { headers })).status;
      };
      for (let count = 0; count < 10; count += 1)
        expect(await guess(guesser.replace('#', String(count)))).to.equal(401);
      return guess(next);
    }

    it('by the connection, whatever they write, while no proxy is trusted', async () => {
      expect(await afterTen(undefined, '198.51.100.#', '203.0.113.7')).to.equal(429);
    });

    it('by what the one trusted proxy wrote, not by what they wrote before it', async () => {
      expect(await afterTen(1, '198.51.100.#, 203.0.113.7', '198.51.100.99, 203.0.113.7')).to.equal(429);
      await removeFound(side.patient, `${side.prefix}:logins:*`);
      expect(await afterTen(1, '203.0.113.7', '203.0.113.8')).to.equal(401);
    });

    it('by what the outer one of two trusted proxies wrote', async () => {
      expect(await afterTen(2, '1.1.1.#, 203.0.113.7, 10.0.0.1', '203.0.113.7, 10.0.0.2')).to.equal(429);
      await removeFound(side.patient, `${side.prefix}:logins:*`);
      expect(await afterTen(2, '203.0.113.7, 10.0.0.1', '203.0.113.8, 10.0.0.1')).to.equal(401);
    });

    it('by the connection where fewer proxies wrote than are trusted, or what is no address', async () => {
      expect(await afterTen(2, '203.0.113.#', '203.0.113.99')).to.equal(429);
      await removeFound(side.patient, `${side.prefix}:logins:*`);
      expect(await afterTen(1, 'unknown-#', 'what\u00ff')).to.equal(429);
    });

    it('also where a proxy writes the port, and where the address is of IPv6', async () => {
      expect(await afterTen(1, '203.0.113.7:40#', '203.0.113.7:999')).to.equal(429);
      await removeFound(side.patient, `${side.prefix}:logins:*`);
      expect(await afterTen(1, '[2001:db8::7]:40#', '2001:db8::7')).to.equal(429);
    });
  });

  it('lets a token in that was made this moment, while others show thousands of wrong ones', async () => {
    const { port } = await open();
    const ask = async (path: string, token: string, method = 'GET') => {
      const headers = { authorization: `Bearer ${token}`, prefer: 'respond-async' };
      return (await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { method, headers })).status;
    };
    let isOver = false;
    const wrong = new Set<number>();
    const flood = Array.from({ length: 8 }, async (_, at) => {
      for (let n = 0; !isOver; n += 1) wrong.add(await ask('/bots', `rf_${at}_${n}`));
    });
    const right: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const token = `rf_right_${n}`;
      const { botId } = await side.addBot({ apiTokenHash: sha256(token) });
      right.push(await ask(`/bots/${botId}/features/auto_renewal`, token, 'DELETE'));
    }
    isOver = true;
    await Promise.all(flood);
    expect([...wrong]).to.deep.equal([401]);
    expect(right).to.deep.equal(Array(8).fill(202));
    const { botId } = await side.addBot();
    expect(await ask(`/bots/${botId}/activate`, side.masterToken, 'POST')).to.equal(202);
  });

  it('refuses addresses of more than 8,192 characters, and more than 100 headers, at once', async () => {
    const { port } = await open();
    const url = await sendRaw(port, [head(`GET /${'a'.repeat(8_192)} HTTP/1.1`)]);
    expect([url.status, url.code]).to.deep.equal([414, 'request.url_too_long']);
    const query = await sendRaw(port, [head(`GET /api/v1/bots?search=${'%20'.repeat(3_000)} HTTP/1.1`)]);
    expect([query.status, query.code]).to.deep.equal([414, 'request.url_too_long']);
    const most = Array.from({ length: 99 }, (_, at) => `X-${at}: 1`);
    expect((await sendRaw(port, [head('GET /health/live HTTP/1.1', ...most)])).status).to.equal(200);
    const many = await sendRaw(port, [head('GET /health/live HTTP/1.1', ...most, 'X-More: 1')]);
    expect([many.status, many.code]).to.deep.equal([431, 'request.headers_too_large']);
    const large = await sendRaw(port, [head('GET /health/live HTTP/1.1', `X-Large: ${'x'.repeat(17_000)}`)]);
    expect([large.status, large.code]).to.deep.equal([431, 'request.headers_too_large']);
  });

  /** Connects and says nothing; resolves when it is cut off. */
  const beCutOff = (port: number): Promise<void> =>
    new Promise((resolve) => {
      const silent = connect(port, '127.0.0.1');
      silent.on('error', () => undefined);
      silent.once('close', () => resolve());
      silent.resume();
    });

  it('cuts off who says nothing, and who never ends its head', async () => {
    const { port } = await open(0, { limits: { requestMs: 300 } });
    await beCutOff(port);
    const drip = function* (): Generator<string> {
      yield 'GET /health/live HTTP/1.1\r\nHost: x\r\n';
      for (let n = 0; ; n += 1) yield `X-${n}: 1\r\n`;
    };
    const slow = await sendRaw(port, drip(), { everyMs: 50 });
    expect([slow.status, slow.code]).to.deep.equal([408, 'request.too_slow']);
  });

  /** Sends so many requests at once on one connection; how many answers came, and whether it was cut off. */
  const sendAtOnce = (port: number, count: number): Promise<{ answers: number; isCut: boolean }> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let heard = '';
      const answers = (): number => heard.split('HTTP/1.1 ').length - 1;
      socket.on('error', () => undefined);
      socket.once('close', () => resolve({ answers: answers(), isCut: true }));
      socket.on('data', (part) => {
        heard += String(part);
        if (answers() < count) return;
        resolve({ answers: answers(), isCut: false });
        socket.destroy();
      });
      socket.write(head('GET /api/v1/openapi.json HTTP/1.1', 'Accept-Encoding: gzip').repeat(count));
    });

  it('answers a few requests that one connection sends at once, and cuts off who sends more', async () => {
    const { port } = await open();
    expect(await sendAtOnce(port, mostUnanswered)).to.deep.equal({ answers: mostUnanswered, isCut: false });
    for (const count of [mostUnanswered + 1, 1_000]) {
      const { answers, isCut } = await sendAtOnce(port, count);
      expect(isCut, `${count}`).to.equal(true);
      expect(answers, `${count}`).to.be.at.most(mostUnanswered);
    }
  });

  it('cuts off who asks for much and does not read it', async () => {
    // Asked of a door that has patience: one with little may cut off who reads while the machine is busy.
    const patient = await open();
    const page = await fetch(`http://127.0.0.1:${patient.port}/docs/swagger-ui-bundle.js`);
    const { byteLength } = await page.arrayBuffer();
    const { port } = await open(0, { limits: { requestMs: 500, idleMs: 250 } });
    const count = mostUnanswered;
    const deaf = connect(port, '127.0.0.1');
    deaf.on('error', () => undefined);
    deaf.pause();
    for (let n = 0; n < count; n += 1) deaf.write(head('GET /docs/swagger-ui-bundle.js HTTP/1.1'));
    // Cut off one after another, each after its own pause: longer in all than ours.
    for (let n = 0; n < 4; n += 1) await beCutOff(port);
    let read = 0;
    let isClosed = false;
    deaf.once('close', () => (isClosed = true));
    deaf.on('data', (part) => (read += part.length)).resume();
    const half = (count * byteLength) / 2;
    await waitFor(() => isClosed || read > half);
    deaf.destroy();
    expect([isClosed, read < half]).to.deep.equal([true, true]);
  });
});
