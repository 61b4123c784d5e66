import http from 'node:http';
import { expect } from 'chai';
import telegramTestApi from 'telegram-test-api';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { freePort } from '../support/servers/free-port.js';
import { waitFor } from '../support/wait-for.js';

// At run time the package's CommonJS export is the class itself; its types say otherwise.
const TelegramServer = telegramTestApi as unknown as typeof telegramTestApi.default;
type Emulator = InstanceType<typeof TelegramServer>;

const token = '123456:AAexampleTokenOfTheEmulator_0123456789';

interface Webhook {
  url: string;
  secret_token: string;
}

interface Sent {
  messageId: number;
  message: { text: string; reply_markup?: { inline_keyboard?: { text: string; callback_data: string }[][] } };
}

/** Does what Telegram does and the emulator leaves out: sends the secret header, and repeats until it is answered 2xx. */
async function startRelay(target: () => Webhook | undefined): Promise<http.Server> {
  const relay = http.createServer((request, response) => {
    const hook = target();
    if (!hook) return void response.writeHead(503).end();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': hook.secret_token,
      };
      const body = Buffer.concat(chunks);
      const post = () => fetch(hook.url, { method: 'POST', body, headers }).catch(() => undefined);
      waitFor(async () => (await post())?.ok, {
        timeoutMs: 15_000,
        what: 'the webhook takes the update',
      }).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(502).end(),
      );
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return relay;
}

describe('the emulator telegram-test-api', function () {
  this.timeout(90_000);
  let emulator: Emulator;
  let relay: http.Server | undefined;
  let fleet: TestFleet;
  let isConnected = () => true;

  afterEach(async () => {
    await fleet.close();
    relay?.close();
    relay = undefined;
    await emulator.stop();
  });

  async function open(mode: 'polling' | 'webhook'): Promise<void> {
    const [port, ingressPort] = [await freePort(), await freePort()];
    emulator = new TelegramServer({ port, host: '127.0.0.1', storage: 'RAM', storeTimeout: 600 });
    await emulator.start();
    if (mode === 'webhook') await relayWebhooks();
    fleet = await openFleet({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
      UPDATE_MODE: mode,
      PORT: String(ingressPort),
      PUBLIC_URL: `http://127.0.0.1:${ingressPort}`,
    });
    await fleet.start();
    await waitFor(async () => (await fleet.query('select 1 from bots')).length === 1, {
      timeoutMs: 20_000,
      what: 'the master bot joined',
    });
    await waitFor(isConnected, { timeoutMs: 20_000, what: 'setWebhook' });
  }

  /** Whenever the fleet sets its webhook, the emulator is given the relay's address instead. */
  async function relayWebhooks(): Promise<void> {
    let target: Webhook | undefined;
    const started = await startRelay(() => target);
    relay = started;
    const { port } = started.address() as { port: number };
    const setWebhook = emulator.setWebhook.bind(emulator);
    emulator.setWebhook = (webhook, botToken) => {
      target = webhook as unknown as Webhook;
      setWebhook({ url: `http://127.0.0.1:${port}` }, botToken);
    };
    isConnected = () => target !== undefined;
  }

  const sent = () => emulator.storage.botMessages as unknown as Sent[];
  const shown = (text: RegExp) =>
    waitFor(() => sent().find((one) => text.test(one.message.text)), {
      timeoutMs: 20_000,
      what: `a message like ${String(text)}`,
    });

  for (const mode of ['polling', 'webhook'] as const)
    it(`leads a person through /start by ${mode}`, async () => {
      await open(mode);
      const client = emulator.getClient(token, {
        userId: 42,
        chatId: 42,
        firstName: 'Omid',
        timeout: 15_000,
      });
      await client.sendCommand(client.makeCommand('/start'));
      const choice = await shown(/choose your language/);
      const english = choice.message.reply_markup?.inline_keyboard
        ?.flat()
        .find((button) => button.text.includes('English'));
      const place = { message_id: choice.messageId, date: Math.floor(Date.now() / 1000) };
      await client.sendCallback(client.makeCallbackQuery(english?.callback_data ?? '', { message: place }));
      await shown(/Welcome/);
      await client.sendCommand(client.makeCommand('/help'));
      await shown(/\/language/);
      const people = await fleet.query<{ telegram_id: string; language: string; first_name: string }>(
        'select telegram_id, language, first_name from users where registered_at is not null',
      );
      expect(people).to.deep.equal([{ telegram_id: '42', language: 'en', first_name: 'Omid' }]);
    });
});
