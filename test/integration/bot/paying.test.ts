import { expect } from 'chai';
import { fillWallet, newCustomer, type Customer } from '../../support/bot/customer.js';
import type { DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import { labelsOf, openPayingBot, pageOf, type PayingBot } from '../../support/payments/paying-bot.js';

describe('paying in the chat', function () {
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
  afterEach(() => till.stage.control!.mend());

  it('pays the order itself, from the cart to the link, and the same message follows it', async () => {
    const cart = await shop.openCart();
    expect(cart).to.contain('To pay: 100,000 toman').and.contain('Choose how to pay:');
    expect(sara.sees()).to.deep.equal(['Zarinpal', '✖️ Drop the order', '🏠 Main menu']);
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    expect(shop.here().text)
      .to.contain('For: \u2068Month\u2069')
      .and.contain('Amount: 100,000 toman')
      .and.contain('By: ');
    expect(shop.here().text).to.contain('Payable until').and.contain('switch your VPN off');
    const [made] = await shop.payments();
    expect(pageOf(shop.here())).to.contain(`/pg/StartPay/${made!.external}`);
    expect(labelsOf(shop.here())[0]).to.equal('💳 Pay 100,000 toman');
    await shop.pay(made!.external);
    expect(shop.message(id).text).to.contain('✅ Paid, and your order is done').and.contain('Receipt: ');
    expect(labelsOf(shop.message(id))).to.deep.equal(['🏠 Main menu']);
    expect(shop.here().text).to.contain('Your subscription is ready!');
    expect(shop.here().id, 'nothing else is said').to.equal(id + 1);
    expect(await till.purse(sara)).to.deep.include({ balanceToman: 0, subscriptions: 1 });
  });

  it('says besides the message that follows when what has a link already is renewed', async () => {
    for (const [times, texts] of [
      [1, ['Your subscription is ready!']],
      [2, ['Your money has arrived']],
    ] as const) {
      await shop.openCart();
      await bot.tap(sara.person, 'Zarinpal');
      const { id } = shop.here();
      const made = (await shop.payments()).at(-1)!;
      await shop.pay(made.external);
      expect(shop.message(id).text).to.contain('your order is done');
      const after = bot.said(sara.person).filter((one) => one.id > id);
      expect(after, `purchase ${times}`).to.have.length(texts.length);
      for (const [at, text] of texts.entries()) expect(after[at]!.text).to.contain(text);
    }
  });

  it('lists what is on in the order of the bot, by its own titles, in the language of the person', async () => {
    await shop.setMethod('zarinpal', { sort_order: 2, title: { fa: 'درگاه بانکی', en: 'Bank card' } });
    await shop.setMethod('telegram_stars', { sort_order: 1 });
    await shop.openCart();
    expect(sara.sees().slice(0, 2)).to.deep.equal(['Telegram Stars', 'Bank card']);
    await shop.setMethod('telegram_stars', { sort_order: 3 });
    await ownerQuery(`update users set language = 'fa' where bot_id = $1`, [bot.botId]);
    await shop.openKept();
    expect(sara.sees().slice(0, 2)).to.deep.equal(['درگاه بانکی', 'استارز تلگرام']);
    await bot.tap(sara.person, 'درگاه بانکی');
    expect(shop.here().text).to.contain('روش: \u2068درگاه بانکی\u2069').and.contain('۱۰۰٬۰۰۰');
  });

  it('asks for what is missing only, and says why a method asks for more', async () => {
    await fillWallet(bot, sara.person, 93_000);
    expect(await shop.openCart())
      .to.contain('7,000 toman')
      .and.not.contain('no less than');
    await shop.setMethod('zarinpal', { min_toman: 20_000 });
    expect(await shop.openKept()).to.contain('take no less than a certain sum');
    await bot.tap(sara.person, 'Zarinpal · 20,000 toman');
    const [made] = await shop.payments();
    expect(made).to.include({ amount: 20_000 });
    await shop.pay(made!.external);
    expect(shop.here().text).to.contain('ready');
    expect(await shop.balance()).to.equal(13_000);
  });

  it('is the same payment on another tap and from another device', async () => {
    await shop.openCart();
    const first = sara.dataOf('Zarinpal');
    await bot.tap(sara.person, first);
    const old = shop.here();
    await shop.openKept();
    await bot.tap(sara.person, first);
    expect(await shop.payments()).to.have.length(1);
    expect(pageOf(shop.here())).to.equal(pageOf(old));
    const [made] = await shop.payments();
    await shop.pay(made!.external);
    expect(shop.message(shop.here().id - 1).text, 'the message of the last tap follows').to.contain(
      'order is done',
    );
    expect(await till.purse(sara)).to.deep.include({ balanceToman: 0, subscriptions: 1 });
  });

  it('lets another way be chosen, keeps the first link alive until one is paid, and ends the other then', async () => {
    await shop.setMethod('telegram_stars');
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    expect(labelsOf(shop.here())).to.include('↩️ Another way to pay');
    expect(await sara.taps(sara.dataOf('Another way'))).to.contain('Choose how to pay:');
    await bot.tap(sara.person, 'Telegram Stars');
    expect(shop.here().id).to.equal(id);
    expect(shop.here().text).to.contain('Charged: \u2068100 ⭐\u2069');
    const [bank] = await shop.payments();
    await shop.pay(bank!.external);
    expect((await shop.payments()).map(({ status }) => status)).to.deep.equal(['paid', 'cancelled']);
    expect(shop.message(id).text).to.contain('Your order is done, so this payment is not needed');
    expect(labelsOf(shop.message(id))).to.deep.equal(['🏠 Main menu']);
    expect(shop.here().text).to.contain('ready');
  });

  it('does not write over what a person looks at by now', async () => {
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    await sara.taps(sara.dataOf('Another way'));
    await sara.taps('menu');
    const [made] = await shop.payments();
    await shop.pay(made!.external);
    expect(shop.message(id).text).to.not.contain('Payment');
    expect(shop.here().text).to.contain('ready');
  });

  it('is given up by a tap, with a way on, and money that comes all the same is in the wallet', async () => {
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    expect(await sara.taps(sara.dataOf('Cancel'))).to.contain('This payment was cancelled');
    expect(labelsOf(shop.here())).to.deep.equal(['💳 Choose a way to pay', '🏠 Main menu']);
    await sara.taps(sara.dataOf('Choose a way'));
    await sara.taps(sara.dataOf('Drop'));
    await sara.taps(sara.dataOf('Yes, drop it'));
    const [made] = await shop.payments();
    expect(made).to.include({ status: 'cancelled' });
    await shop.pay(made!.external);
    expect(await shop.balance()).to.equal(100_000);
    expect(shop.here().id).to.be.above(id);
    expect(shop.here().text).to.contain('100,000 toman came into your wallet').and.contain('no longer open');
  });

  it('expires with a way on, is asked about all the same, and late money buys the order that still waits', async () => {
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    await ownerQuery(
      `update zarinpal_payments set expires_at = now() - interval '1 minute' where bot_id = $1`,
      [bot.botId],
    );
    await till.checkAll(bot);
    expect(shop.message(id).text).to.contain('The time for this payment is over');
    expect(labelsOf(shop.message(id))).to.deep.equal([
      '🔄 I have paid',
      '💳 Choose a way to pay',
      '🏠 Main menu',
    ]);
    const [made] = await shop.payments();
    await shop.payInSilence(made!.external);
    await shop.forget(made!.id);
    await bot.tap(sara.person, '🔄 I have paid');
    expect(shop.message(id).text).to.contain('order is done');
    expect(shop.here().text).to.contain('ready');
  });

  it('asks at once when the payer says so, but not again within ten seconds', async () => {
    await shop.openCart();
    await bot.tap(sara.person, 'Zarinpal');
    const [made] = await shop.payments();
    const asked = () => till.stage.control!.calls.filter(({ path }) => path.includes('verify')).length;
    const before = asked();
    await shop.forget(made!.id);
    const first = await bot.tap(sara.person, '🔄 I have paid');
    expect(first.text).to.contain('We are asking');
    expect(asked()).to.equal(before + 1);
    const second = await bot.tap(sara.person, '🔄 I have paid');
    expect(second.text).to.contain('We have just asked');
    expect(asked()).to.equal(before + 1);
    await shop.payInSilence(made!.external);
    await shop.forget(made!.id);
    await bot.tap(sara.person, '🔄 I have paid');
    expect(shop.here().text).to.contain('ready');
  });

  it('says when a gateway does not answer, and leads to the other ways', async () => {
    await shop.setMethod('telegram_stars');
    await shop.openCart();
    till.stage.control!.fail({ kind: 'status', status: 502, times: 100 });
    await bot.tap(sara.person, 'Zarinpal');
    const { id } = shop.here();
    expect(shop.here().text).to.contain('is being prepared');
    expect(labelsOf(shop.here())).to.deep.equal(['↩️ Another way to pay', '✖️ Cancel']);
    await ownerQuery(
      `update zarinpal_payments set created_at = now() - interval '2 minutes' where bot_id = $1`,
      [bot.botId],
    );
    await till.driver.hurry();
    expect(shop.message(id).text).to.contain('does not answer at the moment');
    await sara.taps(sara.dataOf('Choose a way'));
    await bot.tap(sara.person, 'Telegram Stars');
    expect(shop.here().id).to.equal(id);
    expect(pageOf(shop.here())).to.match(/^https?:/);
  });

  it('offers no method that failed too often, and answers its old button with what else there is', async () => {
    await shop.setMethod('telegram_stars');
    await shop.openCart();
    const old = sara.dataOf('Zarinpal');
    await ownerQuery(
      `insert into gateway_health (bot_id, gateway, faults, hidden_until) values ($1, 'zarinpal', 5, now() + interval '5 minutes')`,
      [bot.botId],
    );
    await bot.tap(sara.person, old);
    expect(shop.here().text).to.contain('⚠️ This way to pay is not available').and.contain('order is kept');
    expect(sara.sees()).to.deep.equal([
      ...['Telegram Stars', '🔁 Telegram Stars · 100 ⭐ every 30 days'],
      ...['✖️ Drop the order', '🏠 Main menu'],
    ]);
    expect(await shop.payments()).to.deep.equal([]);
  });

  it('begins nothing by the old button of a method that is off, of an unknown one, or for a foreign order', async () => {
    await shop.openCart();
    const old = sara.dataOf('Zarinpal');
    const emma = await newCustomer(till.driver, bot, 'Emma');
    await shop.setMethod('zarinpal', {}, false);
    expect(await sara.taps(old)).to.contain('⚠️ This way to pay is not available');
    const tapData = (data: string) =>
      bot.feed({
        callback_query: {
          id: String(Math.random()),
          from: { id: Number(emma.person.id), is_bot: false, first_name: 'Emma', language_code: 'en' },
          message: {
            message_id: bot.last(emma.person).id,
            date: 1,
            chat: { id: Number(emma.person.id), type: 'private', first_name: 'Emma' },
            text: 'x',
          },
          chat_instance: '1',
          data,
        },
      });
    await shop.setMethod('zarinpal');
    for (const data of [
      old,
      'pay-by:bitcoin.1',
      'pay-by:zarinpal',
      'pay-by:zarinpal.x.y',
      'top-up-by:zarinpal.1',
    ])
      await tapData(data);
    expect(await shop.payments()).to.deep.equal([]);
    // A payment is its payer's alone.
    await shop.openKept();
    await bot.tap(sara.person, old);
    const [made] = await shop.payments();
    for (const action of ['payment', 'payment-check', 'payment-cancel', 'pay-again'])
      await tapData(`${action}:${made!.id}`);
    expect(await shop.payments()).to.deep.equal([{ ...made, status: 'pending' }]);
    expect(bot.last(emma.person).text).to.not.contain(made!.id);
  });
});
