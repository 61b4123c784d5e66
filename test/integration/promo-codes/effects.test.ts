import { expect } from 'chai';
import { SubscriptionAddon } from '#models/subscription-addon.js';
import { dayMs } from '#platform/units.js';
import type { PromoEffect } from '#services/promo-codes/promo-code.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { uniqueNumber } from '../../factories/unique.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { PromoGroup } from '#models/promo-group.js';
import { addCode } from '../../support/promo-codes.js';

describe('what a promo code gives', () => {
  let shop: Shop;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer(1_000_000)).id;
  });

  const send = (typed: string, who = userId) =>
    shop.tenant.db((tx) => useCode(shop.tenant, tx, { userId: who, typed }));
  /** Makes a code that gives something, and sends it. */
  const take = async (effect: PromoEffect, who = userId) => {
    const code = `CODE${uniqueNumber()}`;
    await addCode(shop.tenant, { code, effect });
    return send(code, who);
  };
  const gives = async (effect: PromoEffect, who = userId) => {
    const used = await take(effect, who);
    if (used.kind !== 'given') throw new Error(`refused: ${used.reason}`);
    return used.given;
  };
  const reasonOf = async (effect: PromoEffect) => {
    const before = await counts();
    const used = await take(effect);
    expect(await counts(), 'a refusal leaves no use').to.eql(before);
    return used.kind === 'refused' ? used.reason : used.kind;
  };
  const counts = () =>
    ownerQuery(
      `select (select count(*)::int from promo_code_uses where bot_id = $1) as uses,
         (select coalesce(sum(use_count), 0)::int from promocodes where bot_id = $1) as counted`,
      [shop.botId],
    );
  const daysLeft = (endsAt: Date) => Math.round((endsAt.getTime() - Date.now()) / dayMs);
  const own = async () => (await shop.look(userId)).subscriptions;

  it('is money that is a bonus, names its use, and buys what waits for it', async () => {
    const plan = await shop.addPlan({ priceToman: 1_030_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    expect((await shop.confirm(userId, order)).kind).to.equal('short');
    await gives({ kind: 'balance', amountToman: 50_000 });
    const { ledger, balanceToman, subscriptions } = await shop.look(userId);
    expect(ledger.map(({ type, amountToman }) => [type, amountToman])).to.eql([
      ['deposit', 1_000_000],
      ['promo_bonus', 50_000],
      ['subscription_payment', -1_030_000],
    ]);
    expect([balanceToman, subscriptions.length]).to.eql([20_000, 1]);
    const [use] = await ownerQuery<{ id: string }>(
      'select id::text, transaction_id::text from promo_code_uses where bot_id = $1',
      [shop.botId],
    );
    expect(ledger[1]).to.include({
      idempotencyKey: `promo code use ${use!.id}`,
      referenceKind: 'promo_code_uses',
      referenceId: use!.id,
      paymentMethod: null,
    });
    expect(namesOf(await shop.jobs())).to.include('notice promo_code_used');
  });

  it('is days on the bought subscription that runs longest, as it is, without time that counts as paid', async () => {
    await shop.configure({ subscriptions_per_user: 3 });
    const plan = await shop.addPlan({ trafficLimitGb: 40, deviceLimit: 2 });
    for (const subscriptionId of ['new', 'new'])
      await shop.buy(userId, { kind: 'plan', planId: plan.id, subscriptionId });
    await shop.deliver(userId);
    const [first, second] = await own();
    await shop.age(first!.id, 10);
    const given = await gives({ kind: 'days', days: 7, planId: null });
    expect(given).to.include({ kind: 'days', days: 7, subscriptionId: second!.id, isNew: false });
    const [, after] = await own();
    expect(daysLeft(after!.endsAt)).to.equal(37);
    expect(after).to.include({ trafficLimitGb: 40, deviceLimit: 2, isTrial: false, valueToman: 100_000 });
    expect(Number(after!.valueUntil), 'what was paid ends when it did').to.equal(Number(second!.valueUntil));
  });

  it('is days in which what is over begins anew with its limits, without what was on top of it', async () => {
    const plan = await shop.addPlan({ trafficLimitGb: 40 });
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    const [bought] = await own();
    await shop.use(bought!.id, 40, true);
    await shop.age(bought!.id, 45);
    await shop.deliver(userId);
    const given = await gives({ kind: 'days', days: 5, planId: null });
    expect(given).to.include({ subscriptionId: bought!.id, isNew: true });
    const [after] = await own();
    expect(after).to.include({ status: 'active', trafficLimitGb: 40, planId: plan.id, valueToman: 0 });
    expect(daysLeft(after!.endsAt)).to.equal(5);
    expect(after!.trafficResetWantedAt, 'its traffic begins at zero').to.be.instanceOf(Date);
  });

  it('is days of a new subscription with the limits of its plan, else of the simple offer', async () => {
    const plan = await shop.addPlan({ trafficLimitGb: 33, deviceLimit: 4, isActive: false });
    await gives({ kind: 'days', days: 9, planId: plan.id });
    expect((await own())[0]).to.include({
      planId: plan.id,
      trafficLimitGb: 33,
      deviceLimit: 4,
      isTrial: false,
    });
    await shop.configure({ simple_purchase_traffic_gb: 12, simple_purchase_devices: 3 });
    const other = (await shop.addBuyer()).id;
    await gives({ kind: 'days', days: 9, planId: null }, other);
    const [made] = (await shop.look(other)).subscriptions;
    expect(made).to.include({ planId: null, trafficLimitGb: 12, deviceLimit: 3, valueToman: 0 });
    expect(daysLeft(made!.endsAt)).to.equal(9);
  });

  it('is days that make a subscription of a trial, after what is left of it', async () => {
    await shop.configure({ trial_traffic_gb: 1, trial_days: 3, simple_purchase_traffic_gb: 20 });
    await shop.buy(userId, { kind: 'trial' });
    await shop.deliver(userId);
    await gives({ kind: 'days', days: 10, planId: null });
    const [after] = await own();
    expect(after).to.include({ isTrial: false, trafficLimitGb: 20 });
    expect(daysLeft(after!.endsAt)).to.equal(13);
  });

  it('is no way round a subscription that an administrator switched off', async () => {
    const plan = await shop.addPlan({ trafficLimitGb: 10 });
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await ownerQuery(`update subscriptions set status = 'disabled' where bot_id = $1`, [shop.botId]);
    expect(await reasonOf({ kind: 'days', days: 5, planId: null })).to.equal('subscription_off');
    expect(await reasonOf({ kind: 'traffic', gb: 5 })).to.equal('subscription_off');
  });

  it('is a trial as the settings have it with the days of the code, once ever', async () => {
    await shop.configure({ trial_traffic_gb: 2, trial_devices: 1, trial_days: 3 });
    await shop.switchFeature('trial_subscription', false);
    await gives({ kind: 'trial', days: 8 });
    const [made] = await own();
    expect(made).to.include({ isTrial: true, trafficLimitGb: 2, deviceLimit: 1, planId: null });
    expect(daysLeft(made!.endsAt)).to.equal(8);
    expect(await reasonOf({ kind: 'trial', days: 8 })).to.equal('trial_used');
    await shop.switchFeature('trial_subscription', true);
    expect(await shop.draft(userId, { kind: 'trial' })).to.include({ reason: 'order.trial_used' });
  });

  it('is a discount that the next price has in it, and the next sale uses up', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const off = { kind: 'discount', validHours: 2, appliesTo: 'any', planIds: [plan.id] } as const;
    const given = await gives({ ...off, percent: null, amountToman: 30_000 });
    expect(given).to.deep.include({ kind: 'discount', amountToman: 30_000, planNames: ['Month'] });
    expect((await shop.quote(userId, { kind: 'plan', planId: plan.id })).order.quote.totalToman).to.equal(
      70_000,
    );
    await gives({ ...off, percent: 50, amountToman: null });
    expect((await shop.quote(userId, { kind: 'plan', planId: plan.id })).order.quote.totalToman).to.equal(
      50_000,
    );
  });

  it('has the price asked again when it is used between the summary and the payment', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    const off = { percent: 10, amountToman: null, validHours: 2, appliesTo: 'any', planIds: null } as const;
    await gives({ kind: 'discount', ...off });
    const asked = await shop.confirm(userId, order);
    expect(asked.kind).to.equal('changed');
    if (asked.kind !== 'changed') return;
    expect(asked.order.quote.totalToman).to.equal(90_000);
    expect((await shop.confirm(userId, asked.order)).kind).to.equal('paid');
    expect((await shop.look(userId)).balanceToman).to.equal(910_000);
  });

  it('is a group whose percents the prices have, once', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const groupId = await shop.tenant.db(
      async () => (await PromoGroup.create({ name: 'Friends', periodPercents: { 30: 20 } })).id,
    );
    expect(await gives({ kind: 'group', groupId })).to.eql({ kind: 'group', name: 'Friends' });
    expect((await shop.quote(userId, { kind: 'plan', planId: plan.id })).order.quote.totalToman).to.equal(
      80_000,
    );
    expect(await reasonOf({ kind: 'group', groupId })).to.equal('in_group');
  });

  it('is traffic on top of what runs, one gift however many codes there were', async () => {
    expect(await reasonOf({ kind: 'traffic', gb: 5 })).to.equal('no_subscription');
    const plan = await shop.addPlan({ trafficLimitGb: 40 });
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    expect(await reasonOf({ kind: 'traffic', gb: 5 }), 'it waits for the sale').to.equal('unavailable');
    await shop.deliver(userId);
    await gives({ kind: 'traffic', gb: 5 });
    await gives({ kind: 'traffic', gb: 7 });
    expect((await own())[0]).to.include({ trafficLimitGb: 52, baseTrafficGb: 40 });
    const addOns = await shop.tenant.db(() => SubscriptionAddon.findAll({ where: { endedAt: null } }));
    expect(addOns.map(({ kind, amount, givenBy, valueToman }) => [kind, amount, givenBy, valueToman])).to.eql(
      [['traffic', 12, 'promotion', 0]],
    );
    await ownerQuery(
      `insert into subscription_addons (bot_id, subscription_id, kind, amount, given_by, value_toman, paid_from, paid_until)
       select bot_id, subscription_id, 'traffic', 3, 'promotion', 0, paid_from, paid_until from subscription_addons
       where bot_id = $1`,
      [shop.botId],
    );
    await gives({ kind: 'traffic', gb: 2 });
    expect((await own())[0]!.trafficLimitGb, 'one of two grows').to.equal(40 + 12 + 3 + 2);
    await ownerQuery('update subscriptions set traffic_limit_gb = 0, base_traffic_gb = 0 where bot_id = $1', [
      shop.botId,
    ]);
    expect(await reasonOf({ kind: 'traffic', gb: 5 })).to.equal('traffic_unlimited');
  });

  it('is paid to the fleet by the tenant like a gift by its admins, and is not given while it cannot pay', async () => {
    const plan = await shop.addPlan({ trafficLimitGb: 10 });
    await ownerQuery(
      `update bots set billing_model = 'subscription_sale', traffic_rate_toman = 100, wallet_balance_toman = 1500
       where id = $1`,
      [shop.botId],
    );
    await shop.configure({ traffic_reset_period: 'none' });
    await gives({ kind: 'days', days: 30, planId: plan.id });
    const wallet = () =>
      ownerQuery(
        'select type, amount_toman::int as toman, idempotency_key as event from tenant_wallet_transactions where bot_id = $1',
        [shop.botId],
      );
    const [use] = await ownerQuery<{ id: string }>('select id::text from promo_code_uses where bot_id = $1', [
      shop.botId,
    ]);
    const charged = { type: 'traffic_charge', toman: -1_000, event: `promo code use ${use!.id}` };
    expect(await wallet()).to.eql([charged]);
    expect(await reasonOf({ kind: 'traffic', gb: 6 })).to.equal('unavailable');
    expect(await wallet(), 'nothing was taken').to.eql([charged]);
    expect(namesOf(await shop.jobs())).to.include('notice wallet_empty');
    await gives({ kind: 'traffic', gb: 5 });
    expect((await own())[0]!.trafficLimitGb).to.equal(15);
  });
});
