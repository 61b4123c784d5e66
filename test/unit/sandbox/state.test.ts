import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepState, loadState } from '../../../scripts/sandbox/state/state-file.js';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { patience } from '../../support/patience.js';
import { waitFor } from '../../support/wait-for.js';
import { callerOf } from './stand-in.js';

/** What the program says of itself in its one line. */
interface Ready {
  telegram: string;
  chat: string;
  master_token: string;
  tenant_tokens: string[];
  admin_ids: string[];
  panel: { url: string; token: string; webhook_secret: string };
  gateways: Record<string, string>;
}

describe('sandbox: the state file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox state '));
    file = path.join(folder, 'state.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const reopened = () => startTelegram({}, (world) => loadState(world, file));

  /** A stand-in with one bot and one person, who has sent a text and a picture. */
  async function talked(): Promise<{ telegram: TelegramStandIn; token: string; personId: string }> {
    const telegram = await startTelegram();
    const { token } = telegram.addBot({ username: 'shop_bot' });
    const person = telegram.person({ firstName: 'سارا', languageCode: 'fa' });
    telegram.send(token, person, '/start');
    telegram.send(token, person, { photo: true, caption: 'رسید' });
    return { telegram, token, personId: person.id };
  }

  it('brings bots, people, messages, pictures and waiting updates back after a restart', async () => {
    const { telegram, token, personId } = await talked();
    const before = telegram.chat(token, personId);
    const waiting = telegram.pendingUpdates(token);
    const bot = callerOf(telegram, token);
    await bot('setMyCommands', { commands: [{ command: 'start', description: 'Begin' }] });
    keepState(telegram.world, file).close();
    await telegram.close();

    const again = await reopened();
    const call = callerOf(again, token);
    expect(again.chat(token, personId)).to.deep.equal(before);
    expect(again.pendingUpdates(token)).to.deep.equal(waiting);
    expect((await call('getMyCommands')).result).to.have.length(1);
    const sent = await call('sendMessage', { chat_id: personId, text: 'welcome back' });
    expect(sent.result.message_id).to.equal(before.at(-1)!.id + 1);
    const { file_path } = (await call('getFile', { file_id: before.at(-1)!.photo! })).result;
    const bytes = await fetch(`${again.url}/file/bot${token}/${file_path}`);
    expect((await bytes.arrayBuffer()).byteLength).to.be.greaterThan(100);
    await again.close();
  });

  it('goes on with a webhook that was set before the restart', async () => {
    const { telegram, token } = await talked();
    await callerOf(telegram, token)('setWebhook', { url: 'https://shop.example/hook' });
    keepState(telegram.world, file).close();
    await telegram.close();
    const again = await reopened();
    expect(again.webhook(token)?.url).to.equal('https://shop.example/hook');
    await again.close();
  });

  it('saves by itself soon after something happened, and hands no id out twice after a crash', async () => {
    const { telegram, token, personId } = await talked();
    const keeper = keepState(telegram.world, file);
    const person = telegram.world.persons.get(personId)!;
    telegram.send(token, person, 'before the crash');
    await waitFor(async () => (await readFile(file, 'utf8')).includes('before the crash'));
    const lost = telegram.send(token, person, 'lost in the crash');
    const crashed = await readFile(file, 'utf8');
    keeper.close();
    await telegram.close();
    await writeFile(file, crashed);

    const again = await reopened();
    expect(again.send(token, person, 'after')).to.be.greaterThan(lost);
    await again.close();
  });

  it('leaves no half-written files behind', async () => {
    const { telegram } = await talked();
    keepState(telegram.world, file).close();
    await telegram.close();
    expect((await readdir(folder)).sort()).to.deep.equal(['state.json', 'state.json.files']);
    expect(await readdir(`${file}.files`)).to.have.length(1);
  });

  it('refuses a damaged file with one line that names it', async () => {
    for (const text of ['{"version":1,', '{"version":99}', 'null', '[]']) {
      await writeFile(file, text);
      const refused = await reopened().then(
        () => '',
        (error: Error) => error.message,
      );
      expect(refused).to.include(file).and.to.include('delete or rename it');
    }
  });
});

