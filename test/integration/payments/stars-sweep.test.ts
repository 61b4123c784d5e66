import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import type { User } from '#models/user.js';
import { enqueueStarSweeps } from '#services/payments/sweep-stars.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';

describe('Stars whose updates never came are found in Telegram’s list', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let stars: ReturnType<typeof starPayments>;
  let sara: Person;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    await bot.configure({ rate_toman_per_star: 2_000 });
    stars = starPayments(driver, bot);
    sara = driver.telegram.person({ firstName: 'Sara', languageCode: 'en' });
    user = await buildUser(bot.tenant, { telegramId: sara.id, language: 'en' });
  });

  const sweep = async (): Promise<void> => {
    await bot.tenant.db(() => enqueue(bot.tenant, 'payments.sweep-stars', {}));
    await driver.settle();
  };

  it('also a second payment and a refund whose updates were lost; again, nothing changes', async () => {
    const { url } = await stars.begin(user.id);
    const first = await stars.slipThrough(sara, url);
    await stars.slipThrough(sara, url);
    stars.loseUpdates();
    await sweep();
    expect(await stars.balance(user.id)).to.equal(1_000_000);
    driver.telegram.refundStars(bot.token, first);
    stars.loseUpdates();
    for (let n = 0; n < 2; n += 1) await sweep();
    expect(await stars.ledger(user.id)).to.deep.equal([
      '500000 telegram_stars',
      '500000 telegram_stars',
      '-500000 telegram_stars',
    ]);
    expect((await stars.rows()).map(({ status }) => status)).to.deep.equal(['refunded', 'paid']);
  });

  it('and left alone where the invoice is none of ours', async () => {
    await stars.begin(user.id);
    for (const payload of ['order:7', 'f'.repeat(32)])
      await stars.slipThrough(sara, await stars.linkOf(payload));
    stars.loseUpdates();
    await sweep();
    expect((await stars.rows()).map(({ status }) => status)).to.deep.equal(['pending']);
  });

  it('and given back where nobody of the bot paid them', async () => {
    const { url } = await stars.begin(user.id);
    const nina = driver.telegram.person({ firstName: 'Nina' });
    await stars.slipThrough(nina, url);
    stars.loseUpdates();
    for (let n = 0; n < 2; n += 1) await sweep();
    const seen = driver.telegram.starTransactions(bot.token);
    expect(seen.map(({ kind, personId }) => `${kind} ${personId}`)).to.deep.equal([
      `payment ${nina.id}`,
      `refund ${nina.id}`,
    ]);
    expect((await stars.rows()).map(({ status }) => status)).to.deep.equal(['pending']);
  });

  it('in every bot that sold for Stars lately, and in no other', async () => {
    await stars.begin(user.id);
    const idle = await driver.addBot();
    const before = await buildUser(idle.tenant, { telegramId: sara.id });
    await starPayments(driver, idle).begin(before.id);
    await ownerQuery(
      `update gateway_payments set created_at = now() - interval '40 days' where bot_id = $1`,
      [idle.botId],
    );
    await enqueueStarSweeps();
    const jobs = await ownerQuery<{ bot_id: string }>(
      `select bot_id::text from outbox where job_name = 'payments.sweep-stars' and bot_id = any($1)`,
      [[bot.botId, idle.botId]],
    );
    expect(jobs.map(({ bot_id }) => bot_id)).to.deep.equal([bot.botId]);
    await driver.settle();
  });
});
