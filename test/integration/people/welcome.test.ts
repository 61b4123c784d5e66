import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { addCampaign } from '../../support/bot/campaigns.js';
import { write } from '../../support/bot/pages.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;

describe('the welcome of the bot’s admins', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false, trial_days: 5, trial_traffic_gb: 0, trial_devices: 2 });
  });

  const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
  const welcomed = async (names: { firstName: string; lastName?: string }, text = '/start') => {
    const person = driver.telegram.person(names);
    await bot.send(person, text);
    const [welcome] = bot.said(person);
    return { text: plain(welcome!.text), html: welcome!.html, buttons: welcome!.buttons.flat(), person };
  };

  it('is filled in for the person, whatever they are called', async () => {
    await write(driver, bot, {
      welcome_text: {
        en: '<b>{name}</b>, {first_name}! {bot}: {trial_days} days, {trial_traffic}, {trial_devices}. {}',
      },
    });
    const { username } = (
      await bot.tenant.db((tx) => tx.sql<{ username: string }>('select username from bots'))
    )[0]!;
    const { text } = await welcomed({ firstName: 'Sara', lastName: 'Jones' });
    expect(text).to.equal(`Sara Jones, Sara! @${username}: 5 days, unlimited traffic, 2. {}`);
    const odd = await welcomed({ firstName: '<b>{name}</b> & "co"' });
    expect(odd.text).to.contain('<b>{name}</b> & "co"');
    expect(odd.html).to.contain('&lt;b&gt;{name}');
  });

  it('has a button for the trial where one is offered, unless that is switched off', async () => {
    await write(driver, bot, { welcome_text: { en: 'Come in' } });
    const { buttons, person } = await welcomed({ firstName: 'Omid' });
    expect(buttons.map(({ data }) => data)).to.eql(['trial']);
    await bot.tap(person, 'trial');
    expect(bot.last(person).text).to.not.contain(en.menu.ask);
    await write(driver, bot, { welcome_trial_button: false });
    expect((await welcomed({ firstName: 'Ali' })).buttons).to.eql([]);
    await write(driver, bot, { welcome_trial_button: true });
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'trial_subscription', false)`,
      [bot.botId],
    );
    await bot.publish();
    expect((await welcomed({ firstName: 'Sara' })).buttons).to.eql([]);
  });

  it('has none for who was given a subscription by their campaign', async () => {
    await write(driver, bot, { welcome_text: { en: 'Come in' } });
    const campaign = await addCampaign(bot.tenant, {
      ...{ kind: 'subscription', days: 3, traffic_gb: 5, device_limit: 1, squads: [] },
    });
    const { text, buttons } = await welcomed({ firstName: 'Sara' }, `/start ${campaign.startParameter}`);
    expect(text).to.equal('Come in');
    expect(buttons).to.eql([]);
  });
});
