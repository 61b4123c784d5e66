import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { moveChat } from '#services/settings/move-chat.js';
import { openSnapshots, type Snapshots } from '#services/snapshots/open-snapshots.js';
import { TenantScopeError, tenantOf, type Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../../support/jobs.js';

const vault = openVault('an app secret for tests only, 32+ characters');
const plain = 'live_Ab3dEf6hIj9kLm2n';

describe('the snapshot of a bot', () => {
  let tenant: Tenant;
  let redis: Redis;
  let prefix: string;
  let revision: string | undefined;
  const opened: Snapshots[] = [];

  /** The snapshots of one more process of the fleet. */
  function openProcess(): Snapshots {
    const snapshots = openSnapshots({ revisionOf: () => revision, shared: { redis, prefix } });
    opened.push(snapshots);
    return snapshots;
  }
  beforeEach(async () => {
    useJobs(undefined);
    ({ tenant } = await buildBot());
    redis = openRedis(testRedisUrl(), 'wait');
    await redis.ping();
    prefix = ownPrefix();
    revision = '1';
  });
  afterEach(async () => {
    for (const snapshots of opened.splice(0)) snapshots.close();
    await removeKeys(redis, prefix);
    redis.disconnect();
  });

  const rename = (name: string) =>
    ownerQuery('update bots set name = $2 where id = $1', [tenant.botId, name]);
  const setTrialDays = (days: number) =>
    changeSettings(tenant, [{ key: 'trial_days', put: days }], { actor: operator, vault });

  it('has face, settings and features of one moment, and says its revision', async () => {
    const snapshots = openProcess();
    await rename('Before');
    const before = await snapshots.read(tenant);
    expect(before?.revision).to.equal('1');
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'trial_days', '9')`,
      [tenant.botId],
    );
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'auto_renewal', false)`,
      [tenant.botId],
    );
    await rename('After');
    expect(await snapshots.read(tenant), 'as long as the revision stands').to.equal(before);
    revision = '2';
    const after = await snapshots.read(tenant);
    const factsOf = (one: typeof after) => [
      one?.revision,
      one?.settings.name,
      one?.settings.values.trial_days,
      one?.features.auto_renewal.isOn,
    ];
    expect([factsOf(before), factsOf(after)]).to.deep.equal([
      ['1', 'Before', 3, true],
      ['2', 'After', 9, false],
    ]);
  });

  it('is told anew at once by the process that changed a setting, a feature or a chat, whatever it is the copy of', async () => {
    const from = '-1234567';
    const to = '-1009876543210';
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [tenant.botId, from]);
    const [one, other] = [openProcess(), openProcess()];
    await one.read(tenant);
    await other.read(tenant);
    await setTrialDays(11);
    for (const process of [one, other])
      expect((await process.read(tenant))?.settings.values.trial_days).to.equal(11);
    await tenant.db((tx) =>
      changeFeatureIn(tenant, tx, { key: 'auto_renewal', change: { enabled: false } }, operator),
    );
    for (const process of [one, other])
      expect((await process.read(tenant))?.features.auto_renewal.isOn).to.equal(false);
    await moveChat(tenant, { from, to });
    for (const process of [one, other])
      expect((await process.read(tenant))?.settings.adminChatId).to.equal(to);
  });

  it('hears of no change that was rolled back', async () => {
    const snapshots = openProcess();
    const before = await snapshots.read(tenant);
    const undone = tenant.db(async (tx) => {
      await changeFeatureIn(tenant, tx, { key: 'auto_renewal', change: { enabled: false } }, operator);
      throw new Error('undone');
    });
    expect(await undone.catch((error: Error) => error.message)).to.equal('undone');
    expect(await snapshots.read(tenant)).to.equal(before);
  });

  it('is shared with other processes without the secrets of the bot', async () => {
    await changeSettings(tenant, [{ key: 'heleket_api_key', put: plain }], { actor: operator, vault });
    await setTrialDays(8);
    await openProcess().read(tenant);
    const [key] = await redis.keys(`${prefix}:snapshot:*`);
    const text = (await redis.get(key!))!;
    expect(text).to.contain('trial_days').and.not.contain('heleket').and.not.contain('sealed');
    await rename('Changed past the fleet');
    const shared = await openProcess().read(tenant);
    expect(shared?.settings.name, 'as the first process shared it').to.not.equal('Changed past the fleet');
    expect(shared?.settings.values.trial_days).to.equal(8);
  });

  it('of a bot that is gone is none, and may be asked for outside of scopes only', async () => {
    const snapshots = openProcess();
    expect(await snapshots.read(tenantOf('999999999'))).to.equal(undefined);
    await snapshots.read(tenant);
    const inside = await tenant.db(() => snapshots.read(tenant)).catch((error: unknown) => error);
    expect(inside).to.be.instanceOf(TenantScopeError);
  });

  it('is shared for five minutes, and not at all while nobody can tell its revision', async () => {
    const snapshots = openProcess();
    revision = undefined;
    const before = await snapshots.read(tenant);
    expect(await snapshots.read(tenant)).to.equal(before);
    expect(await redis.keys(`${prefix}:snapshot:*`), 'shared under no revision').to.deep.equal([]);
    revision = '1';
    expect(await snapshots.read(tenant), 'known again').to.not.equal(before);
    const [key] = await redis.keys(`${prefix}:snapshot:*`);
    expect(await redis.ttl(key!)).to.be.within(290, 300);
  });
});
