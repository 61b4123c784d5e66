import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { notify } from '#services/notices/notify.js';
import { relayOutbox } from '#jobs/relay-outbox.js';
import { operator } from '#services/access/actor.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

describe('the upkeep of bots', () => {
  let side: WorkerSide;
  beforeEach(async () => {
    await ownerQuery('delete from outbox');
    side = await openWorkerSide();
  });
  afterEach(() => side.close());

  const owed = async (botId: string): Promise<number> =>
    (await ownerQuery<{ n: number }>('select count(*)::int as n from outbox where bot_id = $1', [botId]))[0]!
      .n;
  const publishes = (bot: string) =>
    side.runs.filter(({ name, botId }) => name === 'bot.publish' && botId === bot).length;

  it('makes one publish of many changes of settings, and the last change is in it', async () => {
    const { tenant, botId } = await side.addBot();
    const means = { actor: operator, vault: side.vault };
    for (let days = 1; days <= 30; days += 1)
      await changeSettings(tenant, [{ key: 'trial_days', put: days }], means);
    const before = side.directory.get(botId)?.settingsAt;
    side.start();
    const [bot] = await ownerQuery<{ at: string }>(
      'select extract(epoch from updated_at)::text as at from bots where id = $1',
      [botId],
    );
    await waitFor(async () => {
      await side.directory.refresh();
      return Number(side.directory.get(botId)?.settingsAt) >= Number(bot!.at);
    });
    expect(Number(before)).to.be.below(Number(bot!.at));
    // One that may have begun before the last change, and one that begins after it.
    await waitFor(() => publishes(botId) === 2);
    // The rows of those that were not needed go with the relay.
    await ownerQuery(`update outbox set created_at = now() - interval '1 minute' where bot_id = $1`, [botId]);
    await waitFor(async () => {
      await relayOutbox(side.jobs);
      return (await owed(botId)) === 0;
    });
    expect(publishes(botId)).to.equal(2);
  });

  it('publishes fifty changes in quick succession a few times, and the last of them is shown', async () => {
    const { tenant, botId } = await side.addBot();
    const means = { actor: operator, vault: side.vault };
    side.start();
    const startedAt = performance.now();
    for (let days = 1; days <= 50; days += 1)
      await changeSettings(tenant, [{ key: 'trial_days', put: days }], means);
    const shown = async () => {
      await side.directory.refresh();
      const sql = 'select extract(epoch from updated_at)::text as at from bots where id = $1';
      const [bot] = await ownerQuery<{ at: string }>(sql, [botId]);
      return Number(side.directory.get(botId)?.settingsAt) >= Number(bot!.at);
    };
    await waitFor(shown);
    // The first at once, and one each quarter of a second after it.
    const pauses = Math.ceil((performance.now() - startedAt) / 250);
    expect(publishes(botId))
      .to.be.within(1, 1 + pauses)
      .and.below(25);
  });

  it('shows a change that commits while a publish runs', async () => {
    const { tenant, botId } = await side.addBot();
    const means = { actor: operator, vault: side.vault };
    const { run: publish } = makeHandlers(side)['bot.publish'];
    let [ran, letGo] = [0, (): void => undefined];
    const held = new Promise<void>((resolve) => (letGo = resolve));
    side.start({
      'bot.publish': {
        run: async (whose, ...rest) => {
          await publish(whose, ...rest);
          if (whose.botId !== botId) return;
          ran += 1;
          // It has read and shown, and is at work still.
          if (ran === 1) await held;
        },
      },
    });
    await changeSettings(tenant, [{ key: 'trial_days', put: 5 }], means);
    await waitFor(() => ran === 1);
    await side.directory.refresh();
    const before = Number(side.directory.get(botId)?.settingsAt);
    await changeSettings(tenant, [{ key: 'trial_days', put: 6 }], means);
    letGo();
    await waitFor(async () => {
      await side.directory.refresh();
      return Number(side.directory.get(botId)?.settingsAt) > before;
    });
    await waitFor(() => ran === 2);
  });

  it('does again what is changed while it is at work', async () => {
    const { tenant, botId } = await side.addBot();
    let [runs, letGo] = [0, (): void => undefined];
    const held = new Promise<void>((resolve) => (letGo = resolve));
    side.start({
      'bot.publish': {
        run: async ({ botId: whose }) => {
          // The fleet looks after bots of tests before this one too.
          if (whose !== botId) return;
          runs += 1;
          if (runs === 1) await held;
        },
      },
    });
    await enqueue(tenant, 'bot.publish', {});
    await waitFor(() => runs === 1);
    for (let n = 0; n < 10; n += 1) await enqueue(tenant, 'bot.publish', {});
    letGo();
    await waitFor(() => runs === 2);
    await enqueue(tenant, 'bot.publish', {});
    await waitFor(() => runs === 3, { what: 'a later change is published too' });
  });

  it('serves a quiet bot beside one whose sales order hundreds of notices', async function () {
    this.timeout(30_000);
    const [loud, quiet] = [await side.addBot(), await side.addBot()];
    await loud.tenant.db(async (tx) => {
      for (let n = 1; n <= 300; n += 1)
        await notify(loud.tenant, tx, { kind: 'sale_made', about: { order_id: String(n) } });
    });
    await enqueue(loud.tenant, 'bot.connect', {});
    await enqueue(quiet.tenant, 'bot.publish', {});
    const order: string[] = [];
    const note = (kind: string) => ({
      run: ({ botId }: { botId: string }) => {
        order.push(`${botId} ${kind}`);
        return Promise.resolve();
      },
    });
    side.start({
      'notice.send': note('notice'),
      'bot.connect': note('connect'),
      'bot.publish': note('publish'),
    });
    const own = `${quiet.botId} publish`;
    await waitFor(() => order.includes(own));
    expect(order.indexOf(own)).to.be.below(20);
    const notices = () => order.filter((one) => one === `${loud.botId} notice`).length;
    await waitFor(() => notices() === 300, { timeoutMs: 20_000, what: 'all notices' });
  });
});
