import { expect } from 'chai';
import { notify } from '#services/notices/notify.js';
import { textsOf } from '#bot/texts/index.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('owning a subscription in the chat', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  /** Number and link of Sara's subscription. */
  let id: string;
  let link: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ supportUsername: 'shop_help' });
    sara = await newCustomer(driver, bot);
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 1_000_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
    ({ id, link } = await row());
  });

  const row = async (): Promise<{
    id: string;
    link: string;
    name: string | null;
    autopay: number | null;
  }> => {
    const [found] = await ownerQuery<Awaited<ReturnType<typeof row>>>(
      `select id::text, subscription_url as link, name,
         case when is_autopay_enabled then autopay_days_before end as autopay
       from subscriptions where bot_id = $1`,
      [bot.botId],
    );
    return found as Awaited<ReturnType<typeof row>>;
  };
  const lastButtons = () => bot.last(sara.person).buttons.flat();

  it('shows state, traffic, link, a copy button and a QR code that comes as a picture', async () => {
    const shown = await sara.taps(`subscription:${id}`);
    expect(shown).to.contain('State: active').and.contain('29 days left').and.contain(link);
    expect(lastButtons().find(({ text }) => text.includes('Copy'))).to.include({ copyText: link });
    await sara.taps(`qr:${id}`);
    const picture = bot.last(sara.person);
    expect(picture.photo).to.not.equal(undefined);
    expect(picture.text).to.contain('Scan this picture');
  });

  it('guides by the subscription page where people cannot reach the fleet', async () => {
    await sara.taps(`subscription:${id}`);
    await sara.taps(`connect:${id}`);
    await sara.taps('Windows');
    await sara.taps('Hiddify');
    const page = lastButtons().find(({ text }) => text.includes('Open the subscription page'));
    expect(page?.url).to.equal(link);
  });

  it('is reached by an app that the menu offers for download, from the places that the bot names', async () => {
    await bot.configure({
      happ_download_button: true,
      happ_download_links: { ios: 'https://own.example.com/happ' },
    });
    await bot.send(sara.person, '/menu');
    await sara.taps(sara.dataOf('Download Happ'));
    const urls = lastButtons().flatMap(({ url }) => url ?? []);
    expect(urls).to.include('https://own.example.com/happ').and.have.length(6);
  });

  it('is renamed by the very next words only', async () => {
    await sara.taps(`subscription:${id}`);
    await sara.taps(`manage:${id}`);
    await sara.taps(`rename:${id}`);
    await bot.send(sara.person, 'x'.repeat(41));
    expect(sara.reads()).to.contain('too long');
    await bot.send(sara.person, 'Home <b>');
    expect(sara.reads()).to.contain('now called \u2068Home <b>\u2069').and.contain('Valid until');
    await bot.send(sara.person, 'Office');
    expect(sara.reads()).to.contain('did not understand');
    expect((await row()).name).to.equal('Home <b>');
  });

  it('gets more traffic and devices from the wallet, and autopay with one of the offered days', async () => {
    await sara.taps(`subscription:${id}`);
    await sara.taps(`manage:${id}`);
    await sara.taps(`add-traffic:${id}`);
    const summary = await sara.taps(sara.dataOf('10 GB'));
    expect(summary).to.contain('More traffic for').and.contain('Traffic: 50 GB → 60 GB');
    await sara.taps(sara.dataOf('Pay'));
    await bot.send(sara.person, '/menu');
    await sara.taps('subscriptions');
    expect(sara.reads()).to.contain('of 60 GB');
    await sara.taps(`manage:${id}`);
    await sara.taps(`add-devices:${id}`);
    await sara.taps(sara.dataOf('2 devices'));
    await sara.taps(sara.dataOf('Pay'));
    await sara.taps(sara.dataOf('My subscription'));
    expect(sara.reads()).to.contain('4 devices');
    await sara.taps(`manage:${id}`);
    await sara.taps(`autopay:${id}`);
    await sara.taps(`autopay-set:${id}.7`);
    expect((await row()).autopay).to.equal(7);
    await sara.taps(`autopay-set:${id}.off`);
    expect((await row()).autopay).to.equal(null);
  });

  it('gets a new link, which comes by itself', async () => {
    await sara.taps(`subscription:${id}`);
    await sara.taps(`manage:${id}`);
    await sara.taps(`reissue:${id}`);
    await sara.taps(`reissue-yes:${id}`);
    expect(sara.reads()).to.contain('your new link');
    const fresh = (await row()).link;
    expect(fresh).to.not.equal(link);
    expect(sara.reads()).to.contain(fresh);
  });

  it('shows what the panel says when it is refreshed, and removes devices', async () => {
    await sara.taps(`subscription:${id}`);
    await sara.taps(`refresh:${id}`);
    expect(sara.reads()).to.contain('Figures as of').and.contain('Devices: 0 of 2');
    await sara.taps(`devices:${id}`);
    expect(sara.reads()).to.contain('No device has connected yet');
    const [username] = await ownerQuery<{ panel_username: string }>(
      'select panel_username from subscriptions where bot_id = $1',
      [bot.botId],
    );
    for (const hwid of ['the-phone-1', 'the-tablet-2', 'the-laptop-3'])
      driver.panel.addDevice((username as { panel_username: string }).panel_username, hwid);
    await sara.taps(`devices-refresh:${id}`);
    expect(sara.reads()).to.contain('3. ');
    expect(await sara.taps(sara.dataOf('Remove 2'))).to.contain('Shall this device be removed');
    await sara.taps(sara.dataOf('Yes, remove it'));
    expect(sara.reads()).to.contain('2. ').and.not.contain('3. ');
    await sara.taps(`devices-remove:${id}`);
    await sara.taps(`devices-remove-all:${id}`);
    expect(sara.reads()).to.contain('No device has connected yet');
  });

  it('is told of when it is over or its traffic is used up, with the way on', async () => {
    const about = { subscription_id: id };
    for (const [kind, button] of [
      ['expired', 'Renew'],
      ['limited', 'Traffic'],
    ] as const) {
      // Nobody hears that it is over while it is not.
      await ownerQuery(
        `update subscriptions set starts_at = now() - interval '1 day', ends_at = now() + $2::interval where bot_id = $1`,
        [bot.botId, kind === 'expired' ? '-1 second' : '30 days'],
      );
      await bot.tenant.db((tx) => notify(bot.tenant, tx, { kind: `subscription_${kind}`, about }));
      await driver.settle();
      expect(sara.reads()).to.contain(kind === 'expired' ? 'is over' : 'is used up');
      expect(sara.sees().join()).to.contain(button);
    }
    await ownerQuery('update users set can_receive = false, unreachable_since = now() where bot_id = $1', [
      bot.botId,
    ]);
    const before = bot.said(sara.person).length;
    await bot.tenant.db((tx) => notify(bot.tenant, tx, { kind: 'link_ready', about }));
    await driver.settle();
    expect(bot.said(sara.person)).to.have.length(before);
  });

  it('is nobody else’s, whatever number a button carries', async () => {
    const ivan = await newCustomer(driver, bot, 'Ivan');
    const screens = [
      'subscription',
      'manage',
      'add-traffic',
      'devices',
      'refresh',
      'qr',
      'connect',
      'rename',
      'reissue',
      'reissue-yes',
      'clear-name',
      'autopay',
      'devices-remove-all',
      'reset-traffic',
    ];
    for (const action of screens) {
      await forge(ivan, `${action}:${id}`);
      expect(ivan.reads(), action).to.equal(textsOf.en.shop.errors['order.subscription_gone']);
    }
    for (const data of [
      `traffic:${id}.10`,
      `extra-devices:${id}.1`,
      `autopay-set:${id}.3`,
      `connect-app:${id}.ios.happ`,
      `device-remove:${id}.0`,
      `device-remove-yes:${id}.0`,
    ]) {
      await forge(ivan, data);
      expect(ivan.reads(), data).to.not.contain(link);
    }
    expect((await row()).link).to.equal(link);
  });

  /** A tap with data of the sender's own making. */
  async function forge(by: Customer, data: string): Promise<void> {
    const { id: telegramId } = by.person;
    const from = { id: Number(telegramId), is_bot: false, first_name: by.person.firstName };
    await bot.feed({ callback_query: { id: `forged${Math.random()}`, from, chat_instance: '1', data } });
  }

  describe('where people reach the fleet', () => {
    before(async () => {
      await driver.close();
      driver = await openBotDriver([], { PUBLIC_URL: 'https://fleet.example', UPDATE_MODE: 'polling' });
    });

    it('guides to an app by its system, with a page that opens it where people reach the fleet', async () => {
      await sara.taps(`subscription:${id}`);
      expect(await sara.taps(`connect:${id}`)).to.contain('Which device');
      await sara.taps('Android');
      expect(sara.sees()).to.include.members(['Happ', 'v2rayNG', 'Hiddify']);
      expect(await sara.taps('v2rayNG')).to.contain('1. Install \u2068v2rayNG\u2069');
      const adds = lastButtons().find(({ text }) => text.includes('Add the subscription'));
      expect(adds?.url).to.equal(`https://fleet.example/open/v2rayng#${encodeURIComponent(link)}`);
    });
  });
});
