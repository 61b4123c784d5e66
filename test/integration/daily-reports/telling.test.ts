import { expect } from 'chai';
import { Transaction } from '#models/transaction.js';
import { addDays, atTime, dayOf } from '#platform/calendar.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { enqueueDueReports } from '#services/daily-reports/enqueue-due.js';
import { tellDueReport } from '#services/daily-reports/tell-due.js';
import { asFleet } from '#tenancy/scope.js';
import { buildSubscription } from '../../factories/subscription.js';
import { uniqueNumber } from '../../factories/unique.js';
import { buildUser } from '../../factories/user.js';
import { newCustomer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { removeKeys } from '../../support/jobs.js';
import { Order } from '../../support/models/order.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { relayFor } from '../../support/relay-for.js';

const zone = 'Asia/Tehran';

describe("a bot's daily report", function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let group: string;
  let topicId: number;
  /** The day of which it tells, some days from now; it comes on the next. */
  let day: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    mendClock();
    day = addDays(dayOf(Date.now(), zone), 3);
    bot = await driver.addBot({ defaultLanguage: 'en' });
    group = driver.telegram.addGroup({ isForum: true, adminBots: [bot.token] });
    topicId = await newTopic();
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({ time_zone: zone, daily_report: true, report_topic_id: topicId });
    await tick();
  });
  afterEach(() => mendClock());

  const ask = async <T>(method: string, params: object): Promise<T> => {
    const answer = await fetch(`${driver.telegram.url}/bot${bot.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return ((await answer.json()) as { result: T }).result;
  };
  const newTopic = async (): Promise<number> => {
    await ask('createForumTopic', { chat_id: Number(group), name: 'Reports' });
    return driver.telegram.topics(group)[0]!.id;
  };
  const download = async (fileId: string): Promise<Buffer> => {
    const { file_path: path } = await ask<{ file_path: string }>('getFile', { file_id: fileId });
    const answer = await fetch(`${driver.telegram.url}/file/bot${bot.token}/${path}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const makeMaster = (botId: string) =>
    asFleet('test', async (tx) => {
      await tx.sql('update bots set is_master = false where is_master');
      await tx.sql('update bots set is_master = true where id = $1', [botId]);
    });
  const tick = async (): Promise<void> => {
    await enqueueDueReports();
    await driver.settle();
  };
  /** The time of day after the reported day, or some days later. */
  const goTo = async (time: string, days = 1): Promise<void> => {
    setClock(atTime(addDays(day, days), time, zone));
    await tick();
  };
  const heard = () => bot.said({ id: group }).filter(({ text }) => text.includes('Report of'));
  const at = (hour: number, of = day): Date => new Date(atTime(of, '00:00', zone) + hour * hourMs);
  const newPerson = (registeredAt: Date, of = bot) => buildUser(of.tenant, { registeredAt });

  let made = 0;
  const move = async (
    userId: string,
    type: Transaction['type'],
    amountToman: number,
    { when, method, of = bot }: { when: Date; method?: string; of?: DrivenBot },
  ): Promise<void> => {
    const { id } = await of.tenant.db(() =>
      Transaction.create({
        ...{ userId, type, amountToman, balanceAfterToman: 0, idempotencyKey: `report ${(made += 1)}` },
        ...(method && { paymentMethod: method }),
      }),
    );
    await ownerQuery('update transactions set created_at = $2 where id = $1', [id, when]);
  };
  const sell = async (userId: string, subscriptionId: string, kind: 'plan' | 'trial', paidAt: Date) =>
    bot.tenant.db(() =>
      Order.create({
        ...{ userId, subscriptionId, kind, wish: {}, wishKey: `w ${uniqueNumber()}`, quote: {} },
        ...{ priceToman: kind === 'trial' ? 0 : 5, state: 'paid', paidAt, expiresAt: paidAt },
      }),
    );

  /** What happened on the day, and around it. */
  async function fill(): Promise<void> {
    const sara = await newPerson(at(1));
    await newPerson(at(23.9));
    await newPerson(at(-0.1));
    await newPerson(at(24));
    for (let ago = 2; ago <= 7; ago += 1) await newPerson(at(-24 * ago + 6));
    const runs = (endsAt: Date, isTrial = false) =>
      buildSubscription(bot.tenant, sara, { startsAt: at(-24), endsAt, isTrial });
    const told = new Date(atTime(addDays(day, 1), '10:00', zone));
    const { id } = await runs(new Date(told.getTime() + 23 * hourMs));
    await runs(new Date(told.getTime() + 6 * dayMs));
    await runs(new Date(told.getTime() + 8 * dayMs));
    await runs(new Date(told.getTime() + hourMs), true);
    const ali = await newPerson(at(-24 * 40));
    await sell(sara.id, id, 'trial', at(2));
    await sell(sara.id, id, 'plan', at(3));
    await sell(sara.id, id, 'plan', at(4));
    await sell(ali.id, id, 'plan', at(4));
    await move(sara.id, 'deposit', 150_000, { when: at(2), method: 'zarinpal' });
    await move(sara.id, 'deposit', 50_000, { when: at(23.9), method: 'card_to_card' });
    await move(sara.id, 'deposit', 70_000, { when: at(-1), method: 'zarinpal' });
    await move(sara.id, 'deposit', 999_000, { when: at(24), method: 'zarinpal' });
    await move(sara.id, 'subscription_payment', -120_000, { when: at(3) });
    await move(sara.id, 'subscription_payment', -30_000, { when: at(4) });
    await move(sara.id, 'refund', 30_000, { when: at(5) });
    await move(sara.id, 'withdrawal', -20_000, { when: at(6), method: 'zarinpal' });
    await driver.settle();
  }

  it('tells what happened on the day beside the days before, as the rows have it, in its topic with a picture', async () => {
    await fill();
    await goTo('09:59');
    const before = heard().length;
    await goTo('10:00');
    expect(heard()).to.have.length(before + 1);
    const { text, photo, threadId } = heard().at(-1)!;
    expect(threadId).to.equal(topicId);
    expect(photo).to.be.a('string');
    const picture = await download(photo!);
    expect(picture.subarray(1, 4).toString('latin1')).to.equal('PNG');
    expect(picture.length).to.be.below(40_000);
    for (const line of [
      'Registrations: 2 (1 · 1)',
      'Trials: 1 (0 · 0)',
      'First purchases after a trial: 1, 100 % of trials (0 · 0)',
      'Sales: 2, 150,000 toman (0 · 0)',
      'Sales taken back: 1, 30,000 toman (0 · 0)',
      'Revenue: 180,000 toman (70,000 · 10,000)',
      'Zarinpal: 1, 130,000 toman',
      ': 1, 50,000 toman',
      'Paid back outside: 1, 20,000 toman',
      'Active now: 3, trials: 1',
      'End within 24 hours: 1, within 7 days: 2',
    ])
      expect(text.replaceAll(/[\u2066-\u2069]/g, '')).to.include(line);
  });

  it('comes once a day: in parallel, again, after a standstill the last one alone, and not when clocks go back', async () => {
    await buildSubscription(bot.tenant, await newPerson(at(-24 * 30)), { endsAt: at(24 * 30) });
    setClock(at(24 + 10).getTime() + minuteMs);
    await Promise.all(Array.from({ length: 5 }, () => enqueueDueReports()));
    await Promise.all(
      Array.from({ length: 5 }, () => bot.tenant.db((tx) => tellDueReport(bot.tenant, tx, 0))),
    );
    await tick();
    expect(heard()).to.have.length(1);
    for (const [time, days] of [
      ['10:05', 1],
      ['23:00', 1],
      ['10:00', 0],
      ['11:00', 0],
      ['10:00', 1],
    ] as const) {
      await goTo(time, days);
      expect(heard(), `${time} of ${days}`).to.have.length(1);
    }
    await goTo('10:00', 2);
    expect(heard()).to.have.length(2);
    await goTo('09:00', 5);
    expect(heard(), 'after two days of standstill').to.have.length(3);
    await goTo('10:00', 5);
    expect(heard()).to.have.length(4);
    expect(new Set(heard().map(({ text }) => text.split('\n')[0])).size, 'each of another day').to.equal(4);
  });

  it('is decided whole or not at all, wherever it dies', async () => {
    await buildSubscription(bot.tenant, await newPerson(at(-24 * 30)), { endsAt: at(24 * 30) });
    setClock(at(24 + 10).getTime());
    const rows = async () =>
      JSON.stringify([
        await ownerQuery('select due_at, told_day from daily_reports where bot_id = $1', [bot.botId]),
        await ownerQuery('select kind from notice_marks where bot_id = $1', [bot.botId]),
        await ownerQuery("select payload from outbox where bot_id = $1 and job_name = 'notice.send'", [
          bot.botId,
        ]),
      ]);
    const before = await rows();
    const tell = (die: number) => dieBefore(bot.tenant, die, (tx) => tellDueReport(bot.tenant, tx, 0));
    let die = 1;
    for (; (await tell(die)).died; die += 1) expect(await rows(), `before ${die}`).to.equal(before);
    expect(die).to.be.above(4);
    await driver.settle();
    await tick();
    expect(heard()).to.have.length(1);
  });

  it('is found again after Redis lost everything', async () => {
    await buildSubscription(bot.tenant, await newPerson(at(-24 * 30)), { endsAt: at(24 * 30) });
    setClock(at(24 + 10).getTime());
    await enqueueDueReports();
    await removeKeys(driver.jobs.redis, driver.jobs.prefix);
    await bot.publish();
    await tick();
    await relayFor(bot, driver.jobs);
    await driver.settle();
    expect(heard()).to.have.length(1);
  });

  it('comes by the clocks of each bot, at the time that it chose', async () => {
    const other = await driver.addBot({ defaultLanguage: 'en' });
    const otherGroup = driver.telegram.addGroup({ adminBots: [other.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [other.botId, otherGroup]);
    await other.configure({ time_zone: 'Europe/Berlin', daily_report: true, daily_report_time: '00:15' });
    for (const one of [bot, other])
      await buildSubscription(one.tenant, await newPerson(at(-24 * 30), one), { endsAt: at(24 * 30) });
    const reports = (of: DrivenBot) =>
      of.said({ id: of === bot ? group : otherGroup }).filter(({ text }) => text.includes('Report of'))
        .length;
    setClock(at(24).getTime() - 2 * hourMs);
    await tick();
    const [told, toldOther] = [reports(bot), reports(other)];
    const midnight = atTime(addDays(day, 1), '00:15', 'Europe/Berlin');
    for (const [instant, ofBot, ofOther] of [
      [midnight - minuteMs, 0, 0],
      [midnight, 0, 1],
      [at(24 + 10).getTime() - minuteMs, 0, 1],
      [at(24 + 10).getTime(), 1, 1],
    ] as const) {
      setClock(instant);
      await tick();
      const news = [reports(bot) - told, reports(other) - toldOther];
      expect(news, new Date(instant).toISOString()).to.eql([ofBot, ofOther]);
    }
  });

  it('is not told of a bot that has switched it off, is off itself, or has nothing running and nothing new', async () => {
    await goTo('10:00');
    expect(heard(), 'nothing runs').to.eql([]);
    await buildSubscription(bot.tenant, await newPerson(at(-24 * 30)), { endsAt: at(24 * 30) });
    await ownerQuery('update bots set is_active = false where id = $1', [bot.botId]);
    await goTo('10:00', 2);
    await ownerQuery('update bots set is_active = true where id = $1', [bot.botId]);
    await goTo('12:00', 2);
    expect(heard(), 'the bot was off').to.eql([]);
    await goTo('10:00', 3);
    expect(heard()).to.have.length(1);
    expect(heard()[0]).to.deep.include({ threadId: topicId });
    expect(heard()[0]!.photo, 'of a quiet day there is no picture').to.equal(undefined);
    expect(heard()[0]!.text).to.match(/Nothing happened.*Active now: 1/s);
    await bot.configure({ daily_report: false });
    await goTo('10:00', 4);
    expect(heard(), 'switched off').to.have.length(1);
    const due = () =>
      ownerQuery<{ due_at: unknown }>('select due_at from daily_reports where bot_id = $1', [bot.botId]);
    expect((await due())[0]!.due_at).to.equal(null);
    await ownerQuery("delete from bot_configurations where bot_id = $1 and config_key = 'daily_report'", [
      bot.botId,
    ]);
    await tick();
    expect((await due())[0]!.due_at).to.equal(null);
  });

  it('that was due before it was switched on is not told', async () => {
    await buildSubscription(bot.tenant, await newPerson(at(-24 * 30)), { endsAt: at(24 * 30) });
    mendClock();
    const time = (minutes: number) => new Date(Date.now() + minutes * minuteMs).toISOString().slice(11, 16);
    await bot.configure({ time_zone: 'UTC', daily_report_time: time(-5) });
    await tick();
    expect(heard()).to.eql([]);
    await bot.configure({ daily_report_time: time(2) });
    setClock(Date.now() + 3 * minuteMs);
    await tick();
    expect(heard()).to.have.length(1);
  });

  it('goes with its bot', async () => {
    await ownerQuery('delete from bots where id = $1', [bot.botId]);
    const rows = 'select bot_id from daily_reports where bot_id = $1';
    expect(await ownerQuery(rows, [bot.botId])).to.eql([]);
  });

  it('comes to those who run the bot where it has no chat of admins, and to nobody else', async () => {
    const [owner, stranger] = [await newCustomer(driver, bot), await newCustomer(driver, bot, 'Ali')];
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      owner.person.id,
    ]);
    await ownerQuery('update bots set admin_chat_id = null where id = $1', [bot.botId]);
    await buildSubscription(bot.tenant, await newPerson(at(3)), { endsAt: at(24 * 30) });
    await bot.publish();
    await goTo('10:00');
    expect(owner.reads()).to.match(/Report of.*Registrations: 1/s);
    expect(bot.last(owner.person).photo).to.be.a('string');
    expect(stranger.reads()).not.to.include('Report');
  });

  it("of the whole fleet goes to the master bot's owners, with all bots in it", async () => {
    await makeMaster(bot.botId);
    try {
      const other = await driver.addBot();
      const known = await ownerQuery<{ count: number }>(
        'select count(*)::int as count from users where registered_at >= $1 and registered_at < $2',
        [at(0), at(24)],
      );
      await buildSubscription(bot.tenant, await newPerson(at(3)), { endsAt: at(24 * 30) });
      await newPerson(at(4), other);
      await bot.publish();
      await goTo('10:00');
      expect(heard()).to.have.length(2);
      const [own, fleet] = heard().toSorted((one, next) => one.text.length - next.text.length);
      expect(own!.text).to.include('Registrations: 1 (');
      expect(fleet!.text).to.match(/The whole fleet, bots: \d/);
      expect(fleet!.text).to.include(`Registrations: ${known[0]!.count + 2} (`);
      expect(fleet!.threadId).to.equal(topicId);
    } finally {
      await makeMaster('0');
    }
  });
});
