import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import type { CampaignBonus } from '#models/campaign.js';
import { giveKeptBonus } from '#services/campaigns/give-kept-bonus.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { uniqueNumber } from '../../factories/unique.js';
import { addCampaign, visitsOf } from '../../support/bot/campaigns.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';

const { en } = textsOf;
const { channel: words } = en.registration;
const gift: CampaignBonus = {
  ...({ kind: 'subscription', days: 5, traffic_gb: 7, device_limit: 2 } as const),
  squads: [],
};

describe('a channel that is for trials', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let channel: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    const username = `room_${uniqueNumber()}`;
    channel = driver.telegram.addChannel({ username, adminBots: [bot.token] });
    const entry = { chat: `@${username}`, link: null, title: null, applies_to: 'trial', trial_stops: false };
    await bot.configure({ language_selection: false, required_channels: [entry] });
  });

  const newcomer = (): Person => driver.telegram.person({ firstName: 'Sara' });
  const reads = (person: Person): string => bot.last(person).text;
  const asks = (): number => driver.telegram.calls({ token: bot.token, method: 'getChatMember' }).length;
  const trials = async (): Promise<number> =>
    (await ownerQuery('select 1 from subscriptions where bot_id = $1 and is_trial', [bot.botId])).length;
  const uses = async (): Promise<number> =>
    (await ownerQuery('select 1 from promo_code_uses where bot_id = $1', [bot.botId])).length;

  it('stands before the trial of a code, which is not used up and may be sent once they have joined', async () => {
    await addCode(bot.tenant, { code: 'TRY', effect: { kind: 'trial', days: 2 } });
    const person = newcomer();
    await bot.send(person, '/start');
    await bot.send(person, '/start promo_TRY');
    expect(reads(person)).to.equal(`${words.trial.one}\n\n${en.codes.refused.channel}`);
    expect([await trials(), await uses()]).to.deep.equal([0, 0]);
    driver.telegram.joinChannel(person, channel);
    await bot.tap(person, 'joined:trial');
    expect(reads(person)).to.contain(words.goOn);
    await bot.send(person, 'try');
    expect([await trials(), await uses()]).to.deep.equal([1, 1]);
  });

  it('asks Telegram for who is in it once, and for no other code', async () => {
    await addCode(bot.tenant, { code: 'MONEY', effect: { kind: 'balance', amountToman: 5_000 } });
    await addCode(bot.tenant, { code: 'TRY', effect: { kind: 'trial', days: 2 } });
    const person = newcomer();
    driver.telegram.joinChannel(person, channel);
    await bot.send(person, '/start');
    await bot.send(person, '/start promo_MONEY');
    expect(asks()).to.equal(0);
    await bot.send(person, '/start promo_TRY');
    expect(asks()).to.equal(1);
    expect([await trials(), await uses()]).to.deep.equal([1, 2]);
    const marks = await ownerQuery('select 1 from processed_updates where bot_id = $1', [bot.botId]);
    expect(marks, 'each update is done once').to.have.length(3);
  });

  it('lets who runs the bot pass', async () => {
    await addCode(bot.tenant, { code: 'TRY', effect: { kind: 'trial', days: 2 } });
    const person = newcomer();
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      person.id,
    ]);
    await bot.send(person, '/start');
    await bot.send(person, '/start promo_TRY');
    expect(await trials()).to.equal(1);
  });

  describe('and the gift of a campaign', () => {
    it('waits for who is not in it; registration does not', async () => {
      const campaign = await addCampaign(bot.tenant, gift);
      const person = newcomer();
      await bot.send(person, `/start ${campaign.startParameter}`);
      expect(reads(person)).to.contain(en.menu.ask);
      const asked = bot.said(person).map(({ text }) => text);
      expect(asked).to.include(`${en.campaigns.waits}\n\n${words.trial.one}`);
      expect(await visitsOf(campaign)).to.eql([
        { visits: 1, registered: true, bonus_kind: null, bonus_refusal: 'channel' },
      ]);
      expect((await bot.tap(person, 'joined:trial')).showAlert).to.equal(true);
      expect(await trials()).to.equal(0);
      driver.telegram.joinChannel(person, channel);
      await bot.tap(person, 'joined:trial');
      expect(bot.said(person).some(({ text }) => text.includes('a subscription for 5 days'))).to.equal(true);
      expect(await visitsOf(campaign)).to.eql([
        { visits: 1, registered: true, bonus_kind: 'subscription', bonus_refusal: null },
      ]);
    });

    it('is given once, however many at once ask for it, and only while the campaign gives it', async () => {
      const [campaign, over] = [await addCampaign(bot.tenant, gift), await addCampaign(bot.tenant, gift)];
      const [one, other] = [newcomer(), newcomer()];
      await bot.send(one, `/start ${campaign.startParameter}`);
      await bot.send(other, `/start ${over.startParameter}`);
      await ownerQuery('update campaigns set is_active = false where id = $1', [over.id]);
      const people = await ownerQuery<{ id: string }>(
        'select id::text from users where bot_id = $1 order by users.id',
        [bot.botId],
      );
      const give = (userId: string) => bot.tenant.db((tx) => giveKeptBonus(bot.tenant, tx, { userId }));
      const given = await Promise.all([1, 2, 3].map(() => give(people[0]!.id)));
      expect(given.filter((result) => result !== undefined)).to.have.length(1);
      expect(await give(people[1]!.id)).to.equal(undefined);
      expect((await visitsOf(over))[0]).to.include({ bonus_kind: null, bonus_refusal: 'ended' });
      expect(await trials()).to.equal(1);
    });

    it('is given at once to who is in it', async () => {
      const campaign = await addCampaign(bot.tenant, gift);
      const person = newcomer();
      driver.telegram.joinChannel(person, channel);
      await bot.send(person, `/start ${campaign.startParameter}`);
      expect((await visitsOf(campaign))[0]).to.include({ bonus_kind: 'subscription' });
      expect(await trials()).to.equal(1);
    });
  });
});
