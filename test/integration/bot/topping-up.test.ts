import { expect } from 'chai';
import { newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import type { DrivenBot } from '../../support/bot/drive-bot.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import { openPayingBot, pageOf, type PayingBot } from '../../support/payments/paying-bot.js';

describe('topping up in the chat', function () {
  this.timeout(60_000);
  let till: Till;
  let shop: PayingBot;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    till = await openTill('zarinpal');
  });
  after(() => till.close());
  beforeEach(async () => {
    shop = await openPayingBot(till);
    ({ bot, sara } = shop);
  });

  it('tops up with a typed sum: in any digits, with separators, within the bounds, and asks again for words', async () => {
    await bot.send(sara.person, '/menu');
    await sara.taps('wallet');
    expect(await sara.taps('top-up')).to.contain('How much');
    expect(await sara.taps('top-up-type')).to.contain('between 5,000 toman and 2,000,000 toman');
    for (const wrong of ['4999', '2,000,001', 'fifty', '-50000', '1e5', '50000 50000 50000']) {
      await bot.send(sara.person, { text: wrong });
      expect(sara.reads(), wrong).to.contain('That is no amount between');
    }
    await bot.send(sara.person, { text: '۵۰٬۰۰۰' });
    expect(sara.reads()).to.contain('How would you like to pay 50,000 toman?');
    await bot.tap(sara.person, 'Zarinpal');
    const [made] = await shop.payments();
    expect(made).to.include({ amount: 50_000, status: 'pending' });
    const { id } = shop.here();
    await shop.pay(made!.external);
    expect(shop.message(id).text).to.contain('✅ Paid. 50,000 toman came into your wallet');
    expect(await shop.balance()).to.equal(50_000);
  });

  it('asks who is out of a channel for buying to join it, where the money buys the order that waits, and nobody else', async () => {
    const channel = till.driver.telegram.addChannel({ username: 'buyers_room', adminBots: [bot.token] });
    const entry = { link: null, title: null, applies_to: 'purchase', trial_stops: false };
    const topUp = async () => {
      await bot.send(sara.person, '/menu');
      for (const step of ['wallet', 'top-up', 'top-up-type']) await sara.taps(step);
      await bot.send(sara.person, { text: '200000' });
      await bot.tap(sara.person, 'Zarinpal');
    };
    await shop.openCart();
    await bot.configure({ required_channels: [{ ...entry, chat: '@buyers_room' }] });
    await topUp();
    expect(sara.reads()).to.contain('To buy, please join our channel first');
    expect(await shop.payments()).to.have.length(0);
    till.driver.telegram.joinChannel(sara.person, channel);
    await bot.tap(sara.person, 'joined:purchase');
    await topUp();
    expect(await shop.payments()).to.have.length(1);
    const { person: reza } = await newCustomer(till.driver, bot, 'Reza');
    await bot.send(reza, '/menu');
    for (const step of ['wallet', 'top-up', 'top-up-type']) await bot.tap(reza, step);
    await bot.send(reza, { text: '200000' });
    await bot.tap(reza, 'Zarinpal');
    expect(await shop.payments(), 'nothing waits').to.have.length(2);
  });

  it('tops up with a sum typed in words of any of the languages', async () => {
    for (const words of ['50k', '۵۰ هزار تومان', '50 тыс.', '0.05 million']) {
      await bot.send(sara.person, '/menu');
      for (const step of ['wallet', 'top-up', 'top-up-type']) await sara.taps(step);
      await bot.send(sara.person, { text: words });
      expect(sara.reads(), words).to.contain('How would you like to pay 50,000 toman?');
    }
  });

  it('offers the prices of plans as quick amounts where the bot wants that', async () => {
    await sellPlan(bot, { name: 'Year', priceToman: 900_000 });
    await sellPlan(bot, { name: 'Dear', priceToman: 3_000_000 });
    await bot.send(sara.person, '/menu');
    await sara.taps('wallet');
    await sara.taps('top-up');
    expect(sara.sees().join()).to.not.contain('900,000');
    await bot.configure({ topup_quick_amounts: true });
    await sara.taps('wallet');
    await sara.taps('top-up');
    expect(sara.sees().slice(0, 3)).to.deep.equal(['100,000 toman', '900,000 toman', '✏️ Another amount']);
    expect(await sara.taps('900,000 toman')).to.contain('pay 900,000 toman');
    await bot.tap(sara.person, 'Zarinpal');
    expect(await shop.payments()).to.have.length(1);
  });

  it('lists open and past payments in pages, each leading to itself', async () => {
    await bot.send(sara.person, '/menu');
    await sara.taps('wallet');
    expect(await sara.taps('payments')).to.contain('There have been no payments yet');
    for (let count = 1; count <= 8; count += 1) {
      await till.begin(sara, { topUpToman: 10_000 + count });
      await till.driver.settle();
    }
    const all = await shop.payments();
    expect(await sara.taps('wallet')).to.contain('Your wallet');
    await sara.taps('payments');
    expect(shop.here().text).to.contain(`Payment ${all.at(-1)!.id}: 10,008 toman, open`);
    expect(sara.sees())
      .to.have.length(6 + 3)
      .and.include('Older ➡️');
    await sara.taps('Older ➡️');
    expect(sara.sees()).to.deep.equal([
      ...[all[1], all[0]].map((one) => `${one!.id} · open`),
      ...['⬅️ Newest', '⬅️ Back', '🏠 Main menu'],
    ]);
    await bot.tap(sara.person, `payment:${all[0]!.id}`);
    expect(pageOf(shop.here())).to.contain(all[0]!.external);
    const { id } = shop.here();
    await shop.pay(all[0]!.external);
    expect(shop.message(id).text).to.contain('✅ Paid. 10,001 toman');
  });

  it('takes ten open payments of a person at most, and says so', async () => {
    for (let count = 1; count <= 10; count += 1) await till.begin(sara, { topUpToman: 20_000 + count });
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    expect(shop.here().text).to.contain('⚠️ You have many open payments').and.contain('order is kept');
    expect(await shop.payments()).to.have.length(10);
  });
});
