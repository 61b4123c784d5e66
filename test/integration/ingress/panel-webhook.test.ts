import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { createPanel } from '../../../scripts/sandbox/panel.js';
import { userEvent } from '../../../scripts/sandbox/panel/webhooks.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { sendRaw } from '../../support/send-raw.js';

const secret = 'a secret of the panel, 32 characters';

describe('POST /panel/webhook', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let bot: { botId: string };
  let master: { botId: string };
  const panel = createPanel();

  before(async () => {
    side = await openIntakeSide();
    bot = await side.addBot();
    master = await side.addBot({ isMaster: true });
    await side.directory.refresh();
    ingress = await startIngress({
      ...side,
      env: { port: 0, roles: ['ingress'], panelWebhookSecret: secret },
      routes: 'full',
    });
  });
  after(async () => {
    await ingress.close();
    await side.close();
  });

  const sign = (text: string, by = secret): string => createHmac('sha256', by).update(text).digest('hex');
  const post = (body: unknown, signature?: string): Promise<Response> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(`http://127.0.0.1:${ingress.port}/panel/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-remnawave-signature': signature ?? sign(text) },
      body: text,
    });
  };
  const waiting = async () =>
    (await side.jobs.queues.bots.getJobs(['waiting'])).filter(({ name }) => name === 'panel.event');
  const eventOf = (username: string, event = 'user.expired') =>
    userEvent(panel.world, event, panel.account(username) ?? panel.addAccount({ username }));

  it('makes one job of an event of an account, for the bot that the name says, without keys to the VPN', async () => {
    const body = eventOf(`b${bot.botId}_s7_aa`);
    expect((await post(body)).status).to.equal(200);
    expect((await post(body)).status, 'told again').to.equal(200);
    const [job, ...more] = await waiting();
    expect(more).to.eql([]);
    expect(job!.data).to.deep.include({ bot_id: bot.botId });
    expect(job!.data.payload).to.have.nested.property('account.username', `b${bot.botId}_s7_aa`);
    expect(JSON.stringify(job!.data)).not.to.match(/password|vless/i);
    await job!.remove();
  });

  it('gives what it tells of a server to the master', async () => {
    const timestamp = new Date().toISOString();
    const data = { uuid: 'node-1', name: 'Frankfurt', address: '10.0.0.1' };
    const sent = await post({ scope: 'node', event: 'node.connection_lost', timestamp, data });
    expect(sent.status).to.equal(200);
    const [job] = await waiting();
    expect(job!.data).to.deep.include({
      bot_id: master.botId,
      payload: { event: 'node.connection_lost', node: { uuid: 'node-1', name: 'Frankfurt' } },
    });
    await job!.remove();
  });

  it('takes what concerns nobody here, and makes no job of it', async () => {
    const timestamp = new Date().toISOString();
    const bodies = [
      eventOf('somebody_else'),
      eventOf('b999999999_s1_aa'),
      { scope: 'service', event: 'service.panel_started', timestamp, data: {} },
      { scope: 'user', event: 'user.expired', timestamp, data: { username: 'half' } },
    ];
    for (const body of bodies) expect((await post(body)).status).to.equal(200);
    expect(await waiting()).to.eql([]);
  });

  it('refuses what is not signed by the panel, is old, or is no event', async () => {
    const body = eventOf(`b${bot.botId}_s8_aa`);
    const text = JSON.stringify(body);
    const old = { ...body, timestamp: new Date(Date.now() - 11 * 60_000).toISOString() };
    const answers = [
      await post(body, 'no signature'),
      await post(body, sign(text, 'another secret, also 32 characters')),
      await post(body, sign(`${text} `)),
      await post(old),
      await post({ hello: 'panel' }),
      await post('not JSON'),
    ];
    expect(answers.map(({ status }) => status)).to.eql([401, 401, 401, 400, 400, 400]);
    expect(await waiting()).to.eql([]);
  });

  it('asks for a signature before it reads a body, and for a right one before it looks into it', async () => {
    const head = (...more: string[]) =>
      ['POST /panel/webhook HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...more, '\r\n'].join(
        '\r\n',
      );
    const unsigned = await sendRaw(ingress.port, [head('Content-Length: 60000')]);
    expect([unsigned.status, unsigned.code]).to.deep.equal([401, 'webhook.secret']);
    const deep = `{"event":${'['.repeat(30_000)}`;
    expect((await post(deep, sign(`${deep} `))).status).to.equal(401);
    expect((await post(deep)).status).to.equal(400);
    const json = JSON.stringify(eventOf(`b${bot.botId}_s10_aa`));
    const halves = Buffer.from(json.replace('"event"', '"\u00ff":1,"event"'), 'latin1');
    const signed = createHmac('sha256', secret).update(halves).digest('hex');
    const bytes = await sendRaw(ingress.port, [
      head(`Content-Length: ${halves.length}`, `X-Remnawave-Signature: ${signed}`),
      halves,
    ]);
    expect(bytes.status, 'the bytes are signed, whatever they spell').to.equal(200);
    await (await waiting())[0]?.remove();
  });

  it('takes no more than 64 KB, and nothing packed', async () => {
    const large = JSON.stringify({ ...eventOf(`b${bot.botId}_s11_aa`), more: 'x'.repeat(70_000) });
    expect((await post(large)).status).to.equal(413);
    const endless = function* (): Generator<string> {
      yield `POST /panel/webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Remnawave-Signature: ${'a'.repeat(64)}\r\n\r\n`;
      for (let n = 0; n < 20; n += 1) yield `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    };
    expect((await sendRaw(ingress.port, endless())).status).to.equal(413);
    const body = gzipSync(JSON.stringify(eventOf(`b${bot.botId}_s12_aa`)));
    const answer = await fetch(`http://127.0.0.1:${ingress.port}/panel/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'x-remnawave-signature': createHmac('sha256', secret).update(body).digest('hex'),
      },
      body,
    });
    expect(answer.status).to.equal(415);
    expect(await waiting()).to.eql([]);
  });

  it('takes nothing while no secret is set', async () => {
    const open = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
    try {
      const text = JSON.stringify(eventOf(`b${bot.botId}_s9_aa`));
      const answer = await fetch(`http://127.0.0.1:${open.port}/panel/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-remnawave-signature': sign(text, '') },
        body: text,
      });
      expect(answer.status).to.equal(401);
    } finally {
      await open.close();
    }
  });
});
