import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { listGateways } from '#gateways/registry.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { sendRaw } from '../../support/send-raw.js';

const authority = `A${'0'.repeat(34)}7`;
const reference = 'c0ffee00'.repeat(4);
const bridgeBody = {
  id: reference,
  bridge_id: 'b-1',
  status: 'paid',
  amount_toman: 10_000,
  paid_toman: 10_000,
  pay_url: 'https://pay.example.com/1',
  can: [],
};

describe('GET and POST /payments/{gateway}/{bot_id}', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let botId: string;

  before(async () => {
    side = await openIntakeSide();
    ({ botId } = await side.addBot());
    await side.directory.refresh();
    ingress = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
  });
  after(async () => {
    await ingress.close();
    await side.close();
  });
  afterEach(async () => {
    for (const job of await side.jobs.queues.callbacks.getJobs(['waiting'])) await job.remove();
  });

  const at = (path: string): string => `http://127.0.0.1:${ingress.port}/payments/${path}`;
  const back = (bot = botId, query = `p=${reference}&l=fa&Authority=${authority}&Status=OK`) =>
    fetch(at(`zarinpal/${bot}?${query}`));
  const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    fetch(at(`bridge/${botId}`), {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const waiting = () => side.jobs.queues.callbacks.getJobs(['waiting']);

  it('shows a payer the way back into the chat, and makes one job each time', async () => {
    const [first, second] = [await back(), await back()];
    expect([first.status, second.status]).to.deep.equal([200, 200]);
    expect(first.headers.get('content-type')).to.contain('text/html');
    expect(first.headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect(await first.text()).to.contain(`https://t.me/shop_${botId}_bot`);
    const jobs = await waiting();
    expect(jobs).to.have.length(2);
    expect(jobs[0]!.data).to.deep.include({ bot_id: botId });
    expect(jobs[0]!.data.payload).to.deep.include({ gateway: 'zarinpal', method: 'GET', headers: {} });
    expect(jobs[0]!.data.payload).to.have.nested.property('query.Authority', authority);
  });

  it('takes a body byte for byte with the headers that the gateway signs by, and no others', async () => {
    const text = `${JSON.stringify(bridgeBody)} \n`;
    const signature = {
      'x-bridge-signature': 'ab'.repeat(32),
      'x-bridge-timestamp': '1',
      'x-bridge-nonce': 'n',
    };
    const answer = await post(text, { ...signature, authorization: 'Bearer secret' });
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({ ok: true });
    const [job] = await waiting();
    const payload = job!.data.payload as { body: string; headers: object };
    expect(Buffer.from(payload.body, 'base64').toString()).to.equal(text);
    expect(payload.headers).to.deep.equal(signature);
  });

  it('answers 404 for a gateway or bot that is not there, and to a gateway that never calls', async () => {
    for (const path of [
      `nothing/${botId}`,
      'zarinpal/999999999999',
      'zarinpal/..%2f..',
      `constructor/${botId}`,
    ])
      expect((await fetch(at(path))).status, path).to.equal(404);
    for (const { name, callback } of listGateways())
      if (!callback) expect((await fetch(at(`${name}/${botId}`))).status, name).to.equal(404);
    expect(await waiting()).to.have.length(0);
  });

  it('answers 400 to what is no callback of that gateway, and makes no job', async () => {
    const answers = [
      await back(botId, 'Status=OK'),
      await back(botId, 'Authority=short&p=no'),
      await post('{"id":'),
      await post('null'),
      await post(JSON.stringify({ ...bridgeBody, id: 7 })),
    ];
    expect(answers.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400, 400]);
    expect(await answers[0]!.json()).to.include({ code: 'payment.callback_malformed' });
    expect(await waiting()).to.have.length(0);
  });

  it('refuses bodies that are too large or packed', async () => {
    expect((await post(Buffer.alloc(17_000, ' '))).status).to.equal(413);
    expect((await post(gzipSync('{}'), { 'content-encoding': 'gzip' })).status).to.equal(415);
  });

  it('takes in what comes for a bot that is switched off', async () => {
    const { botId: resting } = await side.addBot({ isActive: false });
    await side.directory.refresh();
    expect((await back(resting)).status).to.equal(200);
  });

  it('lets no stranger fill the queue', async () => {
    const { botId: flooded } = await side.addBot();
    await side.directory.refresh();
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) {
      const many = await Promise.all(Array.from({ length: 150 }, () => back(flooded)));
      statuses.push(...many.map(({ status }) => status));
    }
    const limited = statuses.filter((status) => status === 429);
    expect(limited.length).to.be.at.least(100);
    expect((await back()).status, 'another bot').to.equal(200);
  });

  it('lets no stranger fill Redis with a few large bodies, as if they were many', async () => {
    const { botId: flooded } = await side.addBot();
    await side.directory.refresh();
    const body = `${JSON.stringify(bridgeBody)}${' '.repeat(15_000)}`;
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => fetch(at(`bridge/${flooded}`), { method: 'POST', body })),
    );
    const taken = answers.filter(({ status }) => status === 200).length;
    // A window may end in between; each takes some fifty.
    expect(taken).to.be.within(40, 110);
    expect(answers.filter(({ status }) => status === 429)).to.have.length(150 - taken);
    expect(await answers.find(({ status }) => status === 429)!.json()).to.include({
      code: 'payment.callback_flood',
    });
    expect((await post(JSON.stringify(bridgeBody))).status, 'another bot').to.equal(200);
  });

  it('survives odd queries and heads', async () => {
    const odd = await fetch(
      at(`zarinpal/${botId}?p=a&p=b&__proto__=x&Authority=${authority}&Authority=other`),
    );
    expect(odd.status).to.equal(200);
    const reply = await sendRaw(
      ingress.port,
      `GET /payments/zarinpal/${botId}?%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(reply.status).to.equal(400);
  });
});
