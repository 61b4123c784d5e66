import { expect } from 'chai';
import { supportWays } from '#bot/support-ways.js';
import { sayUnclearMessage } from '#bot/areas/notices/bank-sayings.js';
import { voiceOf } from '#bot/voice.js';
import { languages } from '#platform/language.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { rejectPayment } from '#services/card-payments/reject-payment.js';
import { takeBankMessage } from '#services/card-payments/take-bank-message.js';
import { deposit, matching, openMatchingBot, type MatchingBot } from '../../support/bank-messages.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { snapshotNow } from '../../support/snapshots.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';

describe('a forwarded message of a bank', () => {
  let shop: MatchingBot;
  beforeEach(async () => {
    shop = await openMatchingBot();
  });
  const standing = async () => (await shop.payments()).map(({ status }) => status);
  const states = async () => (await shop.messages()).map(({ state }) => state);

  it('approves the one open payment that it fits, with the number of the bank as its receipt', async () => {
    const id = await shop.begin(150_000);
    await shop.begin(150_001);
    expect(await shop.take(deposit(150_000, { extra: 'پیگیری: 778899' }))).to.equal('settled');
    expect((await shop.payments())[0]).to.deep.equal({
      id,
      status: 'approved',
      credited: 150_000,
      reference: '778899',
    });
    expect(await standing()).to.deep.equal(['approved', 'pending']);
    expect(await shop.money()).to.deep.equal({ wallets: 150_000, rows: 1, ledger: 150_000 });
    expect(await shop.messages()).to.containSubset([{ state: 'settled', payment_id: id }]);
    expect(await shop.asked()).to.deep.equal([]);
  });

  it('approves a payment whose receipt is under review', async () => {
    await shop.begin(90_000, { hasReceipt: true });
    expect(await shop.take(deposit(90_000))).to.equal('settled');
  });

  it('settles once when it comes a hundred times at the same moment', async () => {
    await shop.begin(70_000);
    await shop.begin(70_500);
    const message = deposit(70_000);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => shop.take({ ...message })));
    expect(outcomes.filter((outcome) => outcome === 'settled')).to.have.length(1);
    expect(outcomes.filter((outcome) => outcome === 'repeat')).to.have.length(99);
    expect(await shop.money()).to.deep.equal({ wallets: 70_000, rows: 1, ledger: 70_000 });
    expect(await states()).to.deep.equal(['settled']);
    expect(await standing()).to.deep.equal(['approved', 'pending']);
  }).timeout(60_000);

  it('settles one payment when two messages of one sum come at the same moment', async () => {
    await shop.begin(70_000);
    const messages = [deposit(70_000, { left: 1_000_000 }), deposit(70_000, { left: 1_700_000 })];
    const outcomes = await Promise.all(messages.map((message) => shop.take(message)));
    expect([...outcomes].sort()).to.deep.equal(['settled', 'unmatched']);
    expect(await shop.money()).to.deep.equal({ wallets: 70_000, rows: 1, ledger: 70_000 });
  });

  it('credits once when a reviewer approves at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const sum = 50_000 + round;
      const id = await shop.begin(sum, { hasReceipt: true });
      await Promise.all([
        shop.take(deposit(sum)),
        shop.tenant.db((tx) => approvePayment(shop.tenant, tx, { paymentId: id, by: '7' })),
      ]);
    }
    const sum = 5 * 50_000 + 10;
    expect(await shop.money()).to.deep.equal({ wallets: sum, rows: 5, ledger: sum });
    for (const state of await states()) expect(['settled', 'late']).to.include(state);
  });

  it('leaves two payments that it fits to the reviewers, with both of them', async () => {
    const ids = [await shop.begin(80_000), await shop.begin(80_000, { hasReceipt: true })];
    expect(await shop.take(deposit(80_000))).to.equal('ambiguous');
    expect(await standing()).to.deep.equal(['pending', 'pending']);
    expect(await shop.asked()).to.deep.equal([ids]);
    expect(await shop.money()).to.include({ rows: 0 });
  });

  it('is shown to them with its words, its payments and their payers, in each language', async () => {
    const ids = [await shop.begin(80_000), await shop.begin(80_000, { hasReceipt: true })];
    await shop.take(deposit(80_000, { extra: 'کارت: 603799******1234' }));
    const numbers = await ownerQuery<{ number: string; payer: string; message: string }>(
      `select tracking_number as number, payer.telegram_id::text as payer, message.id::text as message
       from card_to_card_payments as payment join users as payer on payer.id = payment.user_id
       join card_bank_messages as message on message.bot_id = payment.bot_id where payment.id = any($1)`,
      [ids],
    );
    const about = { message_id: numbers[0]!.message, payment_ids: ids };
    const snapshot = await snapshotNow(shop.tenant);
    const { settings } = snapshot;
    const said = await shop.tenant.db((tx) =>
      sayUnclearMessage({ tenant: shop.tenant, tx, settings, support: supportWays(snapshot) }, about),
    );
    for (const language of languages) {
      const { text } = said!.screen(voiceOf(language));
      for (const shown of ['واریز: 800,000 ریال', '<blockquote>', 'Bank Mellat'])
        expect(text).to.contain(shown);
      expect(text, 'the balance').to.not.contain('5,000,000');
      for (const { number, payer } of numbers) expect(text).to.contain(number).and.contain(payer);
    }
    expect(said!.screen(voiceOf('en')).text)
      .to.contain('fits several payments')
      .and.match(/80,000/)
      .and.contain('1234');
  });

  it('tells payments of one sum apart by the card that it names', async () => {
    await shop.begin(80_000, { cardEnd: '1111' });
    const right = await shop.begin(80_000, { cardEnd: '2222' });
    expect(await shop.take(deposit(80_000, { extra: 'کارت: 603799******2222' }))).to.equal('settled');
    expect(await standing()).to.deep.equal(['pending', 'approved']);
    expect((await shop.messages())[0]).to.include({ payment_id: right });
    expect(await shop.take(deposit(80_000, { extra: 'کارت: 603799******3333' }))).to.equal('unmatched');
    expect(await standing()).to.deep.equal(['pending', 'approved']);
  });

  it('fits exactly: neither a toman more nor less, nor parts of one', async () => {
    await shop.begin(80_000);
    const odd = deposit(80_000);
    for (const message of [
      deposit(79_999),
      deposit(80_001),
      deposit(800_000),
      { ...odd, text: odd.text.replace('800,000', '800,005') },
    ])
      expect(await shop.take(message)).to.equal('unmatched');
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('never takes the balance for money that came', async () => {
    await shop.begin(80_000);
    expect(await shop.take(deposit(50_000, { left: 800_000 }))).to.equal('unmatched');
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('pays no payment that was begun after its money came', async () => {
    await shop.begin(80_000, { minutesAgo: 3 });
    expect(await shop.take(deposit(80_000, { minutesAgo: 10 }))).to.equal('unmatched');
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('believes the time of the bank when the SMS took long to arrive', async () => {
    await shop.begin(80_000, { minutesAgo: 3 });
    const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'Asia/Tehran',
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    }).formatToParts(Date.now() - 30 * 60_000);
    const { year, month, day, hour, minute } = Object.fromEntries(
      parts.map(({ type, value }) => [type, value]),
    );
    const extra = `${year}/${month}/${day} ${hour}:${minute}`;
    expect(await shop.take(deposit(80_000, { extra }))).to.equal('unmatched');
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('that comes more than a day late approves nothing, and is shown', async () => {
    const id = await shop.begin(80_000, { minutesAgo: 26 * 60, hasReceipt: true });
    expect(await shop.take(deposit(80_000, { minutesAgo: 25 * 60 }))).to.equal('late');
    expect(await standing()).to.deep.equal(['pending']);
    expect(await shop.asked()).to.deep.equal([[id]]);
  });

  it('shows a payment that is over, and does not open it again', async () => {
    const id = await shop.begin(80_000, { hasReceipt: true });
    await shop.tenant.db((tx) =>
      rejectPayment(shop.tenant, tx, { paymentId: id, by: '7', reason: 'not_received', openHours: 24 }),
    );
    expect(await shop.take(deposit(80_000))).to.equal('late');
    expect(await standing()).to.deep.equal(['rejected']);
    expect(await shop.asked()).to.deep.equal([[id]]);
  });

  it('pays nobody else when a reviewer was faster than the bank', async () => {
    const first = await shop.begin(80_000, { hasReceipt: true });
    await shop.tenant.db((tx) => approvePayment(shop.tenant, tx, { paymentId: first, by: '7' }));
    const second = await shop.begin(80_000, { minutesAgo: 5 });
    expect(await shop.take(deposit(80_000, { minutesAgo: 1 }))).to.equal('ambiguous');
    expect(await standing()).to.deep.equal(['approved', 'pending']);
    expect(await shop.asked()).to.deep.equal([[first, second]]);
  });

  it('is quiet about a payment that a person approved before it came', async () => {
    const id = await shop.begin(80_000, { hasReceipt: true });
    await shop.tenant.db((tx) => approvePayment(shop.tenant, tx, { paymentId: id, by: '7' }));
    expect(await shop.take(deposit(80_000, { minutesAgo: 1 }))).to.equal('late');
    expect(await shop.asked()).to.deep.equal([]);
    expect((await shop.messages())[0]).to.include({ payment_id: id });
  });

  it('that tells the same words again pays no second payment', async () => {
    const first = await shop.begin(80_000);
    const message = deposit(80_000, { minutesAgo: 2 });
    expect(await shop.take(message)).to.equal('settled');
    const second = await shop.begin(80_000);
    expect(await shop.take({ ...message, sentAt: message.sentAt + 60_000 })).to.equal('duplicate');
    expect(await standing()).to.deep.equal(['approved', 'pending']);
    expect(await shop.asked()).to.deep.equal([[second, first]]);
  });

  it('that has the number of an earlier one pays nothing', async () => {
    await shop.begin(80_000);
    await shop.begin(90_000);
    expect(await shop.take(deposit(80_000, { extra: 'پیگیری: 445566' }))).to.equal('settled');
    expect(await shop.take(deposit(90_000, { extra: 'کد پیگیری 445566' }))).to.equal('duplicate');
    expect(await standing()).to.deep.equal(['approved', 'pending']);
  });

  it('that has the number under which a reviewer approved pays nothing', async () => {
    const first = await shop.begin(80_000, { hasReceipt: true });
    const approval = { paymentId: first, by: '7', bankReference: '112233' };
    await shop.tenant.db((tx) => approvePayment(shop.tenant, tx, approval));
    await shop.begin(90_000);
    expect(await shop.take(deposit(90_000, { extra: 'پیگیری: 112233' }))).to.equal('duplicate');
    expect(await standing()).to.deep.equal(['approved', 'pending']);
  });

  it('is no repeat of itself when the payer wrote its number on the receipt', async () => {
    const id = await shop.begin(80_000, { hasReceipt: true });
    await ownerQuery(`update card_to_card_payments set bank_reference = '112233' where id = $1`, [id]);
    expect(await shop.take(deposit(80_000, { extra: 'پیگیری: 112233' }))).to.equal('settled');
  });

  it('does nothing when it tells of a withdrawal or a password, and is kept nowhere', async () => {
    await shop.begin(80_000);
    const message = deposit(80_000);
    for (const [text, outcome] of [
      [message.text.replace('واریز', 'برداشت'), 'spending'],
      ['خرید اینترنتی مبلغ ۸۰۰٬۰۰۰ از فروشگاه', 'spending'],
      ['بانک ملت\nرمز پویا: 123456\nمبلغ: 800,000', 'password'],
    ] as const)
      expect(await shop.take({ ...message, text })).to.equal(outcome);
    expect(await shop.messages()).to.deep.equal([]);
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('is kept and does nothing in a form that is not known', async () => {
    await shop.begin(80_000);
    const message = deposit(80_000, { extra: 'به 6037991199999990 جایزه بگیرید' });
    expect(await shop.take(message)).to.equal('unread');
    const [row] = await shop.messages();
    expect(row).to.include({ state: 'unread', payment_id: null });
    expect(row!.text).to.contain('603799******9990').and.not.contain('6037991199999990');
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('counts from senders that are known as banks, and only from named senders where the bot names some', async () => {
    await shop.begin(80_000);
    const message = deposit(80_000);
    for (const sender of ['+989121234567', '09121234567', '+12025550123', '3000123456', 'My Bank'])
      expect(await shop.take({ ...message, sender }), sender).to.equal('untrusted');
    const named = { ...matching, card_message_senders: ['700717', 'B. Mellat'] };
    expect(await takeBankMessage(shop.tenant, message, named)).to.equal('untrusted');
    expect(await shop.messages(), 'what others write is nobody’s business').to.deep.equal([]);
    expect(await standing()).to.deep.equal(['pending']);
    expect(await takeBankMessage(shop.tenant, { ...message, sender: 'b.mellat' }, named)).to.equal('settled');
  });

  it('does nothing while matching is off', async () => {
    await shop.begin(80_000);
    const off = { ...matching, card_matching: false };
    expect(await takeBankMessage(shop.tenant, deposit(80_000), off)).to.equal('off');
    expect(await shop.messages()).to.deep.equal([]);
    expect(await standing()).to.deep.equal(['pending']);
  });

  it('pays nothing of another bot', async () => {
    const other = await openMatchingBot();
    await other.begin(80_000);
    const message = deposit(80_000);
    expect(await shop.take(message)).to.equal('unmatched');
    expect((await other.payments()).map(({ status }) => status)).to.deep.equal(['pending']);
    expect(await other.take(message), 'the same words are news in another bot').to.equal('settled');
  });

  it('leaves nothing half done wherever its worker dies, and is done by the next', async () => {
    await shop.begin(80_000);
    const message = deposit(80_000);
    for (let at = 1; ; at += 1) {
      const died = await shop.take(message, dyingRun(at).tenant(shop.tenant)).then(
        () => false,
        (error: unknown) => {
          expect(error).to.be.instanceOf(SimulatedDeath);
          return true;
        },
      );
      if (!died) {
        expect(at, 'statements').to.be.above(6);
        break;
      }
      expect(await standing(), `before ${at}`).to.deep.equal(['pending']);
      expect(await shop.messages(), `before ${at}`).to.deep.equal([]);
      expect(await shop.money(), `before ${at}`).to.deep.equal({ wallets: 0, rows: 0, ledger: 0 });
    }
    expect(await standing()).to.deep.equal(['approved']);
    expect(await shop.take(message)).to.equal('repeat');
    expect(await shop.money()).to.deep.equal({ wallets: 80_000, rows: 1, ledger: 80_000 });
  }).timeout(60_000);
});
