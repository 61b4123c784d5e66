import { expect } from 'chai';
import { followDirectory } from '#jobs/directory.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { publishAllBots, publishBot } from '#services/publish-bot.js';
import { buildBot } from '../factories/bot.js';
import { ownerQuery } from '../support/database.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../support/jobs.js';

describe('a bot that changes while it is published', () => {
  let redis: Redis;
  let jobs: Jobs;
  beforeEach(() => {
    redis = openRedis(testRedisUrl(), 'wait');
    jobs = openJobs({ redis, prefix: ownPrefix() });
  });
  afterEach(async () => {
    await jobs.close();
    await removeKeys(redis, jobs.prefix);
    redis.disconnect();
  });

  const shownName = async (botId: string) => {
    const follower = followDirectory(redis, jobs.prefix);
    await follower.start();
    const name = follower.get(botId)?.name;
    await follower.stop();
    return name;
  };

  it('is shown in its last state, whoever publishes last', async () => {
    const { bot, tenant } = await buildBot();
    for (let round = 1; round <= 20; round += 1) {
      const rename = async (name: string) => {
        await ownerQuery('update bots set name = $2, updated_at = now() where id = $1', [bot.id, name]);
        await publishBot(tenant, jobs, 'polling');
      };
      await Promise.all([
        publishAllBots(jobs, 'polling'),
        rename(`a ${round}`),
        publishBot(tenant, jobs, 'polling'),
        rename(`b ${round}`),
        publishAllBots(jobs, 'polling'),
      ]);
      const [row] = await ownerQuery<{ name: string }>('select name from bots where id = $1', [bot.id]);
      expect(await shownName(bot.id)).to.equal(row?.name);
    }
  });

  it('is shown and struck out with all others, however many pages they fill', async () => {
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push(await buildBot());
    const idsInPostgres = async () =>
      (await ownerQuery<{ id: string }>('select id from bots')).map(({ id }) => id).sort();
    const idsShown = async () => (await redis.hkeys(`${jobs.prefix}:directory:bots`)).sort();
    for (const pageSize of [1, 2, 1_000]) {
      await publishAllBots(jobs, 'polling', pageSize);
      expect(await idsShown()).to.deep.equal(await idsInPostgres());
      expect(await publishAllBots(jobs, 'polling', pageSize)).to.equal(0);
      await ownerQuery('delete from bots where id = $1', [made.pop()?.bot.id]);
      expect(await publishAllBots(jobs, 'polling', pageSize)).to.equal(1);
      expect(await idsShown()).to.deep.equal(await idsInPostgres());
    }
  });

  it('leaves the directory when it is deleted at the same moment', async () => {
    const { bot, tenant } = await buildBot();
    await publishBot(tenant, jobs, 'polling');
    await Promise.all([
      publishAllBots(jobs, 'polling'),
      ownerQuery('delete from bots where id = $1', [bot.id]).then(() => publishBot(tenant, jobs, 'polling')),
      publishBot(tenant, jobs, 'polling'),
    ]);
    expect(await shownName(bot.id)).to.equal(undefined);
  });
});
