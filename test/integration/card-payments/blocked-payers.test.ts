import { expect } from 'chai';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { openCardTill, type CardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';

describe('a person whom a bot has blocked', () => {
  let till: CardTill;
  beforeEach(async () => {
    till = await openCardTill();
    await till.addCard();
  });
  const block = (userId: string) => ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);
  const payments = async (): Promise<number> =>
    (await ownerQuery('select 1 from card_to_card_payments where bot_id = $1', [till.shop.botId])).length;

  it('begins no payment from card to card, neither for an order nor a top-up', async () => {
    const { id: userId } = await till.shop.addBuyer();
    const orderId = await till.newCart(userId);
    await block(userId);
    expect(await till.start(userId, { orderId })).to.deep.equal({ kind: 'gone' });
    expect(await till.start(userId, { topUpToman: 50_000 })).to.deep.equal({ kind: 'gone' });
    expect(await payments()).to.equal(0);
  });

  it('has what they paid before credited all the same, when a reviewer approves it', async () => {
    const { id: userId } = await till.shop.addBuyer();
    const payment = await till.begin(userId, { topUpToman: 50_000 });
    await till.submit(payment);
    await block(userId);
    const { tenant } = till.shop;
    const wish = { paymentId: payment.id, by: '77' };
    const { kind } = await tenant.db((tx) => approvePayment(tenant, tx, wish));
    expect(kind).to.equal('done');
    expect((await till.shop.look(userId)).balanceToman).to.equal(50_000);
  });
});
