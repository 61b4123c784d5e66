import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;

describe('the channel gate', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  /** An English bot that runs a public channel and asks people to join it. */
  async function gatedBot(overrides: object = {}): Promise<{ bot: DrivenBot; channel: string }> {
    const bot = await driver.addBot({ defaultLanguage: 'en', ...overrides });
    const username = `news_${uniqueNumber()}`;
    const channel = driver.telegram.addChannel({ username, adminBots: [bot.token] });
    await bot.configure({ language_selection: false, channel_required: true, channel_id: `@${username}` });
    return { bot, channel };
  }
  const asked = (bot: DrivenBot): number =>
    driver.telegram.calls({ token: bot.token, method: 'getChatMember' }).length;
  /** Lets the five minutes pass for which an answer holds, in the database; the process's memory is by telegram id. */
  const outdate = (bot: DrivenBot): Promise<unknown> =>
    ownerQuery(
      `update users set channel_checked_at = now() - interval '6 minutes' where bot_id = $1 and channel_checked_at is not null`,
      [bot.botId],
    );
  const registered = async (bot: DrivenBot): Promise<number> =>
    (await ownerQuery('select 1 from users where bot_id = $1 and registered_at is not null', [bot.botId]))
      .length;

  it('stops a stranger, hears their claim, and opens when Telegram confirms it', async () => {
    const { bot, channel } = await gatedBot();
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start spring');
    expect(bot.last(person).text).to.equal(en.registration.channel.ask);
    expect(bot.last(person).buttons[0]?.[0]?.url).to.match(/^https:\/\/t\.me\/news_\d+$/);
    expect(await bot.tap(person, 'joined')).to.deep.equal({
      text: en.registration.alerts.notJoined,
      showAlert: true,
    });
    expect(bot.said(person)).to.have.length(1);
    expect(await registered(bot)).to.equal(0);
    driver.telegram.joinChannel(person, channel);
    expect(await bot.tap(person, 'joined')).to.deep.equal({ showAlert: false });
    expect(bot.last(person).text).to.contain(en.menu.ask);
    const [row] = await ownerQuery<{ start_payload: string; channel_checked_at: Date | null }>(
      'select start_payload, channel_checked_at from users where bot_id = $1',
      [bot.botId],
    );
    expect(row?.start_payload).to.equal('spring');
    expect(row?.channel_checked_at).to.be.instanceOf(Date);
  });

  it('asks Telegram once for many updates of a member', async () => {
    const { bot, channel } = await gatedBot();
    const person = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.joinChannel(person, channel);
    for (const text of ['/start', '/menu', 'hello', '/help']) await bot.send(person, text);
    await bot.tap(person, 'profile');
    expect(asked(bot)).to.equal(1);
    expect(await registered(bot)).to.equal(1);
  });

  it('meets a registered person who is not in the channel, and lets them back to the menu', async () => {
    const { bot, channel } = await gatedBot();
    await bot.configure({ channel_required: false });
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    expect(asked(bot)).to.equal(0);
    await bot.configure({ channel_required: true });
    await bot.tap(person, 'profile');
    expect(bot.last(person)).to.include({ text: en.registration.channel.ask, isEdited: true });
    expect((await bot.tap(person, 'joined')).showAlert).to.equal(true);
    driver.telegram.joinChannel(person, channel);
    await bot.tap(person, 'joined');
    expect(bot.last(person).text).to.equal(`${en.registration.channel.passed}\n\n${en.menu.ask}`);
  });

  for (const status of ['left', 'kicked'] as const)
    it(`closes again for a person who ${status === 'left' ? 'left' : 'was thrown out'}, when the answer is old`, async () => {
      const { bot, channel } = await gatedBot();
      const person = driver.telegram.person({ firstName: 'Sara' });
      const asker = driver.telegram.person({ firstName: 'Same account seen by another process' });
      driver.telegram.joinChannel(asker, channel);
      await bot.send(asker, '/start');
      // A member by the database only: what this process remembers cannot be turned back.
      await ownerQuery('update users set telegram_id = $2 where bot_id = $1', [bot.botId, person.id]);
      driver.telegram.joinChannel(person, channel, status);
      await bot.send(person, '/menu');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      expect(asked(bot)).to.equal(1);
      await outdate(bot);
      await bot.send(person, '/menu');
      expect(bot.last(person).text).to.equal(en.registration.channel.ask);
      expect(asked(bot)).to.equal(2);
    });

  it('lets everybody pass while the bot may not look, and tells the admins once an hour', async () => {
    const { bot, channel } = await gatedBot();
    const owner = driver.telegram.person({ firstName: 'Owner' });
    const group = driver.telegram.addGroup({ bots: [bot.token], members: [owner] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.publish();
    driver.telegram.setBotStatus(bot.token, { chatId: channel, by: owner }, 'left');
    for (const firstName of ['Sara', 'Reza']) {
      const person = driver.telegram.person({ firstName });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.menu.ask);
    }
    const told = bot.said({ id: group });
    expect(told).to.have.length(1);
    expect(told[0]?.text).to.contain('cannot see who is a member').and.contain('\u2068@news_');
    expect(await registered(bot)).to.equal(2);
  });

  /** Words of Telegram about one person whom it does not find. */
  const aboutPerson = [
    'PARTICIPANT_ID_INVALID',
    'USER_ID_INVALID',
    'USER_NOT_PARTICIPANT',
    'INPUT_USER_DEACTIVATED',
    'user not found',
    'member not found',
    'invalid user_id specified',
  ];
  /** Words of Telegram about the bot or the chat. */
  const aboutBot: [number, string][] = [
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: member list is inaccessible'],
    [400, 'Bad Request: CHAT_ADMIN_REQUIRED'],
    [400, 'Bad Request: not enough rights'],
    [400, 'Bad Request: something new'],
    [403, 'Forbidden: bot was kicked from the channel chat'],
    [403, 'Forbidden: bot is not a member of the channel chat'],
  ];

  /** A gated bot whose admins listen, and a person who comes while Telegram answers so, `times` times. */
  async function refusedBy(description: string, { code = 400, times = 1 } = {}) {
    const { bot, channel } = await gatedBot();
    const owner = driver.telegram.person({ firstName: 'Owner' });
    const group = driver.telegram.addGroup({ bots: [bot.token], members: [owner] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.publish();
    const person = driver.telegram.person({ firstName: 'Sara' });
    const fault = { token: bot.token, method: 'getChatMember', times };
    driver.telegram.failNext({ ...fault, error: { code, description } });
    return { bot, channel, person, alarms: () => bot.said({ id: group }), owner };
  }

  for (const words of aboutPerson)
    it(`asks again when Telegram says “${words}” of a person, and then keeps a stranger out without an alarm`, async () => {
      const { bot, person, alarms } = await refusedBy(`Bad Request: ${words}`, { times: 2 });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.equal(en.registration.channel.ask);
      expect(asked(bot), 'twice for the person, once for itself').to.equal(3);
      expect(alarms()).to.deep.equal([]);
      expect(await registered(bot)).to.equal(0);
    });

  it('lets a member in whom Telegram found when it was asked again', async () => {
    const { bot, channel, person, alarms } = await refusedBy('Bad Request: PARTICIPANT_ID_INVALID');
    driver.telegram.joinChannel(person, channel);
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
    expect([asked(bot), alarms().length]).to.deep.equal([2, 0]);
  });

  it('lets everybody pass, and tells the admins, when Telegram finds nobody for a bot that runs the channel no more', async () => {
    const { bot, channel, person, owner, alarms } = await refusedBy('Bad Request: USER_ID_INVALID', {
      times: 2,
    });
    driver.telegram.setBotStatus(bot.token, { chatId: channel, by: owner }, 'member');
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
    expect(alarms()[0]?.text).to.contain('USER_ID_INVALID');
  });

  for (const [code, description] of aboutBot)
    it(`lets everybody pass, and tells the admins, when Telegram says “${description}”`, async () => {
      const { bot, person, alarms } = await refusedBy(description, { code });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      expect(asked(bot)).to.equal(1);
      expect(alarms()[0]?.text).to.contain(description.slice(0, 40));
    });

  it('follows a group that became a supergroup, and asks under its new number from then on', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'en' });
    const group = driver.telegram.addGroup({ isBasic: true, adminBots: [bot.token] });
    await bot.configure({ language_selection: false, channel_required: true, channel_id: group });
    const [first, second] = ['Sara', 'Reza'].map((firstName) => driver.telegram.person({ firstName }));
    const moved = driver.telegram.migrateGroup(group, first!);
    driver.telegram.joinChannel(first!, moved);
    await bot.send(first!, '/start');
    expect(bot.last(first!).text).to.contain(en.menu.ask);
    await bot.send(second!, '/start');
    expect(bot.last(second!).text).to.equal(en.registration.channel.ask);
    const refused = driver.telegram.calls({ token: bot.token, chatId: group }).filter(({ error }) => error);
    expect(refused.length, 'calls that the old number cost').to.be.at.most(1);
  });

  it('lets everybody pass when it is asked for and no channel is named; its owner hears it where there is no chat of admins', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
    const owner = driver.telegram.person({ firstName: 'Owner' });
    await bot.send(owner, '/start');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      owner.id,
    ]);
    await bot.configure({ channel_required: true });
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
    expect(bot.last(owner).text).to.contain('channel');
  });

  it('lets the admins of the bot pass', async () => {
    const { bot } = await gatedBot();
    const admin = driver.telegram.person({ firstName: 'Admin' });
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      admin.id,
    ]);
    await bot.send(admin, '/start');
    expect(bot.last(admin).text).to.contain(en.menu.ask);
    expect(asked(bot)).to.equal(0);
  });

  it('waits while Telegram is in trouble, and goes on without losing the update', async () => {
    const { bot, channel } = await gatedBot();
    const person = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.joinChannel(person, channel);
    const fault = { token: bot.token, method: 'getChatMember' };
    driver.telegram.failNext({ ...fault, error: { code: 502, description: 'Bad Gateway' } });
    driver.telegram.failNext({
      ...fault,
      error: { code: 429, description: 'Too Many Requests', retryAfter: 3 },
    });
    await bot.send(person, '/start');
    expect(bot.said(person)).to.deep.equal([]);
    await driver.hurry();
    await driver.hurry();
    expect(bot.said(person)).to.have.length(1);
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });
});
