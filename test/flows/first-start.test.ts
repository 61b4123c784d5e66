import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { freePort } from '../support/servers/free-port.js';
import { waitFor } from '../support/wait-for.js';

interface Registered {
  bot_id: string;
  username: string;
  telegram_id: string;
  language: string;
}

describe('a fleet of one process', function () {
  this.timeout(90_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  afterEach(async () => {
    await fleet.close();
    await telegram.close();
  });

  const registered = () =>
    fleet.query<Registered>(
      `select u.bot_id, b.username, u.telegram_id, u.language from users u join bots b on b.id = u.bot_id
       where u.registered_at is not null order by u.bot_id`,
    );
  const dataShown = (token: string, person: { id: string }) =>
    telegram
      .chat(token, person.id)
      .at(-1)
      ?.buttons.flat()
      .map((button) => button.data) ?? [];

  for (const mode of ['polling', 'webhook'] as const)
    it(`registers one person apart in the master and in a tenant, by ${mode}`, async () => {
      telegram = await startTelegram({ allowHttpWebhooks: true, limits: true, retryBaseMs: 50 });
      const master = telegram.addBot({ firstName: 'Master', username: 'master_demo_bot' });
      const tenant = telegram.addBot({ firstName: 'فروشگاه', username: 'tenant_demo_bot' });
      const port = await freePort();
      fleet = await openFleet({
        BOT_TOKEN: master.token,
        ADMIN_IDS: '1001',
        TELEGRAM_API_ROOT: telegram.url,
        UPDATE_MODE: mode,
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
      });
      await fleet.start();
      const made = await fleet.script('create-bot', ['--token', tenant.token, '--name', 'Second shop']);
      expect(made.output).to.match(/joined the fleet[\s\S]*rf_/);
      expect(made.code).to.equal(0);

      const person = telegram.person({ firstName: 'Sara', languageCode: 'fa' });
      for (const bot of [master, tenant]) {
        telegram.send(bot.token, person, '/start');
        const choice = await waitFor(
          () => telegram.chat(bot.token, person.id).find((one) => one.buttons.length),
          { timeoutMs: 20_000, what: 'the choice of languages' },
        );
        const english = choice.buttons.flat().find((button) => button.text.includes('English'));
        const tap = telegram.tap(bot.token, person, { messageId: choice.id, button: english?.data ?? '' });
        await tap.answered;
        await waitFor(() => dataShown(bot.token, person).includes('profile'), {
          timeoutMs: 20_000,
          what: 'the main menu',
        });
      }
      const people = await registered();
      expect(people.map(({ username, language }) => [username, language])).to.deep.equal([
        ['master_demo_bot', 'en'],
        ['tenant_demo_bot', 'en'],
      ]);
      expect(new Set(people.map((one) => one.bot_id)).size).to.equal(2);
      expect(telegram.violations()).to.deep.equal([]);
      await waitFor(async () => (await fleet.query('select 1 from outbox')).length === 0, {
        what: 'an empty outbox',
      });
    });
});
