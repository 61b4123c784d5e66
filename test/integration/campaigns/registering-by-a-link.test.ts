import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import type { Campaign, CampaignBonus } from '#models/campaign.js';
import { eraseUser } from '#services/people/erase-user.js';
import { buildUser } from '../../factories/user.js';
import { addCampaign, visitsOf } from '../../support/bot/campaigns.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const balance = { kind: 'balance', amount_toman: 25_000 } as const;
const subscription: CampaignBonus = {
  ...({ kind: 'subscription', days: 5, traffic_gb: 7, device_limit: 2 } as const),
  squads: [],
};
const discount: CampaignBonus = {
  ...({ kind: 'discount', percent: 15, amount_toman: null, valid_days: 3 } as const),
  ...({ applies_to: 'purchase', plan_ids: null } as const),
};

interface Row {
  readonly id: string;
  readonly campaign_code: string | null;
  readonly referred_by: string | null;
  readonly balance: number;
  readonly has_had_trial: boolean;
}

describe('registering by the link of a campaign', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
  });
  after(() => driver.close());

  const newPerson = () => driver.telegram.person({ firstName: 'Sara' });
  type Person = ReturnType<typeof newPerson>;
  const rowOf = async (person: Person, of = bot): Promise<Row> => {
    const [row] = await ownerQuery<Row>(
      `select id::text, campaign_code, referred_by::text, balance_toman::int as balance, has_had_trial
       from users where bot_id = $1 and telegram_id = $2`,
      [of.botId, person.id],
    );
    return row!;
  };
  const ledgerOf = async (person: Person, of = bot) =>
    ownerQuery<{ type: string; amount: number; kind: string | null }>(
      `select type, amount_toman::int as amount, reference_kind as kind from transactions
       where bot_id = $1 and user_id = $2 order by id`,
      [of.botId, (await rowOf(person, of)).id],
    );
  const open = (person: Person, { startParameter }: Pick<Campaign, 'startParameter'>, of = bot) =>
    of.send(person, `/start ${startParameter}`);
  /** Comes by a link, and chooses the language, which completes the registration. */
  async function come(campaign: Campaign, of = bot): Promise<Person> {
    const person = newPerson();
    await open(person, campaign, of);
    await of.tap(person, 'English');
    return person;
  }
  const start = (text: string) => text.slice(0, text.indexOf('\n\n' + en.menu.ask));

  it('gives its money, which the welcome says and the menu shows; it is no deposit', async () => {
    const campaign = await addCampaign(bot.tenant, balance);
    const person = await come(campaign);
    const { text, buttons } = bot.last(person);
    expect(start(text)).to.equal(
      `${en.registration.registered}\n\n🎁 A welcome gift for you: 25,000 toman in your wallet.`,
    );
    expect(buttons.flat().map((button) => button.text)).to.include('👛 Wallet: 25,000 toman');
    expect(await ledgerOf(person)).to.eql([{ type: 'campaign_bonus', amount: 25_000, kind: 'campaigns' }]);
    expect(await rowOf(person)).to.include({ campaign_code: campaign.startParameter, balance: 25_000 });
    const [visit] = await visitsOf(campaign);
    expect(visit).to.eql({ visits: 1, registered: true, bonus_kind: 'balance', bonus_refusal: null });
  });

  it('gives a subscription in place of the trial, whose link comes by itself', async () => {
    const campaign = await addCampaign(bot.tenant, subscription);
    const person = await come(campaign);
    const said = bot.said(person).map(({ text }) => text);
    expect(said[0]).to.contain('a subscription for 5 days, with 7 GB on 2 devices');
    expect(said.join('\n')).to.contain('https://');
    const row = await rowOf(person);
    expect(row.has_had_trial).to.equal(true);
    const [sold] = await ownerQuery(
      `select is_trial, status, traffic_limit_gb, device_limit, value_toman::int as value,
         round(extract(epoch from ends_at - starts_at) / 86400)::int as days
       from subscriptions where bot_id = $1 and user_id = $2`,
      [bot.botId, row.id],
    );
    expect(sold).to.eql({
      ...{ is_trial: true, status: 'active', traffic_limit_gb: 7, device_limit: 2, value: 0, days: 5 },
    });
    await bot.send(person, '/menu');
    expect(
      bot
        .last(person)
        .buttons.flat()
        .map(({ data }) => data),
    ).to.not.include('trial');
  });

  it('gives a discount, for its days and for what it is for', async () => {
    const campaign = await addCampaign(bot.tenant, discount);
    const person = await come(campaign);
    expect(bot.last(person).text).to.match(/15 percent off your next purchase, until .*\d{4}\./);
    const given = await ownerQuery(
      `select kind, percent, applies_to, valid_until between now() + interval '71 hours' and now() + interval '72 hours' as lasts
       from discount_offers where bot_id = $1 and user_id = $2`,
      [bot.botId, (await rowOf(person)).id],
    );
    expect(given).to.eql([{ kind: 'campaign', percent: 15, applies_to: 'purchase', lasts: true }]);
  });

  it('is kept through every step, by the newest link, and repeats of an update count once', async () => {
    const shop = await driver.addBot({ defaultLanguage: 'en' });
    await shop.configure({ rules_required: true, rules_text: { en: 'Be kind' } });
    const [first, last] = [await addCampaign(shop.tenant, balance), await addCampaign(shop.tenant, balance)];
    const person = newPerson();
    await open(person, first, shop);
    const { from, chat } = {
      from: { id: Number(person.id), is_bot: false, first_name: 'Sara' },
      chat: Number(person.id),
    };
    const update = {
      update_id: 900_001,
      message: {
        ...{ message_id: 5, date: 1, from, chat: { id: chat, type: 'private' } },
        ...{
          text: `/start ${last.startParameter}`,
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        },
      },
    };
    await shop.feed(update);
    await shop.feed(update);
    await shop.tap(person, 'English');
    await shop.tap(person, 'decline-rules');
    await shop.tap(person, 'accept-rules');
    expect(await rowOf(person, shop)).to.include({ campaign_code: last.startParameter, balance: 25_000 });
    expect(await visitsOf(first)).to.eql([
      { visits: 1, registered: false, bonus_kind: null, bonus_refusal: null },
    ]);
    expect(await visitsOf(last)).to.eql([
      { visits: 1, registered: true, bonus_kind: 'balance', bonus_refusal: null },
    ]);
  });

  it('of somebody who invites came later: that one counts', async () => {
    const inviter = await buildUser(bot.tenant);
    const campaign = await addCampaign(bot.tenant, balance);
    const person = newPerson();
    await open(person, campaign);
    await bot.send(person, `/start ${inviter.referralCode}`);
    await bot.tap(person, 'English');
    expect(await rowOf(person)).to.include({ campaign_code: null, referred_by: inviter.id, balance: 0 });
  });

  it('is counted for people who are registered already too, who keep what they have', async () => {
    const [mine, other] = [await addCampaign(bot.tenant, balance), await addCampaign(bot.tenant, balance)];
    const person = await come(mine);
    for (const campaign of [other, other, mine]) {
      await open(person, campaign);
      expect(bot.last(person).text).to.equal(`${en.menu.forNewPeople}\n\n${en.menu.ask}`);
    }
    expect(await rowOf(person)).to.include({ campaign_code: mine.startParameter, balance: 25_000 });
    expect((await visitsOf(other)).map(({ visits, registered }) => [visits, registered])).to.eql([
      [2, false],
    ]);
    expect((await visitsOf(mine)).map(({ visits }) => visits)).to.eql([2]);
  });

  it('of another bot, or in other letters, is nobody’s', async () => {
    const other = await driver.addBot();
    const campaign = await addCampaign(other.tenant, balance, { startParameter: 'Mixed_Case' });
    for (const payload of ['Mixed_Case', 'mixed_case']) {
      const of = payload === 'Mixed_Case' ? bot : other;
      const person = newPerson();
      await of.send(person, `/start ${payload}`);
      await of.tap(person, 'English');
      expect(await rowOf(person, of)).to.include({ campaign_code: null, balance: 0 });
    }
    expect(await visitsOf(campaign)).to.eql([]);
  });

  it('ended, begins later, is off or was deleted meanwhile: the person belongs to it and gets nothing', async () => {
    const hour = 3_600_000;
    const over = { activeUntil: new Date(Date.now() - hour) };
    for (const gone of [
      over,
      { activeFrom: new Date(Date.now() + hour) },
      { isActive: false },
      'deleted',
    ] as const) {
      const campaign = await addCampaign(bot.tenant, balance, gone === 'deleted' ? {} : gone);
      const person = newPerson();
      await open(person, campaign);
      if (gone === 'deleted') await bot.tenant.db(() => campaign.update({ deletedAt: new Date() }));
      await bot.tap(person, 'English');
      expect(start(bot.last(person).text), JSON.stringify(gone)).to.equal(en.registration.registered);
      expect(await rowOf(person)).to.include({ campaign_code: campaign.startParameter, balance: 0 });
      expect((await visitsOf(campaign))[0]).to.include({ registered: true, bonus_refusal: 'ended' });
    }
  });

  it('that was deleted before is no link any more', async () => {
    const campaign = await addCampaign(bot.tenant, balance);
    await bot.tenant.db(() => campaign.update({ deletedAt: new Date() }));
    const person = await come(campaign);
    expect(await rowOf(person)).to.include({ campaign_code: null, balance: 0 });
    expect(await visitsOf(campaign)).to.eql([]);
  });

  it('does nothing while the feature is off', async () => {
    const shop = await driver.addBot();
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'campaigns', false)
       on conflict (bot_id, feature_key) do update set enabled = false`,
      [shop.botId],
    );
    await shop.publish();
    const campaign = await addCampaign(shop.tenant, balance);
    const person = await come(campaign, shop);
    expect(await rowOf(person, shop)).to.include({ campaign_code: null, balance: 0 });
    expect(await visitsOf(campaign)).to.eql([]);
  });

  it('whose subscription the tenant cannot pay for keeps nobody from registering, and admins read why', async () => {
    const shop = await driver.addBot({ billingModel: 'subscription_sale', trafficRateToman: 1_000 });
    const group = driver.telegram.addGroup({ adminBots: [shop.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [shop.botId, group]);
    await shop.configure({ admin_notices: true });
    await shop.publish();
    const campaign = await addCampaign(shop.tenant, subscription);
    const person = await come(campaign, shop);
    expect(start(shop.last(person).text)).to.equal(en.registration.registered);
    expect((await visitsOf(campaign))[0]).to.include({ registered: true, bonus_refusal: 'wallet' });
    const told = shop.said({ id: group }).map(({ text }) => text);
    expect(told.some((text) => text.includes('Spring') && text.includes('Sara'))).to.equal(true);
    await shop.configure({ admin_notice_kinds: ['purchase'] });
    await come(campaign, shop);
    expect(shop.said({ id: group }).filter(({ text }) => text.includes('Spring'))).to.have.length(1);
  });

  it('gives its bonus once, also to who was erased and comes back by another', async () => {
    const [first, second] = [await addCampaign(bot.tenant, balance), await addCampaign(bot.tenant, balance)];
    const person = await come(first);
    const { id: userId } = await rowOf(person);
    await bot.tenant.db((tx) =>
      eraseUser(bot.tenant, tx, { userId, mayForfeit: true, idempotencyKey: `test ${userId}` }),
    );
    await open(person, second);
    await bot.tap(person, 'English');
    expect(await rowOf(person)).to.include({ campaign_code: first.startParameter, balance: 0 });
    expect((await ledgerOf(person)).map(({ type }) => type)).to.eql(['campaign_bonus', 'adjustment']);
    expect((await visitsOf(second))[0]).to.include({ registered: false });
  });

  it('brings nobody who was registered before their data were erased', async () => {
    const campaign = await addCampaign(bot.tenant, balance);
    const person = newPerson();
    await bot.send(person, '/start');
    await bot.tap(person, 'English');
    const { id: userId } = await rowOf(person);
    await bot.tenant.db((tx) =>
      eraseUser(bot.tenant, tx, { userId, mayForfeit: true, idempotencyKey: `test ${userId}` }),
    );
    await open(person, campaign);
    await bot.tap(person, 'English');
    expect(await rowOf(person)).to.include({ campaign_code: null, balance: 0 });
    expect((await visitsOf(campaign))[0]).to.include({ registered: false, bonus_kind: null });
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`gives it once when the worker dies ${point}`, async () => {
      const campaign = await addCampaign(bot.tenant, balance);
      const person = newPerson();
      await open(person, campaign);
      const { id: messageId } = bot.last(person);
      driver.telegram.tap(bot.token, person, { messageId, button: 'choose-language:en' });
      await bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(await ledgerOf(person)).to.have.length(1);
      expect(await rowOf(person)).to.include({ balance: 25_000 });
      expect(bot.last(person).text).to.contain('25,000 toman in your wallet');
    });
});
