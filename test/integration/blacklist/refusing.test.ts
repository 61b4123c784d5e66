import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { renewByItself } from '#services/subscriptions/renew-by-itself.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { shopOf } from '../../support/bot/sales.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';
import { offersOf } from '../../support/personal-offers.js';
import { addCode } from '../../support/promo-codes.js';

const { en } = textsOf;

describe('a person on the black list', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let group: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({
      blacklist_enabled: true,
      blacklist_url: 'https://lists.test/list.txt',
      admin_notices: true,
    });
    // No list is read in these tests: its entries are written below.
    await ownerQuery(
      `insert into blacklists (bot_id, address, tried_at, next_at) values ($1, 'https://lists.test/list.txt', now(), now() + interval '1 day')`,
      [bot.botId],
    );
  });

  const list = (entry: { telegramId?: string; username?: string; reason?: string }) =>
    ownerQuery(
      'insert into blacklist_entries (bot_id, telegram_id, username, reason) values ($1, $2, $3, $4)',
      [bot.botId, entry.telegramId ?? null, entry.username ?? null, entry.reason ?? null],
    );
  const registered = async (): Promise<number> =>
    (await ownerQuery('select 1 from users where bot_id = $1 and registered_at is not null', [bot.botId]))
      .length;
  const toldAdmins = () => bot.said({ id: group }).map(({ text }) => text);

  it('is not registered, hears no reason, and the admins hear both once', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await list({ telegramId: person.id, reason: 'sold it on' });
    for (const text of ['/start', '/start', 'hello']) await bot.send(person, text);
    for (const { text } of bot.said(person)) expect(text).to.equal(en.gates.list.refused);
    expect(await registered()).to.equal(0);
    expect(toldAdmins()).to.have.length(1);
    expect(toldAdmins()[0]).to.contain('wished to register').and.contain('sold it on').and.contain(person.id);
  });

  it('is known by the user name where the list has no id, and by the id alone where it has one', async () => {
    await bot.configure({ language_selection: false });
    const named = driver.telegram.person({ firstName: 'Reza', username: 'Bad_Man' });
    const heir = driver.telegram.person({ firstName: 'Nima', username: 'Old_Name' });
    await list({ username: 'bad_man' });
    await list({ telegramId: '999', username: 'old_name' });
    await bot.send(named, '/start');
    await bot.send(heir, '/start');
    expect(bot.last(named).text).to.equal(en.gates.list.refused);
    expect(bot.last(heir).text).to.contain(en.menu.ask);
  });

  it('runs the bot all the same, and counts nowhere while the list is off or in another bot', async () => {
    await bot.configure({ language_selection: false });
    const owner = driver.telegram.person({ firstName: 'Owner' });
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      owner.id,
    ]);
    const person = driver.telegram.person({ firstName: 'Sara' });
    for (const { id } of [owner, person]) await list({ telegramId: id });
    await bot.send(owner, '/start');
    expect(bot.last(owner).text).to.contain(en.menu.ask);
    const other = await driver.addBot({ defaultLanguage: 'en' });
    await other.configure({
      language_selection: false,
      blacklist_enabled: true,
      blacklist_url: 'https://lists.test/',
    });
    await other.send(person, '/start');
    expect(other.last(person).text).to.contain(en.menu.ask);
    await bot.configure({ blacklist_enabled: false });
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });

  describe('who was registered before', () => {
    let sara: Customer;
    let planId: string;
    beforeEach(async () => {
      planId = await sellPlan(bot);
      sara = await newCustomer(driver, bot);
      await fillWallet(bot, sara.person, 500_000);
    });

    const orders = () =>
      ownerQuery<{ state: string }>(`select state from orders where bot_id = $1 and state = 'paid'`, [
        bot.botId,
      ]);
    const balance = async (): Promise<string> =>
      (
        await ownerQuery<{ sum: string }>('select balance_toman::text as sum from users where bot_id = $1', [
          bot.botId,
        ])
      )[0]!.sum;

    it('buys nothing, also from a summary that was open before, and the admins hear of it', async () => {
      await sara.chooses('Month');
      const pay = bot
        .last(sara.person)
        .buttons.flat()
        .find(({ data }) => data?.startsWith('pay:'))!.data!;
      await list({ telegramId: sara.person.id, reason: 'chargeback' });
      await bot.tap(sara.person, pay);
      expect(await orders()).to.have.length(0);
      expect(await balance()).to.equal('500000');
      expect(sara.reads()).to.contain(en.shop.errors['order.account_blocked']);
      expect(toldAdmins().filter((text) => text.includes('wished to buy'))).to.have.length(1);
      await bot.send(sara.person, '/menu');
      expect(sara.sees().join(' ')).to.not.contain('Buy');
    });

    it('is given nothing by a code or an offer, which stay unused, and the admins hear of it', async () => {
      await addCode(bot.tenant, { code: 'DAYS', effect: { kind: 'days', days: 9, planId: null } });
      const offers = offersOf(bot.tenant);
      const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
        bot.botId,
      ]);
      const userId = user!.id;
      await offers.atNoon();
      await offers.send(await offers.template(), { userId });
      // By day its words come at once, by night later.
      await driver.settle();
      const [offer] = await offers.of(userId);
      await list({ telegramId: sara.person.id });
      await bot.send(sara.person, '/start promo_DAYS');
      expect(sara.reads()).to.equal(en.codes.refused.kept_out);
      await bot.send(sara.person, '/start promo_DAYS');
      expect((await offers.take(userId, offer!.id)).kind).to.equal('kept_out');
      const had = await ownerQuery(
        `select id from subscriptions where bot_id = $1 union all select id from promo_code_uses where bot_id = $1
         union all select id from discount_offers where bot_id = $1`,
        [bot.botId],
      );
      expect(had).to.deep.equal([]);
      await driver.settle();
      expect(toldAdmins().filter((text) => text.includes('wished to buy'))).to.have.length(1);
      await ownerQuery('delete from blacklist_entries where bot_id = $1', [bot.botId]);
      expect((await offers.take(userId, offer!.id)).kind).to.equal('discount');
      await bot.send(sara.person, '/start promo_DAYS');
      expect(sara.reads()).to.not.contain(en.codes.refused.kept_out);
    });

    it('takes no gift', async () => {
      const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
        bot.botId,
      ]);
      const shop = shopOf(bot.tenant);
      const giver = await shop.addBuyer(500_000);
      await bot.switchOn('gifts');
      await shop.buy(giver.id, { kind: 'gift', planId });
      const [gift] = await ownerQuery<{ id: string }>('select id::text from gifts where bot_id = $1', [
        bot.botId,
      ]);
      await list({ telegramId: sara.person.id });
      const drafted = await shop.draft(user!.id, { kind: 'taking', giftId: gift!.id });
      expect(drafted).to.include({ kind: 'refused', reason: 'order.account_blocked' });
    });

    it('may do all of it who runs the bot, as the gate says', async () => {
      await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
        bot.botId,
        sara.person.id,
      ]);
      await list({ telegramId: sara.person.id });
      await sara.chooses('Month');
      await sara.taps(sara.dataOf('Pay'));
      expect(await orders()).to.have.length(1);
      await bot.configure({ rate_toman_per_star: 2_000 });
      await bot.switchOn('telegram_stars');
      const stars = starPayments(driver, bot);
      const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
        bot.botId,
      ]);
      const { url } = await stars.begin(user!.id);
      expect(await stars.pay(sara.person, url)).to.not.equal(en.stars.alerts.barred);
    });

    it('is not renewed by itself, and is again once off the list', async () => {
      await sara.chooses('Month');
      await sara.taps(sara.dataOf('Pay'));
      const [subscription] = await ownerQuery<{ id: string }>(
        `update subscriptions set is_autopay_enabled = true, autopay_days_before = 3, autopay_at = now() - interval '1 second',
           ends_at = now() + interval '2 days' where bot_id = $1 returning id::text`,
        [bot.botId],
      );
      await bot.switchOn('auto_renewal');
      await list({ telegramId: sara.person.id });
      const renew = () => bot.tenant.db((tx) => renewByItself(bot.tenant, tx, subscription!.id));
      await renew();
      expect(await orders()).to.have.length(1);
      await ownerQuery('delete from blacklist_entries where bot_id = $1', [bot.botId]);
      await ownerQuery(
        `update subscriptions set autopay_at = now() - interval '1 second' where bot_id = $1`,
        [bot.botId],
      );
      await renew();
      expect(await orders()).to.have.length(2);
      expect(planId).to.be.a('string');
    });

    it('is refused before Telegram takes money; money that came is in the wallet, and buys nothing', async () => {
      await bot.configure({ rate_toman_per_star: 2_000 });
      await bot.switchOn('telegram_stars');
      const stars = starPayments(driver, bot);
      const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
        bot.botId,
      ]);
      const { url, payment } = await stars.begin(user!.id);
      await list({ telegramId: sara.person.id });
      expect(await stars.pay(sara.person, url)).to.equal(en.stars.alerts.barred);
      await bot.feed({
        message: {
          ...{ message_id: 900, date: 1, chat: { id: Number(sara.person.id), type: 'private' } },
          from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
          successful_payment: {
            ...{ currency: 'XTR', total_amount: 250, invoice_payload: payment.reference },
            ...{ telegram_payment_charge_id: `charge-${payment.id}`, provider_payment_charge_id: 'p' },
          },
        },
      });
      expect(await balance()).to.equal('1000000');
      expect(await orders()).to.have.length(0);
    });
  });
});
