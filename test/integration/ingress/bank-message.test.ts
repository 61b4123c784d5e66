import { createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { settingOwner } from '#platform/secrets.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';

const secret = 's'.repeat(40);
const message = {
  from: 'Bank Mellat',
  text: 'حساب1111222233\nواریز31,500,000\nمانده31,894,014',
  sentStamp: 1_790_000_000_000,
  receivedStamp: 1_790_000_001_000,
  sim: 'sim 1',
};
const written = JSON.stringify(message);
type Headers = Readonly<Record<string, string>>;

const hmac = (body: string | Buffer, under = secret, head = ''): string =>
  createHmac('sha256', under).update(head).update(body).digest('hex');
const bodySigned = (body: string | Buffer, under = secret): Headers => ({ 'x-signature': hmac(body, under) });

describe('POST /payments/card_to_card/{bot_id}', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let botId: string;

  before(async () => {
    side = await openIntakeSide();
    ({ botId } = await addShop());
    ingress = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
  });
  after(async () => {
    await ingress.close();
    await side.close();
  });
  afterEach(async () => {
    for (const job of await waiting()) await job.remove();
  });

  async function addShop(own = secret) {
    const id = String(Math.floor(Math.random() * 1e12));
    const sealed = side.vault.encrypt(own, settingOwner(id, 'card_message_secret'));
    const bot = await side.addBot({ botId: id, cardMessageSecret: sealed });
    await side.directory.refresh();
    return bot;
  }
  const waiting = () => side.jobs.queues.callbacks.getJobs(['waiting']);
  const post = (body: string | Buffer, headers: Headers, bot = botId) =>
    fetch(`http://127.0.0.1:${ingress.port}/payments/card_to_card/${bot}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
  const timeSigned = (body: string, { at = Date.now(), bot = botId, under = secret } = {}): Headers => {
    const [timestamp, nonce] = [String(Math.floor(at / 1_000)), randomBytes(16).toString('hex')];
    return {
      'x-message-timestamp': timestamp,
      'x-message-nonce': nonce,
      'x-message-signature': hmac(body, under, `bank-message-1\n${bot}\n${timestamp}\n${nonce}\n`),
    };
  };
  const codeOf = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { code?: string }).code,
  ];

  it('takes a message in each way in which it can be signed', async () => {
    for (const headers of [
      timeSigned(written),
      bodySigned(written),
      { 'x-signature': `sha256=${hmac(written).toUpperCase()}` },
      { authorization: `Bearer ${secret}` },
    ]) {
      const answer = await post(written, headers);
      expect(answer.status).to.equal(200);
      expect(await answer.json()).to.deep.equal({ ok: true });
    }
    expect(await waiting()).to.have.length(4);
  });

  it('seals what it says, so that nobody who looks at the queues reads it', async () => {
    await post(written, { authorization: `Bearer ${secret}` });
    const [job] = await waiting();
    const shown = JSON.stringify(job!.data);
    expect(shown)
      .to.not.match(/Mellat|31,500,000|1111222233/)
      .and.not.contain(secret);
    const { sealed } = job!.data.payload as { sealed: string };
    expect(JSON.parse(side.vault.decrypt(sealed, `bank message ${botId}`))).to.deep.equal({
      from: message.from,
      text: message.text,
      sent_at: message.sentStamp,
    });
  });

  it('refuses what is not signed, or wrongly, and makes no job', async () => {
    for (const headers of [
      {},
      bodySigned(`${written} `),
      bodySigned(written, `${secret}x`),
      timeSigned(written, { under: 'x'.repeat(40) }),
      { ...timeSigned(written), 'x-message-nonce': 'n'.repeat(32) },
      { authorization: `Bearer ${secret}x` },
      { authorization: `Basic ${Buffer.from(secret).toString('base64')}` },
      { 'x-signature': 'not hexadecimal' },
    ] as Headers[])
      expect(await codeOf(await post(written, headers))).to.deep.equal([401, 'bank_message.unsigned']);
    expect(await waiting()).to.have.length(0);
  });

  it('refuses a signature of another time, before and after now', async () => {
    for (const away of [-301_000, 302_000]) {
      const headers = timeSigned(written, { at: Date.now() + away });
      expect(await codeOf(await post(written, headers))).to.deep.equal([401, 'bank_message.stale']);
    }
    for (const away of [-290_000, 290_000])
      expect((await post(written, timeSigned(written, { at: Date.now() + away }))).status).to.equal(200);
  });

  it('takes the same again, since a phone that heard no answer sends it again; what it does is done once', async () => {
    const headers = timeSigned(written);
    expect((await post(written, headers)).status).to.equal(200);
    expect((await post(written, headers)).status).to.equal(200);
    const [one, other] = (await waiting()).map(({ data }) => data.payload as { sealed: string });
    const opened = [one, other].map((payload) =>
      side.vault.decrypt(payload!.sealed, `bank message ${botId}`),
    );
    expect(opened[0]).to.equal(opened[1]);
  });

  it('takes for no bot what another bot signed', async () => {
    const { botId: foreign } = await addShop('f'.repeat(40));
    expect((await post(written, bodySigned(written), foreign)).status).to.equal(401);
    expect((await post(written, { authorization: `Bearer ${secret}` }, foreign)).status).to.equal(401);
    // Even under one secret, a signature with its time is for one bot.
    const { botId: twin } = await addShop();
    expect((await post(written, timeSigned(written, { bot: botId }), twin)).status).to.equal(401);
    expect((await post(written, timeSigned(written, { bot: twin }), twin)).status).to.equal(200);
  });

  it('is not there for a bot whose matching is off, or that is not there', async () => {
    const { botId: off } = await side.addBot();
    await side.directory.refresh();
    for (const bot of [off, '999999999999', '..%2f..'])
      expect((await post(written, bodySigned(written), bot)).status, bot).to.equal(404);
    expect((await fetch(`http://127.0.0.1:${ingress.port}/payments/card_to_card/${botId}`)).status).to.equal(
      404,
    );
  });

  it('refuses what is no message as a client can mend it', async () => {
    const html = '<!doctype html><html><body>500</body></html>';
    const { text: _, ...textless } = message;
    const { sentStamp: __, receivedStamp: ___, ...timeless } = message;
    for (const [body, named] of [
      ['', 'the body'],
      ['{"from":', 'the body'],
      ['null', 'the body'],
      ['[]', 'the body'],
      [html, 'the body'],
      ['{"from":"x","text":"one\ntwo","sentStamp":1790000000000}', 'the body'],
      [JSON.stringify(textless), 'text'],
      [JSON.stringify({ ...message, from: '' }), 'from'],
      [JSON.stringify({ ...message, from: 7 }), 'from'],
      [JSON.stringify({ ...message, text: 'x'.repeat(4_001) }), 'text'],
      [JSON.stringify({ ...message, text: 'a\u0000b' }), 'text'],
      [JSON.stringify({ ...message, from: 'a\ud800b' }), 'from'],
      [JSON.stringify({ ...message, sentStamp: '%sentStamp%' }), 'sentStamp'],
      [JSON.stringify({ ...message, sentStamp: 1_790_000_000 }), 'sentStamp'],
      [JSON.stringify(timeless), 'sentStamp'],
    ] as const) {
      const answer = await post(body, bodySigned(body));
      const problem = (await answer.json()) as { code: string; detail: string };
      expect([answer.status, problem.code], body).to.deep.equal([400, 'bank_message.malformed']);
      expect(problem.detail, body).to.contain(named);
    }
    expect(await waiting()).to.have.length(0);
  });

  it('takes times as numbers or as text, and other members too', async () => {
    const body = JSON.stringify({ ...message, sentStamp: '1790000000000', battery: 7, __proto__: null });
    expect((await post(body, bodySigned(body))).status).to.equal(200);
  });

  it('reads no more than 16 KB, also of ten megabytes, and nothing packed', async () => {
    const large = Buffer.alloc(10_000_000, ' ');
    const answer = await post(large, { 'x-signature': '0'.repeat(64) }).catch(() => undefined);
    expect(answer?.status ?? 413).to.equal(413);
    const packed = gzipSync(written);
    const odd = { ...bodySigned(packed), 'content-encoding': 'gzip' };
    expect((await post(packed, odd)).status).to.equal(415);
    expect(await waiting()).to.have.length(0);
  });

  it('asks a phone that floods to come again, while wrong signatures keep no right one out', async () => {
    const { botId: busy } = await addShop();
    const wrong = await Promise.all(
      Array.from({ length: 320 }, () => post(written, bodySigned(written, 'w'.repeat(40)), busy)),
    );
    expect(new Set(wrong.map(({ status }) => status))).to.deep.equal(new Set([401]));
    expect((await post(written, bodySigned(written), busy)).status).to.equal(200);
    const statuses: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      const many = await Promise.all(
        Array.from({ length: 130 }, () => post(written, bodySigned(written), busy)),
      );
      statuses.push(...many.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 429).length).to.be.above(0);
    expect((await post(written, bodySigned(written))).status, 'another bot').to.equal(200);
  });
});
