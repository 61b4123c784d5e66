import { expect } from 'chai';
import { mostGuesses } from '#services/promo-codes/count-guess.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';

const money = { kind: 'balance', amountToman: 5_000 } as const;

describe('a promo code in the chat', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  beforeEach(async () => {
    bot = await driver.addBot();
    await sellPlan(bot);
    sara = await newCustomer(driver, bot);
  });
  after(() => driver.close());

  const types = async (text: string) => {
    await bot.send(sara.person, text);
    return sara.reads();
  };
  const balanceOf = async (telegramId: string) =>
    (
      await ownerQuery<{ balance: number }>(
        'select balance_toman::int as balance from users where bot_id = $1 and telegram_id = $2',
        [bot.botId, telegramId],
      )
    )[0]?.balance;

  it('is typed after its button, and may be typed again when it is wrong', async () => {
    await addCode(bot.tenant, { code: 'SUMMER-25', effect: money });
    await types('/menu');
    expect(await sara.taps('🎟 Promo code')).to.contain('Please send your code');
    expect(await types('SUMER'))
      .to.contain('There is no such code here')
      .and.contain('once more');
    expect(await types('ѕummer۲۵')).to.contain('Added to your wallet: 5,000 toman');
    expect(sara.sees()).to.include('👛 Wallet');
    expect(await balanceOf(sara.person.id)).to.equal(5_000);
    await types('/menu');
    await sara.taps('🎟 Promo code');
    expect(await types('summer25')).to.contain('used this code already');
    expect(await sara.taps('🎟 Another code')).to.contain('Please send your code');
    expect(await sara.taps('menu')).to.contain('Sara');
    expect(await types('SUMMER-25'), 'words that nobody asked for are no code').to.not.contain('code');
  });

  it('comes by a link, once however often it is opened', async () => {
    await addCode(bot.tenant, { code: 'LINK', effect: { kind: 'days', days: 5, planId: null } });
    await types('/start promo_link');
    const [said, ready] = bot.said(sara.person).slice(-2);
    expect(said!.text).to.contain('You have a subscription for 5 days');
    expect(ready!.text).to.contain('Your subscription is ready');
    await types('/start promo_LINK');
    expect(sara.reads()).to.contain('used this code already');
    expect(await types('/start promo_')).to.contain('There is no such code here');
    const rows = await ownerQuery('select 1 from subscriptions where bot_id = $1', [bot.botId]);
    expect(rows).to.have.length(1);
  });

  it('is kept through registration, and used at its end', async () => {
    await addCode(bot.tenant, { code: 'HELLO', effect: money, audience: 'newcomers' });
    const nima = driver.telegram.person({ firstName: 'Nima' });
    await bot.send(nima, '/start promo_HELLO');
    expect(await balanceOf(nima.id)).to.equal(0);
    await bot.tap(nima, 'English');
    expect(bot.last(nima).text).to.contain('Added to your wallet: 5,000 toman');
    expect(await balanceOf(nima.id)).to.equal(5_000);
  });

  it('is refused in plain words', async () => {
    await addCode(bot.tenant, { code: 'TRAFFIC', effect: { kind: 'traffic', gb: 5 } });
    await addCode(bot.tenant, { code: 'SOON', effect: money, startsAt: new Date(Date.now() + 86_400_000) });
    await addCode(bot.tenant, { code: 'OVER', effect: money, endsAt: new Date(Date.now() - 1_000) });
    await addCode(bot.tenant, { code: 'FULL', effect: money, mostUses: 1 });
    expect(await types('/start promo_TRAFFIC')).to.contain('adds traffic to a running subscription');
    expect(sara.sees()).to.include('🛒 Buy');
    expect(await types('/start promo_SOON')).to.match(/can be used from .+ on/);
    expect(await types('/start promo_OVER')).to.contain('no longer valid');
    const omid = await newCustomer(driver, bot, 'Omid');
    await bot.send(omid.person, '/start promo_FULL');
    expect(await types('/start promo_FULL')).to.contain('has been used up');
    for (let tries = 0; tries < mostGuesses; tries += 1) await types(`/start promo_WRONG${tries}`);
    expect(await types('/start promo_SOON')).to.contain('too many wrong codes');
  });

  it('has no button, link or words where the bot has no promo codes', async () => {
    await addCode(bot.tenant, { code: 'LINK', effect: money });
    await types('/menu');
    const old = sara.dataOf('Promo code');
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'promo_codes', false)`,
      [bot.botId],
    );
    await bot.publish();
    await types('/menu');
    expect(sara.sees().join()).to.not.contain('Promo code');
    expect(await types('/start promo_LINK')).to.contain('cannot be used here');
    expect(old).to.equal('promo-code');
    expect(await balanceOf(sara.person.id)).to.equal(0);
  });
});
