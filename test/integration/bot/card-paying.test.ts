import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { serversOf } from '#platform/redis.js';
import { openVault, type Vault } from '#platform/secrets.js';
import { sealNumber } from '#services/cards/seal-number.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { captureLog } from '../../support/capture-log.js';
import { ownerQuery } from '../../support/database.js';
import { openCardBot, shownNumber, type CardBot } from '../../support/payments/card-bot.js';
import { labelsOf } from '../../support/payments/paying-bot.js';
import { findKeys } from '../../support/servers/whole-redis.js';

const inFours = shownNumber.replace(/(\d{4})(?=\d)/g, '$1 ');

/** All that Redis and the outbox hold, in whatever form. */
async function allQueued({ jobs }: BotDriver): Promise<string> {
  const texts: string[] = [];
  for (const key of await findKeys(jobs.redis, `${jobs.prefix}:*`))
    for (const server of serversOf(jobs.redis)) {
      const kind = await server.type(key);
      if (kind === 'hash') texts.push(JSON.stringify(await server.hgetall(key)));
      if (kind === 'string') texts.push((await server.get(key)) ?? '');
      if (kind === 'list') texts.push(...(await server.lrange(key, 0, -1)));
    }
  const outbox = await ownerQuery<{ payload: object }>('select payload from outbox');
  return [...texts, ...outbox.map(({ payload }) => JSON.stringify(payload))].join('\n');
}

