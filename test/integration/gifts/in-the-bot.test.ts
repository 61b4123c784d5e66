import { expect } from 'chai';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('gifts in the bot', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    await sellPlan(bot);
    sara = await newCustomer(driver, bot);
  });

  const codeOf = async (): Promise<string> => {
    const [row] = await ownerQuery<{ code: string }>(
      'select code from gifts where bot_id = $1 order by id desc limit 1',
      [bot.botId],
    );
    return row!.code;
  };
  /** Buys a gift with words for anybody; the card is the last message then. */
  async function buyGift(): Promise<string> {
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.taps('🎁 Give a gift');
    await sara.taps(sara.dataOf('Month'));
    await sara.taps('👥 Anybody with the link');
    await bot.send(sara.person, 'Happy <birthday>!');
    await sara.taps(sara.dataOf('Pay'));
    return codeOf();
  }

  it('are bought step by step, and a card comes that can be forwarded', async () => {
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('🎁 Give a gift'))
      .to.include('A gift for a friend')
      .and.include('Month');
    expect(await sara.taps(sara.dataOf('Month'))).to.include('Who may take the gift?');
    await bot.send(sara.person, 'no name of anybody!');
    expect(sara.reads()).to.include('That is no user name');
    await bot.send(sara.person, 'https://t.me/Ali_Reza');
    expect(sara.reads()).to.include('A few words with it?');
    await bot.send(sara.person, 'x'.repeat(301));
    expect(sara.reads()).to.include('at most 300');
    await bot.send(sara.person, 'Happy <birthday>!');
    expect(sara.reads())
      .to.include('Gift: ')
      .and.include('@ali_reza')
      .and.include('Happy <birthday>!')
      .and.include('365 days')
      .and.not.include('Valid until');
    expect(await sara.taps('👤 For whom')).to.include('Who may take the gift?');
    await sara.taps('👥 Anybody with the link');
    await sara.taps('Without words');
    expect(sara.reads()).to.include('anybody who has the link').and.not.include('birthday');
    await sara.taps(sara.dataOf('Pay'));
    const card = bot.last(sara.person);
    expect(card.text).to.include('A gift for you').and.include('Sara').and.include('Month');
    const code = await codeOf();
    expect(JSON.stringify(card.buttons)).to.include(`?start=gift_${code}`);
    expect(
      bot
        .said(sara.person)
        .map(({ text }) => text)
        .join('\n'),
    ).to.include('Your gift is ready!');
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('🎁 Give a gift'))
      .to.include('Your gifts')
      .and.include('Waits to be taken');
  });

  it('are taken by the link, with what they do shown before, and their buyer hears of it', async () => {
    const code = await buyGift();
    const ali = await newCustomer(driver, bot, 'Ali');
    await bot.send(ali.person, `/start gift_${code}`);
    expect(ali.reads()).to.include('A gift from').and.include('Sara').and.include('Happy <birthday>!');
    expect(await ali.taps('🎁 Take it'))
      .to.include('A new subscription is made')
      .and.include('Free of charge');
    expect(await ali.taps('🎁 Yes, take it')).to.include('Your subscription is ready!');
    expect(bot.said(sara.person).at(-1)?.text).to.include('has been taken by').and.include('Ali');
    await bot.send(ali.person, `/start gift_${code}`);
    expect(ali.reads()).to.include('You have taken this gift already');
    const reza = await newCustomer(driver, bot, 'Reza');
    await bot.send(reza.person, `/start gift_${code}`);
    expect(reza.reads()).to.include('has been taken already');
    await bot.send(reza.person, '/start gift_nothing-of-the-kind-here');
    expect(reza.reads()).to.include('There is no such gift');
  });

  it('wait through the registration of somebody new', async () => {
    const code = await buyGift();
    const person = driver.telegram.person({ firstName: 'Mina' });
    await bot.send(person, `/start gift_${code}`);
    await bot.tap(person, 'English');
    expect(bot.last(person).text).to.include('A gift from').and.include('Sara');
  });

  it('are asked about where they can be taken for one of several subscriptions', async () => {
    await bot.configure({ subscriptions_per_user: 3 });
    const code = await buyGift();
    await fillWallet(bot, sara.person, 100_000);
    await bot.send(sara.person, '/menu');
    await sara.taps('plans');
    await sara.taps(sara.dataOf('Pay'));
    await bot.send(sara.person, `/start gift_${code}`);
    expect(sara.reads())
      .to.include('You bought this gift')
      .and.include('A new subscription, until')
      .and.include('is extended until');
    expect(await sara.taps(sara.dataOf('♻️')))
      .to.include('→')
      .and.include('30 days');
    expect(await sara.taps('🎁 Yes, take it')).to.include('now runs until');
  });

  it('are given back from their screen, whose link opens nothing then', async () => {
    const code = await buyGift();
    await bot.send(sara.person, '/menu');
    await sara.taps('🎁 Give a gift');
    await sara.taps(sara.dataOf('Month'));
    expect(sara.sees()).to.include.members(['📤 Send the link', '💌 Send the card again', '🔳 QR code']);
    expect(await sara.taps('↩️ Money back')).to.include('Shall the gift be given up?');
    expect(await sara.taps('↩️ Yes, money back'))
      .to.include('in your wallet again')
      .and.include('Money given back');
    await bot.send(sara.person, `/start gift_${code}`);
    expect(sara.reads()).to.include('not valid any more');
  });
});
