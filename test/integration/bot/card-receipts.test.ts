import { expect } from 'chai';
import type { PersonMessage } from '../../../scripts/sandbox/telegram.js';
import { fillWallet, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { openCardBot, shownNumber, type CardBot } from '../../support/payments/card-bot.js';
import { labelsOf } from '../../support/payments/paying-bot.js';

describe('receipts of payments from card to card', function () {
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

  it('takes pictures, a PDF and words in any order, as one receipt', async () => {
    await shop.order();
    await shop.sends(shop.picture());
    expect(await shop.sends('I have sent it, from Ali')).to.contain('Added to the receipt');
    await shop.sends({
      document: Buffer.from('%PDF'),
      name: 'receipt.pdf',
      mimeType: 'application/pdf',
      caption: 'شماره ۱۲۳۴۵۶۷۸',
    });
    const payment = await one();
    expect(payment).to.include({
      receipt_type: 'both',
      receipt_text: 'I have sent it, from Ali\nشماره ۱۲۳۴۵۶۷۸',
    });
    const parts = await shop.receipts();
    expect(parts.map(({ kind }) => kind)).to.deep.equal(['image', 'text', 'document']);
    expect(parts[2]!.reference_numbers).to.deep.equal(['12345678']);
    expect(await shop.sends('/menu')).to.not.contain('receipt');
    expect(await shop.sends('hello'), 'words are no receipt when nobody asked').to.not.contain('Added');
    expect(await shop.sends('the number is 9876543210')).to.contain('Added to the receipt');
  });

  it('takes words with a number of a transfer, but neither the sum nor the number of the card for one', async () => {
    await shop.order();
    expect(await shop.sends(`paid 1000000 from ${shownNumber}, ref 112233445566`)).to.contain('under review');
    expect(await one()).to.include({ receipt_type: 'text' });
    expect((await shop.receipts())[0]!.reference_numbers).to.deep.equal(['112233445566']);
  });

  it('answers an album once and keeps every picture of it', async () => {
    await shop.order();
    const before = bot.said(sara.person).length;
    const album = (n: number): PersonMessage => ({
      fields: {
        media_group_id: '77',
        photo: [
          { file_id: `small${n}`, file_unique_id: `u${n}s`, width: 10, height: 10 },
          { file_id: `large${n}`, file_unique_id: `u${n}`, width: 900, height: 900 },
        ],
      },
    });
    for (const n of [1, 2, 3]) await shop.sends(album(n));
    expect(bot.said(sara.person).length).to.equal(before + 1);
    const parts = await shop.receipts();
    expect(parts.map(({ file_id }) => file_id)).to.deep.equal(['large1', 'large2', 'large3']);
    const waiting = await ownerQuery(
      `select 1 from outbox where bot_id = $1 and job_name = 'card-payment.review' and not_before > created_at`,
      [bot.botId],
    );
    expect(waiting, 'its reviewers see it once it is whole').to.have.length(3);
  });

  it('takes the same file once, and no more than twenty parts', async () => {
    await shop.order();
    const picture = shop.picture();
    await shop.sends(picture);
    expect(await shop.sends(picture))
      .to.contain('in the receipt')
      .and.contain('already');
    for (let n = 2; n <= 20; n += 1) expect(await shop.sends(`part ${100_000 + n}`)).to.contain('Added');
    expect(await shop.sends(shop.picture())).to.contain('is complete');
    expect(await shop.receipts()).to.have.length(20);
  });

  it('does a repeated update, and one whose worker dies, once', async () => {
    await shop.order();
    driver.telegram.send(bot.token, sara.person, shop.picture());
    await bot.takeIn();
    await driver.crash('updates', 'after-commit');
    await driver.settle();
    expect(await shop.receipts()).to.have.length(1);
    const answers = bot.said(sara.person).filter(({ text }) => text.includes('is here and under review'));
    expect(answers).to.have.length(1);
  });

  for (const [what, message] of [
    ['a sticker', { fields: { sticker: { file_id: 's', file_unique_id: 's', width: 1, height: 1 } } }],
    ['a voice', { fields: { voice: { file_id: 'v', file_unique_id: 'v', duration: 1 } } }],
    ['a video', { fields: { video: { file_id: 'v', file_unique_id: 'v', duration: 1 } } }],
    [
      'a file of more than 20 MB',
      {
        fields: {
          document: {
            ...{ file_id: 'd', file_unique_id: 'd', mime_type: 'image/png', file_size: 20 * 2 ** 20 + 1 },
          },
        },
      },
    ],
    ['a program', { document: Buffer.from('MZ'), name: 'a.exe', mimeType: 'application/x-msdownload' }],
    ['4,000 characters', '1234567 '.repeat(500)],
  ] as const)
    it(`says in one word what to send instead of ${what}, and loses nothing`, async () => {
      await shop.order();
      const before = bot.said(sara.person).length;
      expect(await shop.sends(message as PersonMessage)).to.contain('please send a picture or PDF');
      await shop.sends(message as PersonMessage);
      expect(bot.said(sara.person).length, 'one word for all in a row').to.equal(before + 1);
      expect(await one()).to.include({ status: 'pending', submitted_at: null });
      expect(await shop.sends('Paid by Ali at noon'), 'words are one now').to.contain('under review');
    });

  it('says by number what was too much', async () => {
    await shop.order();
    expect(await shop.sends('1234567 '.repeat(500))).to.contain('1,024 characters at most.');
    await ownerQuery(`update conversations set data = '{}' where bot_id = $1`, [bot.botId]);
    const large = {
      file_id: 'd',
      file_unique_id: 'd',
      mime_type: 'application/pdf',
      file_size: 21 * 2 ** 20,
    };
    expect(await shop.sends({ fields: { document: large } })).to.contain(
      'too large for a receipt: 20 MB at most',
    );
  });

  it('asks for the receipt of who only says that they have paid, and takes what they say then', async () => {
    await shop.order();
    expect(await shop.sends('I have paid')).to.contain('please send a picture or PDF');
    expect(await one()).to.include({ submitted_at: null });
    expect(await shop.sends('At noon, by Sara')).to.contain('under review');
  });

  it('takes only the forms that the bot takes', async () => {
    await bot.configure({ card_receipt_types: ['text'] });
    expect((await shop.order()).text).to.contain('send the words of the receipt');
    expect(await shop.sends(shop.picture())).to.contain('please send the words of the receipt');
    await bot.configure({ card_receipt_types: ['image'] });
    await shop.sends('/menu');
    expect(await shop.sends('ref 112233445566')).to.contain('send a picture or PDF');
    expect(await shop.sends(shop.picture())).to.contain('under review');
  });

  it('leaves pictures of who pays nothing alone, and words that something else asked for', async () => {
    expect(await shop.sends(shop.picture())).to.not.contain('receipt');
    await shop.topUp(50_000);
    await shop.sends('/menu');
    await sara.taps('wallet');
    await sara.taps('top-up');
    await sara.taps('top-up-type');
    expect(await shop.sends('1200000'), 'a sum is a sum').to.contain('1,200,000 toman');
    expect(await shop.receipts()).to.deep.equal([]);
  });

  it('takes a receipt for the card that was shown last, and asks where that is not clear', async () => {
    await shop.topUp(50_000);
    await shop.later();
    await shop.topUp(70_000);
    await shop.sends(shop.picture());
    const [first, second] = await shop.payments();
    expect([first!.submitted_at === null, second!.submitted_at === null]).to.deep.equal([true, false]);
    await shop.sends('/menu');
    await shop.later();
    await shop.topUp(90_000);
    await ownerQuery(`update conversations set data = '{}' where bot_id = $1`, [bot.botId]);
    expect(await shop.sends(shop.picture())).to.contain('Which payment');
    await shop.sends(shop.picture());
    const label = sara.sees().find((text) => text.includes('50,000'))!;
    await shop.sends('/menu');
    expect(await sara.taps(label)).to.contain('is here and under review');
    const parts = await shop.receipts();
    expect(parts.filter(({ payment_id }) => payment_id === first!.id)).to.have.length(2);
    await bot.tap(sara.person, label);
    expect(await shop.receipts()).to.have.length(3);
  });

  it('keeps a whole album until the person says what it is for', async () => {
    await shop.topUp(50_000);
    await shop.later();
    await shop.topUp(70_000);
    await ownerQuery(`update conversations set data = '{}' where bot_id = $1`, [bot.botId]);
    const before = bot.said(sara.person).length;
    for (const n of [1, 2, 3])
      await shop.sends({
        fields: {
          media_group_id: '78',
          photo: [{ file_id: `f${n}`, file_unique_id: `f${n}`, width: 9, height: 9 }],
        },
      });
    expect(bot.said(sara.person).length).to.equal(before + 1);
    await bot.tap(
      sara.person,
      sara.sees().find((text) => text.includes('70,000'))!,
    );
    expect((await shop.receipts()).map(({ file_id }) => file_id)).to.deep.equal(['f1', 'f2', 'f3']);
  });

  it('takes up a payment again that was cancelled or expired: late money is money', async () => {
    const card = await shop.order();
    await bot.tap(sara.person, '✖️ Cancel');
    expect(shop.message(card.id).text).to.contain('was cancelled').and.contain('nothing is lost');
    expect(await shop.sends(shop.picture())).to.contain('under review');
    expect(await one()).to.include({ status: 'pending' });
    await shop.approve((await one()).id);
    expect(shop.here().text).to.contain('ready');
    await shop.later();
    const next = await shop.topUp(60_000);
    await shop.pass(`expires_at = now() - interval '1 second'`);
    expect(shop.message(next.id).text).to.contain('time for this payment is over');
    expect(labelsOf(shop.message(next.id))[0]).to.equal('🧾 Send the receipt');
    expect(await shop.sends('ref 998877665544')).to.contain('under review');
    expect((await shop.payments())[1]).to.include({ status: 'pending', receipt_type: 'text' });
  });

  it('takes no picture for a payment whose order was paid otherwise, unless the person says so', async () => {
    const card = await shop.order();
    await bot.tap(sara.person, '✖️ Cancel');
    await fillWallet(bot, sara.person, 100_000);
    await shop.sends('/menu');
    await sara.taps('cart');
    await sara.taps(sara.dataOf('Pay'));
    expect(await shop.sends(shop.picture())).to.not.contain('under review');
    await bot.tap(sara.person, labelsOf(shop.message(card.id))[0]!);
    expect(await shop.sends(shop.picture())).to.contain('under review');
  });
});