describe('paying from card to card in the chat', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let shop: CardBot;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    shop = await openCardBot(driver);
    ({ bot, sara } = shop);
  });

  const one = async () => (await shop.payments())[0]!;

  it('shows the card in full, both sums, whose it is, until when, and copies what a bank asks for', async () => {
    const card = await shop.order();
    const payment = await one();
    expect(card.text)
      .to.contain(payment.tracking_number)
      .and.contain(inFours)
      .and.contain('Bank Melli Iran')
      .and.contain('Maryam Karimi')
      .and.contain('100,000 toman')
      .and.contain('1,000,000 rial')
      .and.contain('Month')
      .and.contain('Time until')
      .and.contain('Then send a picture or PDF of the receipt here');
    const copies = card.buttons.flat().flatMap(({ copyText }) => copyText ?? []);
    expect(copies).to.deep.equal([shownNumber, '1000000']);
    expect(labelsOf(card)).to.deep.equal([
      '📋 Card number',
      '📋 Amount in rial',
      '🧾 Send the receipt',
      '↩️ Another way to pay',
      '✖️ Cancel',
    ]);
  });

  it('says it in each language, with the words of the bot', async () => {
    await bot.configure({
      card_instructions_text: { fa: 'فقط از کارت خودتان', ru: 'Только со своей карты' },
    });
    const card = await shop.order();
    expect(card.text).to.contain('Transfer the amount to this card.');
    const { id } = await one();
    for (const [language, words] of [
      ['fa', ['بانک ملی ایران', 'فقط از کارت خودتان', '۱٬۰۰۰٬۰۰۰ ریال', 'به نام: ']],
      ['ru', ['Банк «Мелли Иран»', 'Только со своей карты', 'риалов', 'Получатель']],
    ] as const) {
      await ownerQuery('update users set language = $2 where bot_id = $1', [bot.botId, language]);
      await bot.send(sara.person, '/menu');
      await shop.press(sara, `payment:${id}`);
      for (const word of words) expect(shop.here().text).to.contain(word);
      expect(shop.here().text).to.contain(inFours);
    }
  });

  it('keeps the number out of queues, outbox and logs, also when the message fails for good', async () => {
    await shop.toMethods();
    const log = captureLog();
    try {
      driver.telegram.failNext({
        ...{ token: bot.token, method: 'editMessageText', times: 1 },
        error: { code: 400, description: 'Bad Request: nobody knows' },
      });
      await bot.tap(sara.person, 'Card to card');
      const queued = await allQueued(driver);
      expect(queued).to.contain('{number of the card, in fours}');
      expect(driver.outcomes).to.include('message.send-card fail');
      for (const digits of [shownNumber, inFours]) {
        expect(queued).to.not.contain(digits);
        expect(log.text()).to.not.contain(digits);
      }
    } finally {
      log.restore();
    }
    const { id } = await one();
    await bot.send(sara.person, '/menu');
    await sara.taps('wallet');
    await sara.taps('payments');
    expect(await sara.taps(`payment:${id}`), 'it is shown when it is asked for again').to.contain(inFours);
  });

  describe('whose number is sealed under another APP_SECRET', () => {
    const closed = 'closed for now';
    const sealUnder = (vault: Vault) =>
      ownerQuery('update tenant_payment_cards set card_number_sealed = $2 where bot_id = $1', [
        bot.botId,
        sealNumber(vault, { botId: bot.botId, cardId, number: shownNumber }).cardNumberSealed,
      ]);
    let cardId: string;
    let group: string;
    beforeEach(async () => {
      const [card] = await ownerQuery<{ id: string }>(
        'select id::text from tenant_payment_cards where bot_id = $1',
        [bot.botId],
      );
      cardId = card!.id;
      group = driver.telegram.addGroup({ adminBots: [bot.token] });
      await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
      await bot.publish();
      await sealUnder(openVault('another secret of the tests, 32 characters'));
    });

    it('says that this way is closed, loses no payment, and tells those who run the bot once', async () => {
      const before = driver.outcomes.length;
      for (let n = 0; n < 2; n += 1) {
        const shown = await shop.order();
        expect(shown.text).to.contain(closed);
        expect(JSON.stringify(shown)).to.not.contain(shownNumber).and.not.contain('{number');
        expect(labelsOf(shown)).to.deep.equal(['↩️ Another way to pay', '🧾 Send the receipt', '✖️ Cancel']);
        await shop.later();
      }
      expect(driver.outcomes.slice(before)).to.not.include('message.send-card fail');
      const told = bot.said({ id: group }).filter(({ text }) => text.includes('Maryam Karimi'));
      expect(told).to.have.length(1);
      expect(told[0]?.text).to.contain(`•••• ${shownNumber.slice(-4)}`);
      expect((await one()).status).to.equal('pending');
      await bot.tap(sara.person, '🧾 Send the receipt');
      await shop.sends(shop.picture());
      expect(
        (await shop.payments()).some(({ submitted_at: at }) => at !== null),
        'who paid is heard',
      ).to.equal(true);
    });

    it('is shown again where it can be read by then', async () => {
      await shop.order();
      await sealUnder(driver.vault);
      await bot.send(sara.person, '/menu');
      await shop.press(sara, `payment:${(await one()).id}`);
      expect(shop.here().text).to.contain(inFours);
    });
  });

  it('honours a card that was switched off or deleted meanwhile, and offers it no more', async () => {
    await shop.order();
    const { id } = await one();
    await shop.toMethods();
    const button = sara.dataOf('Card to card');
    await ownerQuery(
      'update tenant_payment_cards set is_active = false, deleted_at = now() where bot_id = $1',
      [bot.botId],
    );
    await shop.press(sara, `payment:${id}`);
    expect(shop.here().text).to.contain(inFours).and.contain('Maryam Karimi');
    await ownerQuery(`update card_to_card_payments set status = 'cancelled' where id = $1`, [id]);
    await shop.press(sara, button);
    expect(shop.here().text).to.contain('not available').and.not.contain(inFours);
    expect(await shop.payments()).to.have.length(1);
  });

  it('shows the number to nobody but its payer', async () => {
    await shop.order();
    const { id } = await one();
    const thief = await newCustomer(driver, bot, 'Thief');
    for (const data of [`payment:${id}`, `receipt:${id}`, `receipt-for:${id}`, `payment-cancel:${id}`]) {
      await bot.send(thief.person, '/menu');
      const { buttons } = bot.last(thief.person);
      expect(buttons.length).to.be.above(0);
      await shop.press(thief, data);
    }
    expect(JSON.stringify(bot.said(thief.person))).to.not.contain(inFours);
    expect(await one()).to.include({ status: 'pending' });
    await enqueue(bot.tenant, 'message.send-card', {
      ...{ chat_id: thief.person.id, method: 'sendMessage', payment_id: id, language: 'en' },
      params: { chat_id: Number(thief.person.id), text: 'x {number of the card}' },
    });
    const before = bot.said(thief.person).length;
    await driver.settle();
    expect(bot.said(thief.person).length).to.equal(before);
  });

  it('takes a picture as the receipt: under review, once, and the card is hidden', async () => {
    const card = await shop.order();
    expect(await shop.sends(shop.picture())).to.contain('is here and under review');
    const payment = await one();
    expect(payment).to.include({ status: 'pending', receipt_type: 'image', receipt_text: null });
    expect(payment.submitted_at).to.be.instanceOf(Date);
    expect(payment.check_at, 'its reviewers are reminded').to.be.instanceOf(Date);
    expect(payment.receipt_image_file_id).to.be.a('string');
    expect(shop.message(card.id).text).to.contain('under review').and.not.contain(inFours);
    expect(driver.outcomes).to.include('card-payment.review complete');
    expect(labelsOf(shop.message(card.id))).to.deep.equal(['🧾 Add to the receipt']);
    await shop.approve(payment.id);
    expect(shop.message(card.id).text).to.contain('✅ Paid, and your order is done');
    expect(shop.here().text).to.contain('ready');
  });

  it('tells why a receipt was rejected, shows the card again, and takes another', async () => {
    const card = await shop.order();
    await shop.sends(shop.picture());
    const { id } = await one();
    await shop.reject(id, 'not_received', 'Look at your bank');
    expect(shop.here().text).to.contain('was not accepted').and.contain('Look at your bank');
    expect(shop.message(card.id).text).to.contain('was not accepted').and.contain(inFours);
    await bot.tap(sara.person, '🧾 Send another receipt');
    expect(sara.reads()).to.contain('please send a picture or PDF');
    expect(await shop.sends('Sent again by Sara')).to.contain('is here and under review');
    expect(await one()).to.include({ status: 'pending', tries: 1, receipt_text: 'Sent again by Sara' });
    expect((await shop.receipts()).map(({ attempt }) => attempt)).to.deep.equal([0, 1]);
    await shop.approve(id);
    expect(shop.here().text).to.contain('ready');
    expect(await shop.sends(shop.picture()), 'there is nothing to pay any more').to.contain(
      'no receipt any more',
    );
  });

  it('asks for a better picture without asking for the money again', async () => {
    const card = await shop.order();
    await shop.sends(shop.picture());
    const { id } = await one();
    await ownerQuery(
      `update card_to_card_payments set status = 'rejected', tries = 1, reject_reason = 'better_picture' where id = $1`,
      [id],
    );
    await shop.press(sara, `payment:${id}`);
    expect(shop.here().text).to.contain('send a better picture').and.not.contain(inFours);
    expect(shop.message(card.id).text).to.not.contain(inFours);
    expect(await shop.sends(shop.picture())).to.contain('is here and under review');
    expect(await one()).to.include({ status: 'pending', tries: 1 });
  });

  it('says that the time ends soon, with the way to the receipt, but not while one is under review', async () => {
    await shop.order();
    await shop.pass('warned_at = null');
    expect(sara.reads()).to.contain('ends at');
    await bot.tap(sara.person, '🧾 Send the receipt');
    expect(await shop.sends('noon, by Sara')).to.contain('under review');
    const said = bot.said(sara.person).length;
    await shop.pass(`expires_at = now() - interval '1 second'`);
    expect(bot.said(sara.person).length).to.equal(said);
    expect(await one()).to.include({ status: 'pending' });
  });

  it('cannot be cancelled while it is under review', async () => {
    const card = await shop.order();
    await shop.sends(shop.picture());
    const { id } = await one();
    await shop.press(sara, `payment-cancel:${id}`);
    expect(await one()).to.include({ status: 'pending' });
    expect(shop.message(card.id).text).to.contain('under review');
  });

  it('ends another card of the same order that has no receipt', async () => {
    await shop.order();
    await bot.tap(sara.person, '✖️ Cancel');
    await shop.later();
    await shop.order();
    const [first] = await shop.payments();
    await bot.tap(sara.person, '✖️ Cancel');
    await ownerQuery(`update card_to_card_payments set status = 'pending' where bot_id = $1 and id <> $2`, [
      bot.botId,
      first!.id,
    ]);
    await shop.press(sara, `receipt:${first!.id}`);
    expect(await shop.sends(shop.picture())).to.contain('under review');
    expect((await shop.payments()).map(({ status }) => status)).to.deep.equal(['pending', 'cancelled']);
  });

  it('learns from the last reviews how long one takes', async () => {
    await shop.order();
    expect(await shop.sends(shop.picture())).to.not.contain('It usually takes');
    await ownerQuery(
      `insert into card_to_card_payments (bot_id, user_id, amount_toman, tracking_number, status, submitted_at, admin_reviewed_at)
       select $1, max(id), 5, 't' || n, 'rejected', now() - interval '1 day', now() - interval '1 day' + n * interval '8 minutes'
       from users, generate_series(0, 2) as n where bot_id = $1 group by n`,
      [bot.botId],
    );
    const { id } = await one();
    await shop.press(sara, `payment:${id}`);
    expect(JSON.stringify(bot.said(sara.person))).to.not.contain('It usually takes about 15');
    await ownerQuery(
      `insert into card_to_card_payments (bot_id, user_id, amount_toman, tracking_number, status, submitted_at, admin_reviewed_at)
       select $1, max(id), 5, 'u1', 'rejected', now() - interval '1 day', now() - interval '1 day' + interval '12 minutes'
       from users where bot_id = $1`,
      [bot.botId],
    );
    await shop.press(sara, `payment:${id}`);
    expect(shop.here().text).to.contain('It usually takes about 15 minutes');
  });
});
