import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { endDueOffers } from '#services/personal-offers/end-offers.js';
import { revokeOffer } from '#services/personal-offers/revoke-offer.js';
import { usualSquads } from '../../../scripts/sandbox/panel.js';
import { newCustomer, fillWallet, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { offersOf, type Offers } from '../../support/personal-offers.js';

describe('an offer in the chat of its person', function () {
  this.timeout(60_000);
  const [own, other] = usualSquads.map(({ uuid }) => uuid) as [string, string];
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  let userId: string;
  let offers: Offers;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  afterEach(mendClock);
  beforeEach(async () => {
    bot = await driver.addBot();
    offers = offersOf(bot.tenant);
    await offers.atNoon();
    await bot.publish();
    sara = await newCustomer(driver, bot);
    const planId = await sellPlan(bot);
    await ownerQuery('update bot_plans set squads = $2 where id = $1', [planId, [own]]);
    await fillWallet(bot, sara.person, 500_000);
    userId = (
      await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [bot.botId])
    )[0]!.id;
  });

  const menu = async () => {
    await bot.send(sara.person, '/menu');
    return sara.reads();
  };
  const buy = async () => {
    await menu();
    await sara.taps('plans');
    await sara.taps(sara.dataOf('Pay'));
    await driver.settle();
  };
  const offer = async (wish: Parameters<Offers['template']>[0]) => {
    await offers.send(await offers.template(wish), { userId });
    await driver.settle();
  };
  const squads = async () => {
    const [row] = await ownerQuery<{ name: string }>(
      'select panel_username as name from subscriptions where bot_id = $1',
      [bot.botId],
    );
    return [...driver.panel.account(row!.name)!.squads].sort();
  };

  it('is told with the admin’s words and button, is taken, stands in the menu and the price, and is used', async () => {
    await offer({
      ...{
        title: { en: 'Autumn <sale>' },
        words: { en: 'Only for <b>you</b>.' },
        button: { en: 'Yes, please' },
      },
      ...{ percent: 25, holdsHours: 48, appliesTo: 'purchase' },
    });
    const notice = sara.reads();
    expect(notice).to.contain('Autumn <sale>').and.to.contain('Only for you.');
    expect(notice).to.contain('A discount of 25 percent.').and.to.contain('holds for 48 hours');
    expect(sara.sees()).to.eql(['Yes, please']);
    await menu();
    expect(sara.sees()).to.contain('🎁 My offers');
    expect(await sara.taps('🎁 My offers')).to.contain('Autumn <sale>');
    await sara.taps('Yes, please');
    expect(sara.reads()).to.contain('The discount is yours').and.to.contain('It is for a new subscription');
    expect(await menu()).to.contain('🎁 Your discount of 25 percent holds until');
    expect(await sara.taps('my-offers')).to.contain('Your discount of 25 percent');
    await buy();
    expect(await menu()).not.to.contain('discount');
    expect(sara.sees()).not.to.contain('🎁 My offers');
    const [paid] = await ownerQuery<{ toman: number }>(
      `select -amount_toman::int as toman from transactions where bot_id = $1 and type = 'subscription_payment'`,
      [bot.botId],
    );
    expect(paid).to.eql({ toman: 75_000 });
  });

  it('that is over says so, and shows what there is', async () => {
    await offer({ openHours: 2 });
    setClock(Date.now() + 3 * hourMs);
    const answer = await bot.tap(sara.person, '🎁 Take it');
    expect(answer.text).to.equal('This offer is over.');
    expect(sara.reads()).to.contain('There is nothing for you here');
  });

  it('of servers adds them to the account on the panel until its end, and takes away just these', async () => {
    await offer({ kind: 'test_access', squads: [other], holdsHours: 24 });
    expect(sara.sees()).to.eql(['🎁 Take it']);
    const notice = sara.dataOf('Take it');
    await sara.taps(notice);
    expect(sara.reads()).to.contain('you need a subscription that runs');
    await buy();
    expect(await squads()).to.eql([own]);
    await menu();
    await sara.taps('my-offers');
    await sara.taps('🎁 Take it');
    expect(sara.reads()).to.contain('The servers are being added');
    await driver.settle();
    expect(await squads()).to.eql([own, other].sort());
    expect(await menu()).to.contain('🧪 You are trying more servers until');
    await sara.taps('my-offers');
    await sara.taps(sara.dataOf('subscription'));
    await sara.taps(sara.dataOf('Refresh'));
    await driver.settle();
    expect(await squads(), 'a look at the panel finds nothing odd').to.eql([own, other].sort());
    setClock(Date.now() + 25 * hourMs);
    await endDueOffers(bot.tenant);
    await driver.settle();
    expect(await squads()).to.eql([own]);
    expect(await menu()).not.to.contain('trying');
  });

  it('is not said when another sending made it anew before the words left, nor when it was taken back', async () => {
    const template = await offers.template({ percent: 10 });
    const better = await offers.template({ percent: 60 });
    const before = bot.said(sara.person).length;
    await offers.send(template, { userId });
    await offers.send(better, { userId });
    await driver.settle();
    const news = bot.said(sara.person).slice(before);
    expect(news.map(({ text }) => /\d+ percent/.exec(text)?.[0])).to.eql(['60 percent']);
    await offers.send(template, { userId });
    const offerId = (await offers.of(userId))[0]!.id;
    await bot.tenant.db((tx) => revokeOffer(bot.tenant, tx, { offerId, at: new Date() }));
    await driver.settle();
    expect(bot.said(sara.person).slice(before)).to.have.length(1);
  });
});
