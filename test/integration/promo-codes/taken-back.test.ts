import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { countVisit } from '#services/campaigns/count-visit.js';
import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import { dayMs } from '#platform/units.js';
import type { PromoEffect } from '#services/promo-codes/promo-code.js';
import { readUse } from '#services/promo-codes/read-use.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { changeSubscription, extendSubscription } from '#services/subscriptions/change-subscription.js';
import type { Tx } from '#tenancy/scope.js';
import { takeUndeliveredBack } from '../../../src/workers/take-undelivered-back.js';
import { uniqueNumber } from '../../factories/unique.js';
import { addCampaign, visitsOf } from '../../support/bot/campaigns.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { addCode } from '../../support/promo-codes.js';

const wallet = 100_000;
const days: PromoEffect = { kind: 'days', days: 7, planId: null };
const traffic: PromoEffect = { kind: 'traffic', gb: 5 };

describe('what a promotion gave and the panel refuses for good', function () {
  this.timeout(60_000);
  let shop: Shop;
  let userId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop({
      ...{ billingModel: 'subscription_sale', trafficRateToman: 100, walletBalanceToman: wallet },
    });
    await shop.configure({ simple_purchase_traffic_gb: 20, traffic_reset_period: 'none' });
    planId = (await shop.addPlan({ trafficLimitGb: 40 })).id;
    userId = (await shop.addBuyer(300_000)).id;
  });

  const send = (typed: string) => shop.tenant.db((tx) => useCode(shop.tenant, tx, { userId, typed }));
  /** Makes a code for one use in all, and uses it; returns the code. */
  const use = async (effect: PromoEffect): Promise<string> => {
    const code = `CODE${uniqueNumber()}`;
    await addCode(shop.tenant, { code, effect, mostUses: 1, mostPerDay: 1 });
    expect((await send(code)).kind).to.equal('given');
    return code;
  };
  const own = async () => (await shop.look(userId)).subscriptions;
  const refuse = async (tx: Tx) => {
    const [{ id: subscriptionId }] = (await tx.sql<{ id: string }>(
      'select max(id)::text as id from subscriptions where bot_id = $1',
      [shop.botId],
    )) as [{ id: string }];
    await takeUndeliveredBack(shop.tenant, tx, { subscriptionId, code: 'panel.squad_unknown' });
  };
  const refused = () => shop.tenant.db(refuse);
  /** What the bot has of it besides: the fleet's share, uses that count, what is kept for the panel. */
  const books = async () =>
    (
      await ownerQuery(
        `select wallet_balance_toman::int as wallet, traffic_sold_bytes::float8 / 1073741824 as sold,
           (select coalesce(sum(use_count), 0)::int from promocodes where bot_id = $1) as counted,
           (select coalesce(sum(day_count), 0)::int from promocodes where bot_id = $1) as today,
           (select count(*)::int from promo_code_uses where bot_id = $1 and taken_back_at is null) as uses,
           (select count(*)::int from promotion_deliveries where bot_id = $1) as waiting,
           (select coalesce(sum(sold_bytes), 0)::float8 / 1073741824 from tenant_traffic_usage where bot_id = $1) as day
         from bots where id = $1`,
        [shop.botId],
      )
    )[0];
  const clean = { wallet, sold: 0, counted: 0, today: 0, uses: 0, waiting: 0, day: 0 };
  const told = async () => namesOf(await shop.jobs()).filter((name) => /returned|failed/.test(name));

  it('goes back, once: the subscription, the tenant’s share and the use; they are told and may use the code again', async () => {
    const code = await use(days);
    expect(await books()).to.include({ wallet: wallet - 2_000, sold: 20, counted: 1, uses: 1, waiting: 1 });
    await Promise.all([refused(), refused(), refused()]);
    expect(await books()).to.eql(clean);
    expect((await own())[0]!.removalWantedAt).to.be.instanceOf(Date);
    expect(await told()).to.eql(['notice promo_code_returned', 'notice promo_code_failed']);
    expect((await send(code)).kind, 'it counts as not used').to.equal('given');
    expect(await books()).to.include({ counted: 1, today: 1, uses: 1, waiting: 1 });
  });

  it('leaves what there was before, and what came on top of it by others meanwhile', async () => {
    await shop.buy(userId, { kind: 'plan', planId });
    await shop.deliver(userId);
    const before = (await own())[0]!;
    await use(traffic);
    await use({ kind: 'traffic', gb: 3 });
    await use(days);
    expect((await own())[0]).to.include({ trafficLimitGb: 48 });
    await ownerQuery(
      `insert into subscription_addons (bot_id, subscription_id, kind, amount, given_by, value_toman, paid_from, paid_until)
       values ($1, $2, 'devices', 2, 'admin', 0, now(), now())`,
      [shop.botId, before.id],
    );
    await refused();
    const after = (await own())[0]!;
    expect(after).to.include({ trafficLimitGb: 40, deviceLimit: before.deviceLimit + 2, status: 'active' });
    expect(Number(after.endsAt)).to.equal(Number(before.endsAt));
    expect(await books()).to.include({ wallet: wallet - 4_000, counted: 0, uses: 0, waiting: 0, day: 40 });
  });

  it('makes an admin’s gift wait for the panel where sold traffic is paid for', async () => {
    await use(days);
    const extend = () =>
      shop.tenant.db(async (tx) => {
        const subscription = await Subscription.findOne({ lock: true, rejectOnEmpty: true });
        await extendSubscription(shop.tenant, tx, { subscription, giver: { by: 'operator' }, days: 3 });
      });
    const code = await extend().catch((error: unknown) => (error as { code?: string }).code);
    expect(code).to.equal('subscription.sale_open');
    await shop.deliver(userId);
    const [before] = await own();
    await extend();
    expect(Number((await own())[0]!.endsAt) - Number(before!.endsAt)).to.equal(3 * dayMs);
  });

  it('leaves what admins made of the subscription since: plan, limits, add-ons, and traffic that begins anew', async () => {
    shop = await openShop();
    await shop.configure({ simple_purchase_traffic_gb: 20, traffic_reset_period: 'none' });
    planId = (await shop.addPlan({ trafficLimitGb: 40 })).id;
    const other = await shop.addPlan({ name: 'Other', trafficLimitGb: 70, deviceLimit: 3 });
    userId = (await shop.addBuyer(300_000)).id;
    await shop.buy(userId, { kind: 'plan', planId });
    await shop.deliver(userId);
    const before = (await own())[0]!;
    await shop.buy(userId, { kind: 'traffic', subscriptionId: before.id, gb: 10 });
    await shop.deliver(userId);
    await use(traffic);
    await use(days);
    await shop.tenant.db(async (tx) => {
      const subscription = await Subscription.findOne({ lock: true, rejectOnEmpty: true });
      await changeSubscription(shop.tenant, tx, {
        ...{ subscription, giver: { by: 'operator' }, wish: { planId: other.id } },
      });
      await subscription.update({ trafficResetWantedAt: new Date() });
    });
    const changed = (await own())[0]!;
    await refused();
    const after = (await own())[0]!;
    expect(after).to.include({ planId: other.id, trafficLimitGb: 70, deviceLimit: 3, status: 'active' });
    expect(after.valueToman, 'the worth of the lost add-on goes on counting').to.equal(changed.valueToman);
    expect(after.trafficResetWantedAt).to.be.instanceOf(Date);
    expect(Number(after.endsAt)).to.equal(Number(before.endsAt));
  });

  it('goes back to the trial that it was, with the add-ons that it ended, and no traffic begins anew', async () => {
    const person = (await shop.addBuyer()).id;
    userId = person;
    await shop.buy(person, { kind: 'trial' });
    await shop.deliver(person);
    const before = (await own())[0]!;
    await ownerQuery(
      `with added as (
         insert into subscription_addons (bot_id, subscription_id, kind, amount, given_by, value_toman, paid_from, paid_until)
         values ($1, $2, 'devices', 2, 'admin', 0, now(), now()))
       update subscriptions set device_limit = device_limit + 2 where bot_id = $1 and id = $2`,
      [shop.botId, before.id],
    );
    await use(days);
    expect((await own())[0]).to.include({ isTrial: false, trafficLimitGb: 20 });
    await refused();
    const after = (await own())[0]!;
    expect(after).to.include({ isTrial: true, deviceLimit: before.deviceLimit + 2 });
    expect(after).to.include({ trafficLimitGb: before.trafficLimitGb, trafficResetWantedAt: null });
    expect([after.startsAt, after.endsAt].map(Number)).to.eql([before.startsAt, before.endsAt].map(Number));
  });

  it('waits for nobody who makes codes, nor they for it, in turn', async () => {
    const code = `CODE${uniqueNumber()}`;
    await addCode(shop.tenant, { code, effect: days });
    const people = await Promise.all(Array.from({ length: 15 }, async () => (await shop.addBuyer()).id));
    for (const one of people) {
      userId = one;
      expect((await send(code)).kind).to.equal('given');
    }
    const made = await ownerQuery<{ id: string }>(
      'select id::text from subscriptions where bot_id = $1 order by subscriptions.id',
      [shop.botId],
    );
    const deadlocks = async () =>
      (
        await ownerQuery<{ count: number }>(
          'select deadlocks::int as count from pg_stat_database where datname = current_database()',
        )
      )[0]!.count;
    const before = await deadlocks();
    const goBack = (subscriptionId: string) =>
      shop.tenant.db((tx) =>
        takeUndeliveredBack(shop.tenant, tx, { subscriptionId, code: 'panel.squad_unknown' }),
      );
    const makeAgain = () => addCode(shop.tenant, { code, effect: days }).catch(() => undefined);
    await Promise.all(made.flatMap(({ id }) => [goBack(id), makeAgain()]));
    expect(await books()).to.eql(clean);
    await ownerQuery('select pg_stat_force_next_flush()');
    expect(await deadlocks()).to.equal(before);
  });

  it('says that the code is over where it is, and nothing of who was erased', async () => {
    await use(days);
    const read = async () => {
      const [row] = await ownerQuery<{ id: string }>('select max(id)::text as id from promo_code_uses');
      return shop.tenant.db((tx) => readUse(shop.tenant, tx, row!.id));
    };
    await refused();
    expect((await read())?.isOver).to.equal(false);
    await ownerQuery('update promocodes set is_active = false where bot_id = $1', [shop.botId]);
    expect((await read())?.isOver).to.equal(true);
    await ownerQuery(`update users set status = 'deleted' where id = $1`, [userId]);
    expect(await read()).to.equal(undefined);
  });

  it('goes back with what was bought on top of it meanwhile', async () => {
    await use(days);
    const [made] = await own();
    await shop.buy(userId, { kind: 'traffic', subscriptionId: made!.id, gb: 10 });
    await refused();
    expect(await books()).to.eql(clean);
    expect((await own())[0]!.removalWantedAt).to.be.instanceOf(Date);
    expect((await shop.look(userId)).balanceToman).to.equal(300_000);
  });

  it('stays once the panel has taken it over', async () => {
    await use(days);
    await shop.deliver(userId);
    await refused();
    expect(await books()).to.include({ counted: 1, uses: 1, waiting: 0, wallet: wallet - 2_000 });
    expect((await own())[0]!.panelFault).to.equal('panel.squad_unknown');
    expect(await told()).to.eql([]);
  });

  it('gives the trial of a code back', async () => {
    const person = (await shop.addBuyer()).id;
    userId = person;
    await use({ kind: 'trial', days: 2 });
    await refused();
    const [user] = await ownerQuery('select has_had_trial from users where id = $1', [person]);
    expect(user).to.eql({ has_had_trial: false });
    expect((await shop.buy(person, { kind: 'trial' })).kind).to.equal('paid');
  });

  it('gives the trial of a campaign back, and says so', async () => {
    const campaign = await addCampaign(shop.tenant, {
      ...{ kind: 'subscription', days: 3, traffic_gb: 5, device_limit: 1, squads: [] },
    });
    const campaignCode = campaign.startParameter;
    userId = (await shop.addBuyer()).id;
    await shop.tenant.db((tx) => countVisit(shop.tenant, tx, { userId, parameter: campaignCode }));
    await shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, { userId, campaignCode }));
    await refused();
    await refused();
    expect(await visitsOf(campaign)).to.eql([
      { visits: 1, registered: true, bonus_kind: null, bonus_refusal: 'panel' },
    ]);
    expect(await books()).to.eql(clean);
    expect(await told()).to.eql(['notice campaign_bonus_returned', 'notice campaign_bonus_failed']);
    expect((await shop.buy(userId, { kind: 'trial' })).kind).to.equal('paid');
  });

  it('is all back or not at all, wherever the process dies', async () => {
    await use(days);
    const before = [await books(), (await shop.jobs()).length, (await own())[0]!.endsAt];
    let at = 1;
    for (; (await dieBefore(shop.tenant, at, refuse)).died; at += 1)
      expect([await books(), (await shop.jobs()).length, (await own())[0]!.endsAt], `statement ${at}`).to.eql(
        before,
      );
    expect(at).to.be.above(10);
    expect(await books()).to.eql(clean);
    expect(await told()).to.eql(['notice promo_code_returned', 'notice promo_code_failed']);
  });
});
