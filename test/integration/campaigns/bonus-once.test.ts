import { expect } from 'chai';
import type { CampaignBonus } from '#models/campaign.js';
import { User } from '#models/user.js';
import { countVisit } from '#services/campaigns/count-visit.js';
import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import { addCampaign, visitsOf } from '../../support/bot/campaigns.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const bonuses: readonly CampaignBonus[] = [
  { kind: 'balance', amount_toman: 9_000 },
  { kind: 'subscription', days: 3, traffic_gb: 5, device_limit: 1, squads: [] },
  {
    ...{ kind: 'discount', percent: null, amount_toman: 5_000, valid_days: 2 },
    ...{ applies_to: 'any', plan_ids: null },
  },
];

describe('the bonus of a campaign', function () {
  this.timeout(60_000);
  let shop: Shop;
  before(async () => {
    shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 100,
      walletBalanceToman: 100_000,
    });
  });

  async function visitor(bonus: CampaignBonus) {
    const campaign = await addCampaign(shop.tenant, bonus);
    const { id: userId } = await shop.addBuyer();
    const campaignCode = campaign.startParameter;
    await shop.tenant.db((tx) => countVisit(shop.tenant, tx, { userId, parameter: campaignCode }));
    return { campaign, userId, campaignCode };
  }
  const givenTo = async (userId: string) => {
    const { ledger, subscriptions } = await shop.look(userId);
    const offers = await ownerQuery('select id from discount_offers where bot_id = $1 and user_id = $2', [
      shop.botId,
      userId,
    ]);
    return ledger.length + subscriptions.length + offers.length;
  };
  const walletRows = async (userId: string) =>
    ownerQuery(
      'select amount_toman::int as amount from tenant_wallet_transactions where bot_id = $1 and idempotency_key = $2',
      [shop.botId, `campaign bonus ${userId}`],
    );

  for (const bonus of bonuses) {
    it(`(${bonus.kind}) is all there or not at all, wherever the process dies`, async () => {
      const { campaign, userId, campaignCode } = await visitor(bonus);
      for (let at = 1; ; at += 1) {
        const fate = await dieBefore(shop.tenant, at, (tx) =>
          rewardNewcomer(shop.tenant, tx, { userId, campaignCode }),
        );
        if (!fate.died) break;
        expect(at, 'it comes to an end').to.be.below(60);
        expect(await givenTo(userId)).to.equal(0);
        expect((await visitsOf(campaign))[0]).to.include({ registered: false });
      }
      expect(await givenTo(userId)).to.equal(1);
      expect((await visitsOf(campaign))[0]).to.include({ registered: true, bonus_kind: bonus.kind });
      expect(await walletRows(userId)).to.eql(bonus.kind === 'subscription' ? [{ amount: -500 }] : []);
    });

    it(`(${bonus.kind}) is given once to a person whom fifty transactions reward at once`, async () => {
      const { userId, campaignCode } = await visitor(bonus);
      const given = await Promise.all(
        Array.from({ length: 50 }, () =>
          shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, { userId, campaignCode })),
        ),
      );
      expect(given.filter(Boolean)).to.have.length(1);
      expect(await givenTo(userId)).to.equal(1);
    });
  }

  it('as a subscription is for who never had one, a trial, or paid', async () => {
    for (const trait of [{ hasHadTrial: true }, { hasPaid: true }] as const) {
      const { campaign, userId, campaignCode } = await visitor(bonuses[1]!);
      await shop.tenant.db(() => User.update(trait, { where: { id: userId } }));
      await shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, { userId, campaignCode }));
      expect(await givenTo(userId)).to.equal(0);
      expect((await visitsOf(campaign))[0]).to.include({ registered: true, bonus_refusal: 'not_new' });
    }
  });

  it('as a subscription gives servers that the bot may sell, or none', async () => {
    const [mine, foreign] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    await shop.configure({ sellable_squads: [mine] });
    const { campaign, userId, campaignCode } = await visitor({
      ...bonuses[1]!,
      squads: [foreign],
    } as CampaignBonus);
    await shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, { userId, campaignCode }));
    expect((await visitsOf(campaign))[0]).to.include({ bonus_kind: null, bonus_refusal: 'not_sellable' });
    const unlimited = await visitor({ ...bonuses[1]!, traffic_gb: 0 } as CampaignBonus);
    await shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, unlimited));
    expect((await visitsOf(unlimited.campaign))[0]).to.include({ bonus_refusal: 'unpriced' });
    const other = await visitor(bonuses[1]!);
    await shop.tenant.db((tx) => rewardNewcomer(shop.tenant, tx, other));
    expect((await shop.look(other.userId)).subscriptions[0]?.squads).to.eql([mine]);
    await shop.configure({ sellable_squads: [] });
  });

  it('leaves one row of a person, however often and from how many devices a link is opened at once', async () => {
    const { campaign, userId, campaignCode: parameter } = await visitor(bonuses[0]!);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.tenant.db((tx) => countVisit(shop.tenant, tx, { userId, parameter })),
      ),
    );
    expect((await visitsOf(campaign)).map(({ visits }) => visits)).to.eql([21]);
  });
});
