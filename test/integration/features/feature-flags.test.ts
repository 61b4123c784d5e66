import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import { metrics } from '#platform/metrics.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { operator, type Actor } from '#services/access/actor.js';
import { applyFeatureTemplate } from '#services/features/apply-feature-template.js';
import { featureKeys, type FeatureConfig, type FeatureKey } from '#services/features/catalog.js';
import { changeFeatureIn, type FeatureChange } from '#services/features/change-feature.js';
import { listShortcomings } from '#services/features/list-shortcomings.js';
import { listFeatures } from '#services/features/list-features.js';
import { listChanges } from '#services/settings/list-settings.js';
import { openSnapshots, type Snapshots } from '#services/snapshots/open-snapshots.js';
import { asFleet, TenantScopeError, tenantOf, type Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../../support/jobs.js';
import { patience } from '../../support/patience.js';

const token: Actor = { kind: 'token', id: '3', name: 'shop' };

describe('feature flags', () => {
  let tenant: Tenant;
  let other: Tenant;
  let redis: Redis;
  let prefix: string;
  let revision: string | undefined;
  let snapshots: Snapshots;
  const heleket = 'heleket';
  const wata = 'wata';
  const card = 'card_to_card';
  const zarinpal = 'zarinpal';

  beforeEach(async () => {
    useJobs(undefined);
    [tenant, other] = [(await buildBot()).tenant, (await buildBot()).tenant];
    redis = openRedis(testRedisUrl(), 'wait');
    await redis.ping();
    prefix = ownPrefix();
    revision = '1';
    share(redis);
  });
  afterEach(async () => {
    snapshots.close();
    await removeKeys(redis, prefix);
    redis.disconnect();
  });

  /** A process that has just started, with its copies in this Redis. */
  function share(place: Redis): void {
    snapshots?.close();
    snapshots = openSnapshots({ revisionOf: () => revision, shared: { redis: place, prefix } });
  }
  const change = (bot: Tenant, key: FeatureKey, wanted: FeatureChange, actor: Actor) =>
    bot.db((tx) => changeFeatureIn(bot, tx, { key, change: wanted }, actor));
  /** The features of a bot as its snapshot has them, and their changes, each in a transaction of its own. */
  const features = {
    getAll: async (bot: Tenant) => (await snapshots.read(bot))!.features,
    isEnabled: async (bot: Tenant, key: FeatureKey) => (await features.getAll(bot))[key].isOn,
    getConfig: async <K extends FeatureKey>(bot: Tenant, key: K): Promise<FeatureConfig<K>> =>
      (await features.getAll(bot))[key].config,
    set: change,
    delete: (bot: Tenant, key: FeatureKey, actor: Actor) => change(bot, key, { unset: true }, actor),
    enable: (bot: Tenant, key: FeatureKey, actor: Actor) => change(bot, key, { enabled: true }, actor),
    disable: (bot: Tenant, key: FeatureKey, actor: Actor) => change(bot, key, { enabled: false }, actor),
    toggle: (bot: Tenant, key: FeatureKey, actor: Actor) => change(bot, key, { enabled: 'toggle' }, actor),
  };

  /** How often the caches were asked since the last call, as `process hit`, `redis miss` … */
  async function looks(): Promise<Record<string, number>> {
    const metric = metrics.registry.getSingleMetric('remnafleet_snapshot_cache_lookups_total')!;
    const { values } = await metric.get();
    metric.reset();
    return Object.fromEntries(values.map(({ labels, value }) => [`${labels.cache} ${labels.result}`, value]));
  }
  /** A change that another process made: this one knows nothing of it. */
  const setElsewhere = (bot: Tenant, key: string, enabled: boolean) =>
    ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, $3)
       on conflict (bot_id, feature_key) do update set enabled = excluded.enabled`,
      [bot.botId, key, enabled],
    );
  /** What a process that has just started knows: nothing. */
  const asNewProcess = (): void => share(redis);
  async function codeOf(work: Promise<unknown>): Promise<unknown> {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return error instanceof PermanentError ? [error.code, error.context.key] : error;
  }

  it('have defaults while nobody set them, and are of one bot', async () => {
    const before = await features.getAll(tenant);
    expect(Object.keys(before)).to.deep.equal(featureKeys);
    expect(before.trial_subscription).to.include({ enabled: true, isOn: true, isSet: false });
    expect(before[heleket].config).to.include({ min_toman: 100_000, markup_percent: 0 });
    await features.disable(tenant, 'trial_subscription', token);
    expect(await features.isEnabled(tenant, 'trial_subscription')).to.equal(false);
    expect(await features.isEnabled(other, 'trial_subscription')).to.equal(true);
  });

  it('are set, switched, toggled and taken back, each noted with its author', async () => {
    await features.set(tenant, heleket, { enabled: true, config: { markup_percent: 5 } }, token);
    expect(await features.getConfig(tenant, heleket)).to.include({ markup_percent: 5, min_toman: 100_000 });
    await features.toggle(tenant, heleket, operator);
    expect(await features.isEnabled(tenant, heleket)).to.equal(false);
    expect(await features.getConfig(tenant, heleket), 'kept').to.include({ markup_percent: 5 });
    await features.toggle(tenant, 'auto_renewal', operator);
    expect(await features.isEnabled(tenant, 'auto_renewal'), 'on by default').to.equal(false);
    await features.enable(tenant, 'auto_renewal', operator);
    await features.delete(tenant, heleket, operator);
    const all = await features.getAll(tenant);
    expect([all[heleket].isSet, all.auto_renewal.enabled]).to.deep.equal([false, true]);
    expect(all[heleket].config).to.include({ markup_percent: 0 });
    const history = await tenant.db((tx) => listChanges(tenant, tx, { limit: 50 }));
    expect(history.map(({ key, after, actor }) => [key, after, actor.kind])).to.deep.equal([
      [heleket, undefined, 'system'],
      ['auto_renewal', { enabled: true, config: {} }, 'system'],
      ['auto_renewal', { enabled: false, config: {} }, 'system'],
      [heleket, { enabled: false, config: { markup_percent: 5 } }, 'system'],
      [heleket, { enabled: true, config: { markup_percent: 5 } }, 'token'],
    ]);
    expect(await tenant.db((tx) => listChanges(other, tx, { limit: 50 }))).to.deep.equal([]);
  });

  it('change nothing, and note nothing, when all is as it was', async () => {
    expect(await features.delete(tenant, 'auto_renewal', operator)).to.equal(undefined);
    await features.enable(tenant, wata, operator);
    expect(await features.enable(tenant, wata, operator)).to.equal(undefined);
    expect(await tenant.db((tx) => listChanges(tenant, tx, { limit: 50 }))).to.have.lengthOf(1);
  });

  it('refuse what cannot be, naming it', async () => {
    const unknown = tenant.db((tx) =>
      changeFeatureIn(tenant, tx, { key: 'colour', change: { enabled: true } }, operator),
    );
    expect(await codeOf(unknown)).to.deep.equal(['feature.unknown', 'colour']);
    const wrong = features.set(tenant, heleket, { config: { markup_percent: -1 } }, operator);
    expect(await codeOf(wrong)).to.deep.equal(['feature.refused', heleket]);
    const nobody = tenantOf('999999999');
    expect(await codeOf(features.enable(nobody, 'auto_renewal', operator))).to.deep.equal([
      'bot.unknown',
      undefined,
    ]);
    const listed = nobody.db((tx) => listFeatures(nobody, tx));
    expect(await codeOf(listed)).to.deep.equal(['bot.unknown', undefined]);
    expect(await snapshots.read(nobody)).to.equal(undefined);
  });

  it('may not be read from the caches inside a scope, even when they are known', async () => {
    await features.getAll(tenant);
    const inside = tenant.db(() => features.isEnabled(tenant, 'auto_renewal'));
    expect(await codeOf(inside)).to.be.instanceOf(TenantScopeError);
    expect((await tenant.db((tx) => listFeatures(tenant, tx))).auto_renewal.isOn).to.equal(true);
  });

  const columns = [
    [card, 'card_to_card_enabled'],
    [zarinpal, 'zarinpal_enabled'],
  ] as const;
  for (const [key, column] of columns)
    it(`lets ${key} work only when its flag and ${column} both are on`, async () => {
      const seen: boolean[] = [];
      for (const flag of [false, true])
        for (const value of [false, true]) {
          await features.set(tenant, key, { enabled: flag }, operator);
          await ownerQuery(`update bots set ${column} = $2 where id = $1`, [tenant.botId, value]);
          revision = `${key} ${flag} ${value}`;
          seen.push(await features.isEnabled(tenant, key));
        }
      expect(seen).to.deep.equal([false, false, false, true]);
    });

  it('are read from the process, then from Redis, then from PostgreSQL, and counted', async () => {
    await looks();
    await features.getAll(tenant);
    expect(await looks()).to.deep.equal({ 'process miss': 1, 'redis miss': 1 });
    await features.getAll(tenant);
    expect(await looks()).to.deep.equal({ 'process hit': 1 });
    await setElsewhere(tenant, 'auto_renewal', false);
    const [key] = await redis.keys(`${prefix}:snapshot:*`);
    const text = (await redis.get(key!))!;
    expect(await redis.ttl(key!)).to.be.within(290, 300);
    asNewProcess();
    expect(await features.isEnabled(tenant, 'auto_renewal'), 'as the other process shared it').to.equal(true);
    expect(await looks()).to.deep.equal({ 'process miss': 1, 'redis hit': 1 });
    await redis.set(key!, 'not what we wrote');
    asNewProcess();
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(false);
    expect(text).to.contain('"revision":"1"');
  });

  it('follow a new revision at once, whatever the caches hold', async () => {
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(true);
    await setElsewhere(tenant, 'auto_renewal', false);
    expect(await features.isEnabled(tenant, 'auto_renewal'), 'not known yet').to.equal(true);
    revision = '2';
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(false);
  });

  it('do not take from Redis what a slow reader of an older revision left there', async () => {
    await features.getAll(tenant);
    const [key] = await redis.keys(`${prefix}:snapshot:*`);
    const old = (await redis.get(key!))!;
    revision = '2';
    await features.disable(tenant, 'auto_renewal', operator);
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(false);
    await redis.set(key!, old);
    asNewProcess();
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(false);
  });

  it('are one question to PostgreSQL when many ask at once', async () => {
    asNewProcess();
    await looks();
    const answers = await Promise.all(Array.from({ length: 50 }, () => features.getAll(tenant)));
    expect(new Set(answers).size).to.equal(1);
    expect(await looks()).to.deep.equal({ 'process miss': 50, 'redis miss': 1 });
  });

  it('come straight from PostgreSQL when Redis is away, and a change holds at once', async () => {
    const away = openRedis(testRedisUrl(), 'wait');
    await away.ping();
    away.disconnect();
    share(away);
    revision = undefined;
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(true);
    await features.disable(tenant, 'auto_renewal', operator);
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(false);
  });

  it('come from PostgreSQL within half a second when Redis does not answer, and leave it alone for a while', async () => {
    const blocked = openRedis(testRedisUrl(), 'wait');
    await blocked.ping();
    share(blocked);
    const nothing = blocked.blpop(`${prefix}:nothing`, 2);
    await looks();
    const started = performance.now();
    expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(true);
    expect(performance.now() - started).to.be.below(1_500 * patience);
    revision = '2';
    await features.isEnabled(tenant, 'auto_renewal');
    expect(await looks()).to.deep.equal({ 'process miss': 2, 'redis failed': 2 });
    await nothing;
    blocked.disconnect();
  });

  it('keep every one of many changes at once, and toggles do not get lost', async () => {
    const toggles = Array.from({ length: 15 }, () => features.toggle(tenant, 'auto_renewal', operator));
    const keys = featureKeys.filter((key) => key !== 'auto_renewal');
    const settings = keys.map((key) => features.set(tenant, key, { enabled: true }, operator));
    await Promise.all([...toggles, ...settings]);
    const all = await features.getAll(tenant);
    expect(all.auto_renewal.enabled, 'on by default, toggled an odd number of times').to.equal(false);
    expect(keys.every((key) => all[key].enabled)).to.equal(true);
    expect(await listed()).to.deep.equal(JSON.parse(JSON.stringify(all)));
  });
  const listed = async () =>
    JSON.parse(JSON.stringify(await tenant.db((tx) => listFeatures(tenant, tx)))) as unknown;

  it('keep a reading that began before a change out of the caches', async () => {
    for (const enabled of [false, true, false]) {
      revision = `round ${enabled}`;
      const readings = Array.from({ length: 10 }, () => features.getAll(tenant));
      await Promise.all([...readings, features.set(tenant, 'auto_renewal', { enabled }, operator)]);
      expect(await features.isEnabled(tenant, 'auto_renewal')).to.equal(enabled);
    }
  });

  it('are all set in a new bot by a template, which leaves what is set already', async () => {
    await features.disable(tenant, 'trial_subscription', operator);
    const apply = () =>
      asFleet('test', (tx) =>
        applyFeatureTemplate(tx, { botId: tenant.botId, template: 'standard', actor: operator }),
      );
    await apply();
    await apply();
    revision = '2';
    const all = await features.getAll(tenant);
    expect(featureKeys.filter((key) => all[key].isSet)).to.deep.equal(featureKeys);
    expect(featureKeys.filter((key) => all[key].enabled)).to.deep.equal([
      'auto_renewal',
      'campaigns',
      card,
      'gifts',
      'promo_codes',
      'support_contact',
      'support_tickets',
      zarinpal,
    ]);
    expect(await tenant.db((tx) => listChanges(tenant, tx, { limit: 50 }))).to.have.lengthOf(
      featureKeys.length,
    );
  });

  it('tell what a feature that is on lacks to work', async () => {
    await features.enable(tenant, wata, operator);
    await features.enable(tenant, zarinpal, operator);
    expect(await tenant.db((tx) => listShortcomings(tenant, tx))).to.deep.equal([
      { feature: wata, lacks: ['rate_toman_per_rub', 'wata_access_token', 'wata_terminal_id'] },
      { feature: zarinpal, lacks: ['zarinpal_enabled'] },
    ]);
    expect(await other.db((tx) => listShortcomings(other, tx))).to.deep.equal([]);
  });

  it('with a stored configuration that is wrong count as not configured', async () => {
    await features.enable(tenant, heleket, operator);
    await ownerQuery(`update bot_feature_flags set config = '{"markup_percent": "much"}' where bot_id = $1`, [
      tenant.botId,
    ]);
    revision = '2';
    expect(await features.getConfig(tenant, heleket)).to.include({ markup_percent: 0 });
    expect(await features.isEnabled(tenant, heleket)).to.equal(true);
  });
});
