import { expect } from 'chai';
import { followDirectory, publishEntry, type DirectoryEntry } from '#directory/directory.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { openVault, settingOwner } from '#platform/secrets.js';
import { keepDirectory, publishAllBots, publishBot } from '#services/bots/publish-bot.js';
import { sealSecret } from '#services/settings/values.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../../support/jobs.js';

const vault = openVault('a secret of the tests of the directory');

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

  it('is shown with the secret of forwarded messages while both are set, so that the ingress can open it', async () => {
    const { bot, tenant } = await buildBot();
    const set = (key: string, value: unknown) =>
      ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [bot.id, key, JSON.stringify(value)],
      );
    const shown = async () => {
      await publishBot(tenant, jobs, 'polling');
      const text = (await redis.hget(`${jobs.prefix}:directory:bots`, bot.id)) as string;
      return (JSON.parse(text) as DirectoryEntry).cardMessageSecret;
    };
    const sealed = sealSecret(vault, { botId: bot.id, key: 'card_message_secret', plain: 's'.repeat(32) });
    await set('card_message_secret', sealed);
    expect(await shown()).to.equal(undefined);
    await set('card_matching', true);
    const opened = vault.decrypt((await shown()) as string, settingOwner(bot.id, 'card_message_secret'));
    expect(opened).to.equal('s'.repeat(32));
    await set('card_matching', false);
    expect(await shown()).to.equal(undefined);
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

  describe('and is looked after each minute', () => {
    const bots = () => `${jobs.prefix}:directory:bots`;
    const compared = () => `${jobs.prefix}:directory:compared`;
    const keep = () => keepDirectory(jobs, 'polling');
    /** Twice: the first may find differences, and only a comparison that finds none is noted. */
    const settle = async () => {
      await keep();
      expect(await keep()).to.equal(0);
    };

    it('is shown again after whatever may have been missed: a change, a deletion, a token, the mode', async () => {
      const { bot, tenant } = await buildBot();
      await settle();
      const missed = [
        `update bots set name = 'Renamed' where id = $1`,
        `insert into bot_connections (bot_id, token_revoked_at) values ($1, now())
           on conflict (bot_id) do update set token_revoked_at = now()`,
        `insert into api_tokens (bot_id, name, token_hash, scope) values ($1, 'new', repeat('a', 64), 'read')`,
        `update api_tokens set expires_at = now() - interval '1 second' where bot_id = $1`,
        'delete from bots where id = $1',
      ];
      for (const statement of missed) {
        await ownerQuery(statement, [bot.id]);
        expect(await keep(), statement).to.equal(1);
        await settle();
      }
      expect(await shownName(tenant.botId)).to.equal(undefined);
      const others = await redis.hlen(bots());
      expect(await keepDirectory(jobs, 'webhook')).to.equal(others);
    });

    it('is found in whichever page of the comparison it stands', async () => {
      const made = [];
      for (let n = 0; n < 5; n += 1) made.push((await buildBot()).bot);
      const keepInPages = () => keepDirectory(jobs, 'polling', 2);
      await keepInPages();
      expect(await keepInPages()).to.equal(0);
      for (const { id } of made) {
        await ownerQuery(`update bots set name = 'Renamed' where id = $1`, [id]);
        expect(await keepInPages(), `the bot ${id}`).to.equal(1);
        expect(await shownName(id)).to.equal('Renamed');
        expect(await keepInPages()).to.equal(0);
      }
    });

    it('is shown again when somebody who died showed an older state last', async () => {
      const { bot } = await buildBot();
      await settle();
      const { revision, ...older } = JSON.parse((await redis.hget(bots(), bot.id)) ?? '') as DirectoryEntry;
      await publishEntry(redis, bot.id, { ...older, name: `before ${revision}` }, jobs.prefix);
      expect(await keep()).to.equal(1);
      expect(await shownName(bot.id)).to.equal(older.name);
    });

    it('is shown again when it was struck out by hand or Redis was emptied', async () => {
      const { bot } = await buildBot();
      await settle();
      const count = await redis.hlen(bots());
      await redis.hdel(bots(), bot.id);
      expect(await keep()).to.equal(1);
      await settle();
      await removeKeys(redis, jobs.prefix);
      expect(await keep()).to.equal(count);
      expect(await redis.hlen(bots())).to.equal(count);
    });

    it('is not compared again while neither side has changed, but after ten minutes anyway', async () => {
      const { bot } = await buildBot();
      await settle();
      const whole = (await redis.hget(bots(), bot.id)) ?? '';
      await redis.hset(bots(), bot.id, `${whole}x`);
      expect(await keep(), 'it is not read').to.equal(0);
      expect(await redis.pttl(compared())).to.be.within(1, 600_000);
      await redis.del(compared());
      expect(await keep(), 'the note has run out').to.equal(1);
    });
  });
});
