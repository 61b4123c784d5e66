import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { operator } from '#services/access/actor.js';
import { checkTrials } from '#services/people/check-trials.js';
import { enqueueChannelChecks } from '#services/people/enqueue-channel-checks.js';
import { noteMember, noteStranger } from '#services/people/note-membership.js';
import { requestSync } from '#services/provision/request-sync.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { standardValues } from '#services/settings/values.js';
import { buildSubscription } from '../../factories/subscription.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { dieBefore, SimulatedDeath } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';

const { en } = textsOf;

describe('the trial of a person who left the required channel', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let channel: string;
  let username: string;
  let person: ReturnType<BotDriver['telegram']['person']>;
  let trial: Subscription;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  afterEach(mendClock);
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    username = `News_${uniqueNumber()}`;
    channel = driver.telegram.addChannel({ username, adminBots: [bot.token] });
    await bot.configure({ language_selection: false, channel_required: true, channel_id: `@${username}` });
    ({ person, trial } = await tryOut());
  });

  /** A member of the channel with a trial that the panel has made. */
  async function tryOut(more: Partial<Subscription> = { isTrial: true }) {
    const member = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.joinChannel(member, channel);
    await bot.send(member, '/start');
    const user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: member.id } })))!;
    const endsAt = new Date(Date.now() + 3 * dayMs);
    const row = await buildSubscription(bot.tenant, user, { endsAt, ...more });
    await driver.settle();
    return { person: member, trial: row };
  }
  const statusOf = async ({ id }: Subscription = trial): Promise<string | undefined> => {
    const row = (await bot.tenant.db(() => Subscription.findOne({ where: { id } })))!;
    return driver.panel.account(row.panelUsername!)?.status;
  };
  /** What Telegram tells of somebody who came or left, where the bot runs the channel. */
  const tellOf = (who: { readonly id: string }, status: string, room = { id: Number(channel), username }) =>
    bot.feed({
      chat_member: {
        chat: { ...room, type: 'channel', title: 'News' },
        from: { id: Number(who.id), is_bot: false, first_name: 'Sara' },
        date: 1,
        old_chat_member: {
          status: 'member',
          user: { id: Number(who.id), is_bot: false, first_name: 'Sara' },
        },
        new_chat_member: { status, user: { id: Number(who.id), is_bot: false, first_name: 'Sara' } },
      },
    });
  const words = (who: { readonly id: string } = person) =>
    bot.said(who).filter(({ text }) => text === en.notices.channelLeft.replace(/<\/?b>/g, ''));
  const look = () => checkTrials(bot.tenant, driver.means.askTelegram);
  const due = () =>
    ownerQuery(`update subscriptions set channel_look_at = now() - interval '1 minute' where bot_id = $1`, [
      bot.botId,
    ]);

  it('stands still at once when Telegram tells of it, also on the panel, and goes on when they are back', async () => {
    expect(await statusOf()).to.equal('ACTIVE');
    driver.telegram.leaveChannel(person, channel);
    await tellOf(person, 'left');
    await tellOf(person, 'kicked');
    expect(await statusOf()).to.equal('DISABLED');
    expect(words()).to.have.length(1);
    expect(
      words()[0]
        ?.buttons.flat()
        .map(({ url, data }) => url ?? data),
    ).to.eql([`https://t.me/${username}`, 'joined']);
    driver.telegram.joinChannel(person, channel);
    await tellOf(person, 'member');
    expect(await statusOf()).to.equal('ACTIVE');
    expect(words()).to.have.length(1);
  });

  it('is left alone by what happens in other chats, to others, to paid ones, and to who runs the bot', async () => {
    const paid = await tryOut({ isTrial: false });
    const admin = await tryOut();
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      admin.person.id,
    ]);
    await tellOf(person, 'left', { id: -1009, username: 'others' });
    await tellOf({ id: '77001122' }, 'left');
    await tellOf(paid.person, 'left');
    await tellOf(admin.person, 'left');
    for (const one of [trial, paid.trial, admin.trial]) expect(await statusOf(one)).to.equal('ACTIVE');
    await bot.configure({ channel_trial_stops: false });
    await tellOf(person, 'left');
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('stands still when they meet the gate, and goes on when they pass it', async () => {
    driver.telegram.leaveChannel(person, channel);
    // Another process, which has not seen the member: what this one remembers is by Telegram id.
    const stranger = driver.telegram.person({ firstName: 'Sara, as another process sees her' });
    await ownerQuery(
      'update users set telegram_id = $2, channel_checked_at = null where bot_id = $1 and telegram_id = $3',
      [bot.botId, stranger.id, person.id],
    );
    await bot.send(stranger, '/menu');
    await bot.send(stranger, '/menu');
    expect(await statusOf()).to.equal('DISABLED');
    expect(words(stranger)).to.have.length(1);
    driver.telegram.joinChannel(stranger, channel);
    await bot.tap(stranger, 'joined');
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('is found by looking where Telegram told nothing, hours later, and so is that they are back', async () => {
    await enqueueChannelChecks();
    await driver.settle();
    driver.telegram.leaveChannel(person, channel);
    await enqueueChannelChecks();
    await driver.settle();
    expect(await statusOf(), 'it is not due yet').to.equal('ACTIVE');
    const start = Date.now();
    setClock(start + 6 * hourMs + minuteMs);
    await enqueueChannelChecks();
    await driver.settle();
    expect(await statusOf()).to.equal('DISABLED');
    const jobs = async () =>
      (
        await ownerQuery(`select from outbox where bot_id = $1 and job_name = 'people.check-channel'`, [
          bot.botId,
        ])
      ).length;
    await enqueueChannelChecks();
    expect(await jobs(), 'nothing is due').to.equal(0);
    driver.telegram.joinChannel(person, channel);
    setClock(start + 7 * hourMs + 2 * minuteMs);
    await enqueueChannelChecks();
    await driver.settle();
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('is told of only where that is switched on, and goes on when the bot asks for no channel any more', async () => {
    await bot.configure({ channel_left_notice: false });
    await tellOf(person, 'left');
    expect([await statusOf(), words().length]).to.eql(['DISABLED', 0]);
    const means = { actor: operator, vault: driver.vault };
    await changeSettings(bot.tenant, [{ key: 'channel_required', put: false }], means);
    await driver.settle();
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('goes on as a paid one when it was bought meanwhile', async () => {
    await tellOf(person, 'left');
    await bot.tenant.db(() => Subscription.update({ isTrial: false }, { where: { id: trial.id } }));
    await bot.tenant.db((tx) => requestSync(bot.tenant, tx, trial.id));
    await driver.settle();
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('asks Telegram once for a page while it tells nothing, and changes nothing by that', async () => {
    await tryOut();
    const owner = driver.telegram.person({ firstName: 'Owner' });
    driver.telegram.setBotStatus(bot.token, { chatId: channel, by: owner }, 'left');
    await due();
    const asked = () => driver.telegram.calls({ token: bot.token, method: 'getChatMember' }).length;
    const before = asked();
    await look();
    await look();
    expect(asked() - before).to.equal(1);
    expect(await statusOf()).to.equal('ACTIVE');
  });

  it('is not looked at in a bot that is off, or whose token Telegram refuses', async () => {
    driver.telegram.leaveChannel(person, channel);
    await due();
    const asked = () => driver.telegram.calls({ token: bot.token, method: 'getChatMember' }).length;
    const before = asked();
    const looks = async () => {
      await enqueueChannelChecks();
      await driver.settle();
      await look();
      return asked() - before;
    };
    await ownerQuery('update bots set is_active = false where id = $1', [bot.botId]);
    expect(await looks()).to.equal(0);
    await ownerQuery('update bots set is_active = true where id = $1', [bot.botId]);
    await ownerQuery(
      `insert into bot_connections (bot_id, token_revoked_at) values ($1, now())
       on conflict (bot_id) do update set token_revoked_at = now()`,
      [bot.botId],
    );
    expect(await looks()).to.equal(0);
    await ownerQuery('update bot_connections set token_revoked_at = null where bot_id = $1', [bot.botId]);
    expect(await looks()).to.be.above(0);
    expect(await statusOf()).to.equal('DISABLED');
  });

  it('is told once by any number of workers, and all there or not at all when one is killed', async () => {
    const people = [person];
    for (let one = 0; one < 3; one += 1) people.push((await tryOut()).person);
    for (const one of people) driver.telegram.leaveChannel(one, channel);
    await due();
    await Promise.all([look(), look(), look()]);
    await driver.settle();
    for (const one of people) expect(words(one)).to.have.length(1);
    for (const one of people) driver.telegram.joinChannel(one, channel);
    await due();
    for (let at = 1; ; at += 1) {
      const fate = await checkTrials(dyingRun(at).tenant(bot.tenant), driver.means.askTelegram).catch(
        (error: unknown) => error,
      );
      if (fate === undefined) break;
      expect(fate).to.be.instanceOf(SimulatedDeath);
      const [row] = await ownerQuery<{ torn: number }>(
        `select count(*)::int as torn from subscriptions where bot_id = $1 and channel_left_at is null
           and provisioned_at is not null and channel_look_at > now() and panel_status = 'DISABLED'`,
        [bot.botId],
      );
      expect(row?.torn, `killed before step ${at}`).to.equal(0);
    }
    await driver.settle();
    expect(await statusOf()).to.equal('ACTIVE');
    const values = { ...standardValues, channel_required: true };
    const whose = { telegramId: person.id, values };
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(bot.tenant, at, (tx) => noteStranger(bot.tenant, tx, whose));
      if (!died) break;
      await driver.settle();
      expect(await statusOf()).to.equal('ACTIVE');
    }
    await driver.settle();
    expect(await statusOf()).to.equal('DISABLED');
    await bot.tenant.db((tx) => noteMember(bot.tenant, tx, whose));
    await driver.settle();
    expect(await statusOf()).to.equal('ACTIVE');
  });
});
