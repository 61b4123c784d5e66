import { expect } from 'chai';
import type { User } from '#models/user.js';
import { readTerms } from '#services/orders/terms.js';
import { offerMethods } from '#services/payments/offer-methods.js';
import { startPayment } from '#services/payments/start-payment.js';
import { openCardTable, type CardTable } from '../../support/card-table.js';
import { ownerQuery } from '../../support/database.js';
import { buildUser } from '../../factories/user.js';

/** A bot that takes money from card to card, with as many cards. */
async function openBooth(...[count, fields]: Parameters<typeof openCardTable>) {
  const table = await openCardTable(count, fields);
  const { tenant } = table;
  await ownerQuery('update bots set card_to_card_enabled = true where id = $1', [tenant.botId]);
  await ownerQuery(
    `insert into bot_feature_flags (bot_id, feature_key, enabled, config) values ($1, 'card_to_card', true, '{"min_toman":1000}')`,
    [tenant.botId],
  );
  const terms = async () => ({
    ...(await tenant.db((tx) => readTerms(tenant, tx))),
    publicUrl: undefined,
  });
  return {
    ...table,
    offered: async (amountToman: number) => {
      const now = await terms();
      const offers = await tenant.db((tx) => offerMethods(tenant, tx, { amountToman, terms: now }));
      return offers.map(({ method }) => method);
    },
    /** A person (a new one) begins to pay a sum; resolves to the card that they see. */
    pay: async (topUpToman: number, person?: User): Promise<string | null | undefined> => {
      const payer = person ?? (await buildUser(tenant));
      const now = await terms();
      const wish = { userId: payer.id, method: 'card_to_card', orderId: null, messageId: null };
      const started = await tenant.db((tx) => startPayment(tenant, tx, { ...wish, topUpToman, terms: now }));
      return started.kind === 'started' ? started.payment.onCard?.cardId : undefined;
    },
  };
}

const toldTo = ({ tenant }: Pick<CardTable, 'tenant'>) =>
  ownerQuery(
    `select from outbox where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' = 'cards_full'`,
    [tenant.botId],
  );

describe('paying from card to card', function () {
  this.timeout(60_000);

  it('shows people who pay at once the cards of the bot evenly', async () => {
    const booth = await openBooth(4);
    const seen = await Promise.all(Array.from({ length: 64 }, () => booth.pay(50_000)));
    expect(booth.cards.map((card) => seen.filter((one) => one === card).length)).to.deep.equal([
      16, 16, 16, 16,
    ]);
    expect(await booth.counts()).to.deep.equal([16, 16, 16, 16]);
  });

  it('hides itself when every card is full, and the admins hear of it once', async () => {
    const booth = await openBooth(2, { dayCountLimit: 3 });
    expect(await booth.offered(50_000)).to.deep.equal(['card_to_card']);
    const begun = await Promise.allSettled(Array.from({ length: 12 }, () => booth.pay(50_000)));
    expect(begun.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(6);
    expect(await booth.counts()).to.deep.equal([3, 3]);
    for (const result of begun)
      if (result.status === 'rejected') expect(result.reason).to.include({ code: 'payment.method_off' });
    const looks = await Promise.all(Array.from({ length: 5 }, () => booth.offered(50_000)));
    expect(looks).to.deep.equal(looks.map(() => []));
    expect(await toldTo(booth)).to.have.lengthOf(1);
  });

  it('is offered for the sums alone that a card takes now, and nobody is told of the others', async () => {
    const booth = await openBooth(1, { minToman: 100_000, maxToman: 200_000 });
    const offers = await Promise.all([99_999, 100_000, 200_000, 200_001].map((sum) => booth.offered(sum)));
    expect(offers).to.deep.equal([[], ['card_to_card'], ['card_to_card'], []]);
    expect(await toldTo(booth)).to.have.lengthOf(0);
  });

  it('shows who comes back the same card, though it is full, off, or another one has its turn by now', async () => {
    const booth = await openBooth(2, { dayCountLimit: 1 });
    const [sara, ali] = [await buildUser(booth.tenant), await buildUser(booth.tenant)];
    const [card, other] = [await booth.pay(50_000, sara), await booth.pay(50_000, ali)];
    expect([card, other]).to.deep.equal(booth.cards);
    await ownerQuery('update tenant_payment_cards set is_active = false where id = $1', [card]);
    expect(await booth.offered(50_000)).to.deep.equal([]);
    expect(await Promise.all([1, 2, 3].map(() => booth.pay(50_000, sara)))).to.deep.equal([card, card, card]);
    expect(await booth.pay(50_000, ali)).to.equal(other);
    const another = await booth.pay(60_000, sara).catch((error: unknown) => error);
    expect(another).to.include({ code: 'payment.method_off' });
    expect(await booth.counts()).to.deep.equal([1, 1]);
  });
});