describe('sandbox: the program', function () {
  this.timeout(30_000);

  /** Starts the program and waits for its line. */
  async function started(args: string[]) {
    const script = ['--import', 'tsx', '--conditions=source', 'scripts/sandbox/main.ts', ...args];
    const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    await Promise.race([ended, new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))]);
    const stop = async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return (await ended)[0];
    };
    return { out: () => out, err: () => err, ended, stop };
  }

  it('says one line when it is ready, answers for both bots, and goes on where it ended', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    const args = ['--state', path.join(folder, 'state.json')];
    const first = await started(args);
    expect(first.out().match(/\n/g)).to.have.length(1);
    const ready = JSON.parse(first.out()) as Ready;
    expect(ready.chat).to.equal(`${ready.telegram}/`);
    const tokens = [ready.master_token, ...ready.tenant_tokens];
    expect(tokens).to.have.length(2);
    for (const token of tokens)
      expect((await fetch(`${ready.telegram}/bot${token}/getMe`)).status).to.equal(200);
    expect((await fetch(ready.chat)).status).to.equal(200);
    const place = {
      chat: `${ready.master_token.split(':')[0]}:${ready.admin_ids[0]}`,
      person: ready.admin_ids[0],
    };
    const body = JSON.stringify({ ...place, text: 'remember me' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${ready.chat}page/api/send`, { method: 'POST', headers, body });
    await fetch(`${ready.panel.url}/api/users`, {
      method: 'POST',
      headers: { ...headers, ...panelHeaders(ready) },
      body: JSON.stringify({ username: 'b1_s1_aa', expireAt: '2031-01-01T00:00:00.000Z' }),
    });
    const made = await accountsOf(ready);
    expect(made).to.have.length(1);
    const asked = await fetch(`${ready.gateways.ZARINPAL_API_ROOT}/pg/v4/payment/request.json`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        merchant_id: '0b1c2d3e-1111-4222-8333-444455556666',
        amount: 120_000,
        description: 'Month',
        callback_url: 'http://127.0.0.1/back',
      }),
    });
    const { data } = (await asked.json()) as { data: { authority: string } };
    const began = performance.now();
    expect(await first.stop('SIGTERM')).to.equal(0);
    expect(performance.now() - began).to.be.lessThan(1000 * patience);

    const second = await started(args);
    const again = JSON.parse(second.out()) as Ready;
    const lasting = ({ panel, gateways, ...rest }: Ready) => ({
      ...rest,
      gateways: Object.keys(gateways),
      telegram: '',
      chat: '',
      panel: { ...panel, url: '' },
    });
    expect(lasting(again)).to.deep.equal(lasting(ready));
    expect(await accountsOf(again)).to.deep.equal(made);
    const page = await fetch(`${again.gateways.ZARINPAL_API_ROOT}/pg/StartPay/${data.authority}`);
    expect(await page.text(), 'a payment at a gateway').to.contain('۱۲٬۰۰۰ تومان');
    const updates = await fetch(`${again.telegram}/bot${again.master_token}/getUpdates`);
    expect(await updates.text()).to.include('remember me');
    expect(await second.stop('SIGINT')).to.equal(0);
    await rm(folder, { recursive: true });
  });

  it('explains itself, and refuses a wrong or taken port with one line', async () => {
    const help = await started(['--help']);
    expect(await help.ended).to.deep.include(0);
    expect(help.out()).to.include('--state FILE');
    const taken = await startTelegram();
    for (const [port, reason] of [
      [String(taken.port), /taken/],
      ['99999', /--port must be/],
    ] as const) {
      const refused = await started(['--port', port]);
      expect((await refused.ended)[0]).to.equal(1);
      expect(refused.err()).to.match(reason);
      expect(refused.err().trim()).to.not.include('\n');
    }
    await taken.close();
  });
});

const panelHeaders = ({ panel }: Ready): Record<string, string> => ({
  authorization: `Bearer ${panel.token}`,
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-proto': 'https',
});

/** The names and links of the panel's accounts, without the place where the sandbox runs. */
async function accountsOf(ready: Ready): Promise<string[]> {
  const answer = await fetch(`${ready.panel.url}/api/users/stream`, { headers: panelHeaders(ready) });
  const { response } = (await answer.json()) as {
    response: { users: { username: string; subscriptionUrl: string }[] };
  };
  return response.users.map((user) => `${user.username} ${user.subscriptionUrl.replace(ready.telegram, '')}`);
}
