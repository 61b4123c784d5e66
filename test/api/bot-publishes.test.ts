import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

describe('what the fleet hears of changes of a bot over the admin API', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const publishes = (bot: string): number =>
    api.side.runs.filter(({ name, botId }) => name === 'bot.publish' && botId === bot).length;
  const settingsAt = (botId: string): Promise<number> =>
    api.side.directory.refresh().then(() => Number(api.side.directory.get(botId)?.settingsAt));
  const put = (botId: string, name: string) =>
    api.call('PUT', `/bots/${botId}`, { body: { support_username: name } });
  /** Nothing is left to publish, now or after the pause. */
  const isQuiet = (botId: string) => {
    const { redis, prefix } = api.side.jobs;
    return waitFor(async () => (await redis.hlen(`${prefix}:order:bots:current:${botId}`)) === 0);
  };

  it('is one job for a change, and none for a PUT that changes nothing', async () => {
    const { botId } = await api.addBot();
    await put(botId, 'shop_help');
    await waitFor(() => publishes(botId) === 1);
    expect((await put(botId, 'shop_help')).body).to.include({ support_username: 'shop_help' });
    await isQuiet(botId);
    expect(publishes(botId)).to.equal(1);
    await put(botId, 'shop_support');
    await waitFor(() => publishes(botId) === 2);
  });

  it('is a few jobs for fifty changes within a moment, the last of them included', async () => {
    const { botId } = await api.addBot();
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => put(botId, `helper_${n}`)));
    const pauses = Math.ceil((performance.now() - startedAt) / 250);
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    const sql = 'select extract(epoch from updated_at)::text as at from bots where id = $1';
    const [bot] = await ownerQuery<{ at: string }>(sql, [botId]);
    await waitFor(async () => (await settingsAt(botId)) >= Number(bot!.at));
    await isQuiet(botId);
    expect(publishes(botId))
      .to.be.within(1, 2 + pauses)
      .and.below(25);
  });
});
