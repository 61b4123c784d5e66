import { expect } from 'chai';
import fc from 'fast-check';
import { openIntake } from '#jobs/intake.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';
import { randomUpdate, updateKinds } from '../../support/random-updates.js';

// What waits for the morning is owed no sooner.
const owed = 'select 1 from outbox where bot_id = $1 and (not_before is null or not_before <= now())';

describe('any update by the schema of the Bot API', function () {
  this.timeout(120_000);
  let driver: BotDriver;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  const settings: Readonly<Record<string, Record<string, unknown>>> = {
    'a plain bot': {},
    'a bot that asks for everything': {
      rules_required: true,
      channel_required: true,
      channel_id: '@nowhere',
    },
    'a bot that asks for nothing': { language_selection: false },
  };
  let updateId = 1;

  async function feedAll(bot: DrivenBot, updates: readonly Record<string, unknown>[]): Promise<void> {
    const numbered = updates.map((update) => ({ ...update, update_id: (updateId += 1) }));
    await openIntake(driver.jobs).updates(bot.botId, numbered);
    await driver.settle();
  }

  it('knows the kinds of updates of the schema', () => {
    expect(updateKinds).to.include.members(['message', 'callback_query', 'my_chat_member', 'managed_bot']);
  });

  for (const [which, values] of Object.entries(settings))
    it(`is handled by ${which} without a fault, in words that Telegram takes`, async () => {
      const bot = await driver.addBot();
      await bot.configure(values);
      for (const id of ['101', '102', '103'])
        driver.telegram.send(bot.token, driver.telegram.person({ id, firstName: 'Sara' }), '/start');
      await bot.takeIn();
      await fc.assert(
        fc.asyncProperty(fc.array(randomUpdate, { minLength: 8, maxLength: 12 }), async (updates) => {
          const before = driver.outcomes.length;
          await feedAll(bot, updates);
          expect(
            driver.outcomes.slice(before).filter((outcome) => !/ complete$/.test(outcome)),
          ).to.deep.equal([]);
        }),
        { numRuns: 15, endOnFailure: true },
      );
      const wrong = driver.telegram
        .calls({ token: bot.token })
        .flatMap(({ method, error }) => (error ? [`${method}: ${error.description}`] : []))
        .filter(
          (line) =>
            !/query is too old|chat not found|not modified|message to edit not found|not a member/.test(line),
        );
      expect(wrong).to.deep.equal([]);
      const [done] = await ownerQuery<{ count: number }>(
        'select count(*)::int as count from processed_updates where bot_id = $1',
        [bot.botId],
      );
      expect(done?.count, 'random ones come far, beside the three of /start').to.be.greaterThan(3);
      // Rows go in batches, a moment after their jobs have ended.
      await waitFor(async () => (await ownerQuery(owed, [bot.botId])).length === 0, {
        what: 'nothing is owed any more',
        timeoutMs: 20_000,
      });
    });
});
