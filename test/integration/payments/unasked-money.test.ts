import { expect } from 'chai';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { takeUnasked } from '#services/payments/take-unasked.js';
import { valuesOf } from '#services/settings/values.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

describe('money that nobody asked for, in a currency for which its bot has no rate', () => {
  let shop: Shop;
  let payer: { id: string; telegramId: string };
  let gifts = 0;
  beforeEach(async () => {
    shop = await openShop();
    payer = await shop.addBuyer();
  });

  /** The same gift each time that it is told. */
  function newGift(values: Readonly<Record<string, unknown>> = {}) {
    gifts += 1;
    const money = {
      ...({ kind: 'unasked', externalId: `gift ${gifts}`, payerId: payer.telegramId } as const),
      ...({ amount: '70.00', currency: 'RUB', receipt: null } as const),
    };
    const { tenant, botId } = shop;
    return (tx: Tx, later: Readonly<Record<string, unknown>> = {}) =>
      takeUnasked(tenant, tx, {
        ...({ method: 'tribute', currency: 'RUB', account: 'a', money } as const),
        values: valuesOf(botId, { ...values, ...later }),
      });
  }
  const payments = () =>
    ownerQuery<{ id: string; standing: string }>(
      `select id::text, concat_ws(' ', status, problem, currency_amount::float8, currency) as standing
       from gateway_payments where bot_id = $1 order by gateway_payments.id`,
      [shop.botId],
    );
  const standings = async () => (await payments()).map(({ standing }) => standing);
  const told = async () =>
    (await shop.jobs())
      .filter(({ payload }) => payload.kind === 'payment_held')
      .map(({ payload }) => payload.about);
  const balance = async () => (await shop.look(payer.id)).balanceToman;

  it('is held for an admin, who is told, once, however often and at once it is told', async () => {
    const tell = newGift();
    const took = await Promise.all([1, 2, 3, 4].map(() => shop.tenant.db((tx) => tell(tx))));
    expect(took).to.eql(['settled', 'settled', 'settled', 'settled']);
    const [held] = await payments();
    expect(await standings()).to.eql(['held no_rate 70 RUB']);
    expect(await told()).to.eql([{ payment_id: held!.id, problem: 'no_rate' }]);
    expect(await balance()).to.equal(0);
  });

  it('is held whole or not at all, wherever the process dies', async () => {
    const tell = newGift();
    for (let statement = 1; ; statement += 1) {
      const fate = await dieBefore(shop.tenant, statement, (tx) => tell(tx));
      if (!fate.died) break;
      expect(await standings()).to.eql([]);
      expect(await told()).to.eql([]);
    }
    expect(await standings()).to.eql(['held no_rate 70 RUB']);
    expect(await told()).to.have.lengthOf(1);
  });

  it('stays held when it is told again once there is a rate; what comes then is credited by it', async () => {
    const tell = newGift();
    await shop.tenant.db((tx) => tell(tx));
    await shop.tenant.db((tx) => tell(tx, { rate_toman_per_rub: 1_000 }));
    expect(await standings()).to.eql(['held no_rate 70 RUB']);
    const other = newGift({ rate_toman_per_rub: 1_000 });
    await shop.tenant.db((tx) => other(tx));
    expect((await standings())[1]).to.match(/^paid /);
    expect(await balance()).to.equal(70_000);
  });

  it('is worth what the admin says who settles it, and nothing before that is said', async () => {
    const { tenant } = shop;
    await tenant.db((tx) => newGift()(tx));
    const [{ id: paymentId } = { id: '' }] = await payments();
    const settle = (amountToman?: number) =>
      tenant
        .db((tx) => settleByHand(tenant, tx, { paymentId, amountToman }))
        .then(
          () => 'settled',
          (error: unknown) => (error as { code?: string }).code,
        );
    expect(await settle()).to.equal('payment.amount_needed');
    expect(await balance()).to.equal(0);
    const said = await Promise.all([settle(65_000), settle(65_000), settle(65_000)]);
    expect(said.sort()).to.eql(['payment.not_open', 'payment.not_open', 'settled']);
    expect(await balance()).to.equal(65_000);
  });
});
