import { expect } from 'chai';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { deposit, openMatchingBot, type MatchingBot } from '../../support/bank-messages.js';
import { openCardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';

describe('the message of a bank about money that may be a late transfer', () => {
  let shop: MatchingBot;
  beforeEach(async () => {
    shop = await openMatchingBot();
  });
  const standing = async () => (await shop.payments()).map(({ status }) => status);
  const endedHoursAgo = (ids: readonly string[], hours: number) =>
    ownerQuery(
      `update card_to_card_payments set expires_at = now() - $2 * interval '1 hour', updated_at = now() - $2 * interval '1 hour'
       where id = any($1)`,
      [ids, hours],
    );

  it('may be of a payment that ended without a word of its payer not long before, and approves no other one then', async () => {
    for (const status of ['expired', 'cancelled'] as const) {
      const sum = status === 'expired' ? 80_000 : 81_000;
      const ended = await shop.begin(sum, { status, minutesAgo: 20 * 60 });
      await endedHoursAgo([ended], 5);
      const open = await shop.begin(sum);
      expect(await shop.take(deposit(sum))).to.equal('ambiguous');
      expect((await shop.asked()).at(-1)).to.deep.equal([open, ended]);
    }
    expect(await standing()).to.deep.equal(['expired', 'pending', 'cancelled', 'pending']);
    expect(await shop.money()).to.include({ rows: 0 });
  });

  it('is shown beside a payment that ended not long before, where no other one is open', async () => {
    const ended = await shop.begin(80_000, { status: 'expired' });
    expect(await shop.take(deposit(80_000))).to.equal('late');
    expect(await shop.asked()).to.deep.equal([[ended]]);
    expect(await standing()).to.deep.equal(['expired']);
  });

  it('is of nobody whose payment ended hours before without a word of them', async () => {
    const ended = [];
    for (const status of ['expired', 'cancelled'] as const)
      ended.push(await shop.begin(80_000, { status, minutesAgo: 20 * 60 }));
    await endedHoursAgo(ended, 7);
    const open = await shop.begin(80_000);
    expect(await shop.take(deposit(80_000))).to.equal('settled');
    expect((await shop.messages())[0]).to.include({ payment_id: open });
  });

  it('is of the payment that its payer has open, whatever of the same sum they gave up before', async () => {
    const given = await shop.begin(80_000, { status: 'cancelled' });
    const open = await shop.begin(80_000);
    await ownerQuery(
      `update card_to_card_payments set user_id = (select user_id from card_to_card_payments where id = $2) where id = $1`,
      [given, open],
    );
    expect(await shop.take(deposit(80_000))).to.equal('settled');
    expect(await standing()).to.deep.equal(['cancelled', 'approved']);
  });
});

describe('a sum of its own', () => {
  it('is none whose money may still come, whatever became of its payment, while there are others', async () => {
    const till = await openCardTill();
    const { tenant } = till.shop;
    await till.addCard();
    await till.shop.configure({ card_unique_amount_toman: 6 });
    const begin = async (): Promise<number> => {
      const userId = (await till.shop.addBuyer()).id;
      const { id: paymentId, amountToman } = await till.begin(userId, { topUpToman: 50_000 });
      await tenant.db((tx) => cancelOwnPayment(tenant, tx, { userId, paymentId }));
      return amountToman;
    };
    const sums: number[] = [];
    for (let at = 0; at < 6; at += 1) sums.push(await begin());
    expect(new Set(sums).size).to.equal(6);
    expect(await begin(), 'one whose payment is over is better than none').to.be.above(50_000);
    await ownerQuery(
      `update card_to_card_payments set created_at = now() - interval '49 hours' where bot_id = $1 and amount_toman = 50003`,
      [tenant.botId],
    );
    expect(await begin()).to.equal(50_003);
  });
});
