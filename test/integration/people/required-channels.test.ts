import { expect } from 'chai';
import { findAction } from '#bot/areas.js';
import { textsOf } from '#bot/texts/index.js';
import type { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { dayMs } from '#platform/units.js';
import { operator } from '#services/access/actor.js';
import { checkTrials } from '#services/people/check-trials.js';
import { enqueueChannelChecks } from '#services/people/enqueue-channel-checks.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { moveChat } from '#services/settings/move-chat.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { buildSubscription } from '../../factories/subscription.js';
import { uniqueNumber } from '../../factories/unique.js';
import { fillWallet, sellPlan } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const { channel: words } = en.registration;

describe('a bot with several required channels', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
  });

  function addChannel(): { id: string; chat: string } {
    const username = `room_${uniqueNumber()}`;
    return { id: driver.telegram.addChannel({ username, adminBots: [bot.token] }), chat: `@${username}` };
  }
  const entry = (chat: string, more: object = {}) => ({
    ...{ chat, link: null, title: null, applies_to: 'everybody', trial_stops: false },
    ...more,
  });
  const newcomer = (): Person => driver.telegram.person({ firstName: 'Sara' });
  const buttonsOf = (person: Person): string[] =>
    bot
      .last(person)
      .buttons.flat()
      .map(({ text }) => text);
  const outdate = (): Promise<unknown> =>
    ownerQuery(`update users set channel_checked_at = now() - interval '6 minutes' where bot_id = $1`, [
      bot.botId,
    ]);

  it('asks for what is missing alone, the single settings first, and lets in who has joined all', async () => {
    const [first, second, third] = [addChannel(), addChannel(), addChannel()];
    await bot.configure({
      ...{ channel_required: true, channel_id: first.chat },
      required_channels: [entry(second.chat, { title: 'News' }), entry(third.chat)],
    });
    const person = newcomer();
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.equal(words.askSeveral);
    expect(buttonsOf(person)).to.deep.equal(['📢 1', '📢 News', '📢 3', en.registration.buttons.joined]);
    driver.telegram.joinChannel(person, first.id);
    driver.telegram.joinChannel(person, third.id);
    expect((await bot.tap(person, 'joined')).text).to.equal(en.registration.alerts.notJoined);
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.equal(words.ask);
    expect(buttonsOf(person)).to.deep.equal(['📢 News', en.registration.buttons.joined]);
    driver.telegram.joinChannel(person, second.id);
    await bot.tap(person, 'joined');
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });

  it('lets people pass the channel that Telegram does not tell of, tells the admins of that one, and asks for the others', async () => {
    const [first, second] = [addChannel(), addChannel()];
    const group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({
      required_channels: [entry('@nobody_has_this'), entry(first.chat), entry(second.chat)],
    });
    const person = newcomer();
    driver.telegram.joinChannel(person, first.id);
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.equal(words.ask);
    driver.telegram.joinChannel(person, second.id);
    await bot.tap(person, 'joined');
    expect(bot.last(person).text).to.contain(en.menu.ask);
    const told = bot.said({ id: group }).map(({ text }) => text);
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('nobody_has_this');
  });

  it('asks for a channel of buyers when they pay, and for one of trials when they take one, and never else', async () => {
    const [buyers, trials] = [addChannel(), addChannel()];
    await bot.configure({
      required_channels: [
        entry(buyers.chat, { applies_to: 'purchase' }),
        entry(trials.chat, { applies_to: 'trial', trial_stops: true }),
      ],
    });
    await bot.switchOn('trial_subscription');
    await sellPlan(bot);
    const person = newcomer();
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
    await fillWallet(bot, person, 500_000);
    await bot.tap(person, 'trial');
    const before = bot.said(person).length;
    await bot.tap(person, 'trial-start');
    expect(bot.said(person)).to.have.length(before + 1);
    expect(bot.last(person).text).to.equal(words.trial.one);
    expect((await bot.tap(person, 'joined:trial')).showAlert).to.equal(true);
    driver.telegram.joinChannel(person, trials.id);
    await bot.tap(person, 'joined:trial');
    expect(bot.last(person).text).to.contain(words.goOn);
    await bot.tap(person, 'trial-start');
    const paid = () =>
      ownerQuery<{ kind: string }>(
        `select kind from orders where bot_id = $1 and state = 'paid' order by orders.id`,
        [bot.botId],
      );
    expect(await paid()).to.deep.equal([{ kind: 'trial' }]);
    await bot.send(person, '/menu');
    await bot.tap(person, 'plans');
    const pay = bot
      .last(person)
      .buttons.flat()
      .find(({ data }) => data?.startsWith('pay:'))!.data!;
    await bot.tap(person, pay);
    expect(bot.last(person).text).to.equal(words.purchase.one);
    expect(await paid()).to.have.length(1);
    driver.telegram.joinChannel(person, buyers.id);
    await bot.tap(person, pay);
    expect(await paid()).to.have.length(2);
  });

  it('takes each way to pay an order for a purchase, and a top-up by itself for none', () => {
    for (const action of ['pay', 'pay-by', 'pay-repeating'])
      expect(findAction(action)?.purpose, action).to.equal('purchase');
    expect(findAction('top-up-by')?.purpose).to.equal(undefined);
  });

  it('refuses what nobody could join, what stands twice, and what stops a trial by a purchase', async () => {
    const put = (list: unknown) =>
      changeSettings(bot.tenant, [{ key: 'required_channels', put: list }], {
        actor: operator,
        vault: driver.vault,
      });
    const refused: [unknown, RegExp][] = [
      [[{ chat: '-1001234567890' }], /link: is needed/],
      [[{ chat: '@one_room' }, { chat: '@One_Room' }], /names a channel twice/],
      [[{ chat: '@one_room', applies_to: 'purchase', trial_stops: true }], /stops no trial/],
      [[{ chat: 'https://t.me/x' }], /must be @name/],
      [Array.from({ length: 6 }, (_, at) => ({ chat: `@room_${at}` })), /5/],
    ];
    for (const [list, says] of refused)
      await put(list).then(
        () => expect.fail(`${JSON.stringify(list)} was taken`),
        (error: unknown) => expect(JSON.stringify(error)).to.match(says),
      );
    await put([{ chat: '@one_room' }, { chat: '-100123456789', link: 'https://t.me/+abc', title: 'VIP' }]);
    const snapshot = await bot.tenant.db((tx) => readSnapshot(bot.tenant, tx));
    expect(snapshot?.settings.values.required_channels[0]).to.deep.equal(entry('@one_room'));
  });

  it('follows a group that became a supergroup, wherever the list names it', async () => {
    const [from, to] = ['-4001', '-1009000000001'];
    await bot.configure({
      required_channels: [entry('@one_room'), entry(from, { link: 'https://t.me/+a' })],
    });
    await moveChat(bot.tenant, { from, to });
    await moveChat(bot.tenant, { from, to });
    const snapshot = await bot.tenant.db((tx) => readSnapshot(bot.tenant, tx));
    expect(snapshot?.settings.values.required_channels.map(({ chat }) => chat)).to.deep.equal([
      '@one_room',
      to,
    ]);
    const changes = await ownerQuery('select 1 from bot_setting_changes where bot_id = $1 and key = $2', [
      bot.botId,
      'required_channels',
    ]);
    expect(changes).to.have.length(1);
  });

  describe('and the trial of a person', () => {
    let person: Person;
    let trial: Subscription;
    let news: ReturnType<typeof addChannel>;
    let club: ReturnType<typeof addChannel>;
    beforeEach(async () => {
      [news, club] = [addChannel(), addChannel()];
      await bot.configure({
        required_channels: [
          entry(news.chat, { trial_stops: true }),
          entry(club.chat, { applies_to: 'trial', trial_stops: true }),
        ],
      });
      person = newcomer();
      for (const { id } of [news, club]) driver.telegram.joinChannel(person, id);
      await bot.send(person, '/start');
      const user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: person.id } })))!;
      trial = await buildSubscription(bot.tenant, user, {
        isTrial: true,
        endsAt: new Date(Date.now() + 3 * dayMs),
      });
      await driver.settle();
    });
    const isStopped = async (): Promise<boolean> =>
      (
        await ownerQuery(
          'select 1 from subscriptions where bot_id = $1 and id = $2 and channel_left_at is not null',
          [bot.botId, trial.id],
        )
      ).length > 0;
    const tell = (status: string, { id, chat }: { id: string; chat: string }) => {
      const user = { id: Number(person.id), is_bot: false, first_name: 'Sara' };
      return bot.feed({
        chat_member: {
          chat: { id: Number(id), username: chat.slice(1), type: 'channel', title: 'Room' },
          ...{
            from: user,
            date: 1,
            old_chat_member: { status: 'member', user },
            new_chat_member: { status, user },
          },
        },
      });
    };
    const leave = async (room: typeof news) => {
      driver.telegram.leaveChannel(person, room.id);
      await tell('left', room);
    };
    const join = async (room: typeof news) => {
      driver.telegram.joinChannel(person, room.id);
      await tell('member', room);
    };

    it('stands still when one is left, and goes on only when they are in all again', async () => {
      await leave(club);
      expect(await isStopped()).to.equal(true);
      await leave(news);
      await join(club);
      expect(await isStopped()).to.equal(true);
      await join(news);
      expect(await isStopped()).to.equal(false);
    });

    it('is not started again by the gate, which asks for less', async () => {
      await leave(club);
      await outdate();
      await bot.send(person, '/menu');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      expect(await isStopped()).to.equal(true);
    });

    it('is looked after where Telegram told nothing, also while it tells nothing of one of them', async () => {
      driver.telegram.leaveChannel(person, club.id);
      await bot.configure({
        required_channels: [
          entry('@nobody_has_this', { trial_stops: true }),
          entry(club.chat, { applies_to: 'trial', trial_stops: true }),
        ],
      });
      await ownerQuery(
        `update subscriptions set channel_look_at = now() - interval '1 minute' where bot_id = $1`,
        [bot.botId],
      );
      expect(await enqueueChannelChecks()).to.be.at.least(1);
      await checkTrials(bot.tenant, driver.means.askTelegram);
      expect(await isStopped()).to.equal(true);
    });

    it('that is looked after opens the gate only where all that everybody must be in was asked', async () => {
      const checkedAfter = async (newsStops: boolean): Promise<boolean> => {
        await bot.configure({
          required_channels: [
            entry(news.chat, { trial_stops: newsStops }),
            entry(club.chat, { applies_to: 'trial', trial_stops: true }),
          ],
        });
        await outdate();
        await ownerQuery(
          `update subscriptions set channel_left_at = now(), channel_look_at = now() - interval '1 minute'
           where bot_id = $1`,
          [bot.botId],
        );
        await checkTrials(bot.tenant, driver.means.askTelegram);
        expect(await isStopped()).to.equal(false);
        const rows = await ownerQuery(
          `select 1 from users where bot_id = $1 and channel_checked_at > now() - interval '5 minutes'`,
          [bot.botId],
        );
        return rows.length > 0;
      };
      expect(await checkedAfter(false)).to.equal(false);
      expect(await checkedAfter(true)).to.equal(true);
    });

    it('goes on when the list no longer stops trials', async () => {
      await leave(club);
      await changeSettings(
        bot.tenant,
        [{ key: 'required_channels', put: [entry(club.chat, { applies_to: 'trial' })] }],
        {
          actor: operator,
          vault: driver.vault,
        },
      );
      await checkTrials(bot.tenant, driver.means.askTelegram);
      expect(await isStopped()).to.equal(false);
    });
  });
});
