import { expect } from 'chai';
import { readTrialOffer } from '#services/orders/offers.js';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { eraseUser } from '#services/people/erase-user.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';

const trial = { kind: 'trial' } as const;

describe('the trial', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
    await shop.configure({ trial_days: 5, trial_traffic_gb: 7, trial_devices: 3 });
  });

  it('is taken once, with what the bot sets, for nothing', async () => {
    const { id: userId } = await shop.addBuyer();
    expect((await shop.buy(userId, trial)).kind).to.equal('paid');
    const { subscriptions, ledger } = await shop.look(userId);
    expect(ledger).to.deep.equal([]);
    expect(subscriptions[0]).to.include({
      isTrial: true,
      status: 'active',
      trafficLimitGb: 7,
      deviceLimit: 3,
    });
    const days = (subscriptions[0]!.endsAt.getTime() - Date.now()) / 86_400_000;
    expect(days).to.be.closeTo(5, 0.01);
    expect(await shop.draft(userId, trial)).to.deep.equal({ kind: 'refused', reason: 'order.trial_used' });
  });

  it('is one, however fast the button is tapped', async () => {
    const { id: userId } = await shop.addBuyer();
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => shop.buy(userId, trial)));
    expect((await shop.look(userId)).subscriptions).to.have.lengthOf(1);
    const paid = answers.filter((one) => one.status === 'fulfilled' && one.value.kind === 'paid');
    expect(paid.length).to.be.at.least(1);
  });

  it('is over for ever, also for who was erased and came back', async () => {
    const user = await shop.addBuyer();
    await shop.buy(user.id, trial);
    await shop.tenant.db((tx) =>
      eraseUser(shop.tenant, tx, { userId: user.id, mayForfeit: true, idempotencyKey: 'erased' }),
    );
    await ownerQuery(`update users set status = 'active', registered_at = now() where id = $1`, [user.id]);
    expect(await shop.draft(user.id, trial)).to.include({ reason: 'order.trial_used' });
    expect(await shop.tenant.db((tx) => readTrialOffer(shop.tenant, tx, { userId: user.id }))).to.equal(
      'used',
    );
  });

  it('is not for who had a subscription by a code, also once that is removed; nor is a code for newcomers', async () => {
    const { id: userId } = await shop.addBuyer();
    await addCode(shop.tenant, { code: 'DAYS', effect: { kind: 'days', days: 3, planId: null } });
    await addCode(shop.tenant, {
      ...{ code: 'NEW', audience: 'newcomers' },
      effect: { kind: 'balance', amountToman: 5_000 },
    });
    const send = (typed: string) => shop.tenant.db((tx) => useCode(shop.tenant, tx, { userId, typed }));
    expect((await send('DAYS')).kind).to.equal('given');
    await shop.tenant.db((tx) =>
      eraseUser(shop.tenant, tx, { userId, mayForfeit: true, idempotencyKey: `erased ${userId}` }),
    );
    await ownerQuery(`update users set status = 'active', registered_at = now() where id = $1`, [userId]);
    expect(await shop.draft(userId, trial)).to.include({ reason: 'order.trial_used' });
    expect(await send('NEW')).to.include({ kind: 'refused', reason: 'not_for_you' });
    const { trial: shown } = await shop.tenant.db((tx) => readMenuFacts(shop.tenant, tx, { userId }));
    expect(shown).to.equal(null);
  });

  it('is not for who has bought, and not where it is off', async () => {
    const { id: buyer } = await shop.addBuyer(100_000);
    const plan = await shop.addPlan();
    await shop.buy(buyer, { kind: 'plan', planId: plan.id });
    expect(await shop.draft(buyer, trial)).to.include({ reason: 'order.trial_used' });
    await shop.switchFeature('trial_subscription', false);
    const { id: newcomer } = await shop.addBuyer();
    expect(await shop.draft(newcomer, trial)).to.include({ reason: 'order.not_offered' });
  });

  it('has a price where the bot sets one', async () => {
    await shop.configure({ trial_payment_required: true, trial_price_toman: 9_000 });
    const { id: userId } = await shop.addBuyer(5_000);
    expect((await shop.buy(userId, trial)).kind).to.equal('short');
    await shop.credit(userId, 4_000);
    expect((await shop.buy(userId, trial)).kind).to.equal('paid');
    expect((await shop.look(userId)).balanceToman).to.equal(0);
  });

  it('becomes the paid subscription: the same account, its own time from now, the rest of the trial if the bot keeps it', async () => {
    const plan = await shop.addPlan();
    for (const [isKept, days] of [
      [false, 30],
      [true, 35],
    ] as const) {
      await shop.configure({ trial_rest_kept: isKept });
      const { id: userId } = await shop.addBuyer(100_000);
      await shop.buy(userId, trial);
      await shop.buy(userId, { kind: 'plan', planId: plan.id });
      const { subscriptions } = await shop.look(userId);
      expect(subscriptions).to.have.lengthOf(1);
      expect(subscriptions[0]).to.include({ isTrial: false, planId: plan.id });
      expect((subscriptions[0]!.endsAt.getTime() - Date.now()) / 86_400_000).to.be.closeTo(days, 0.01);
      expect(subscriptions[0]!.trafficResetWantedAt).to.be.instanceOf(Date);
    }
  });
});
