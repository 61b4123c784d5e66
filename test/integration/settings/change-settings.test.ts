import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import { openVault } from '#platform/secrets.js';
import { operator, type Actor } from '#services/access/actor.js';
import type { SettingKey } from '#services/settings/catalog.js';
import { changeSettings, type SettingChange } from '#services/settings/change-settings.js';
import { copySettings } from '#services/settings/copy-settings.js';
import { listChanges, listSettings } from '#services/settings/list-settings.js';
import { openSecret } from '#services/settings/values.js';
import { openSnapshots } from '#services/snapshots/open-snapshots.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';

const vault = openVault('an app secret for tests only, 32+ characters');
const tenantToken: Actor = { kind: 'token', id: '7', name: 'accounting' };
const plain = 'live_Ab3dEf6hIj9kLm2n';
const put = (key: SettingKey, value: unknown): SettingChange => ({ key, put: value });

describe('changing settings', () => {
  const snapshots = openSnapshots({ revisionOf: () => undefined });
  let tenant: Tenant;
  let other: Tenant;
  before(() => useJobs(undefined));
  after(() => snapshots.close());
  beforeEach(async () => {
    [tenant, other] = [(await buildBot()).tenant, (await buildBot()).tenant];
  });

  const change = (changes: readonly SettingChange[], actor = operator) =>
    changeSettings(tenant, changes, { actor, vault });
  const valuesOf = async (bot: Tenant) => (await snapshots.read(bot))!.settings.values;
  const historyOf = (bot: Tenant) => bot.db((tx) => listChanges(bot, tx, { limit: 100 }));
  const settingsAt = (bot: Tenant, at: Date) => bot.db((tx) => listSettings(bot, tx, at));
  /** The bot's credentials in clear, as whoever calls a gateway opens them. */
  async function secretsOf({ botId }: Tenant) {
    const rows = await ownerQuery<{ key: string; value: unknown }>(
      `select config_key as key, config_value as value from bot_configurations where bot_id = $1`,
      [botId],
    );
    const stored = new Map(rows.map(({ key, value }) => [key, value]));
    return (['heleket_api_key', 'mulenpay_api_key'] as const).map((key) =>
      openSecret(vault, { botId, key, stored: stored.get(key) }),
    );
  }
  const jobsOf = (bot: Tenant) =>
    ownerQuery(`select 1 from outbox where bot_id = $1 and job_name = 'bot.publish'`, [bot.botId]);
  async function refusalOf(work: Promise<unknown>): Promise<PermanentError> {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(PermanentError);
    return error as PermanentError;
  }

  it('holds at once in the process that made it, in that bot only, and is noted with its author', async () => {
    expect(await valuesOf(tenant)).to.include({ trial_days: 3, trial_traffic_gb: 10 });
    const changed = await change([put('trial_days', 7), put('trial_traffic_gb', 20)], tenantToken);
    expect(changed).to.deep.equal([
      { key: 'trial_days', before: undefined, after: 7 },
      { key: 'trial_traffic_gb', before: undefined, after: 20 },
    ]);
    expect(await valuesOf(tenant)).to.include({ trial_days: 7, trial_traffic_gb: 20 });
    expect(await valuesOf(other)).to.include({ trial_days: 3, trial_traffic_gb: 10 });
    expect((await historyOf(tenant)).map(({ key, actor }) => [key, actor])).to.deep.equal([
      ['trial_traffic_gb', tenantToken],
      ['trial_days', tenantToken],
    ]);
    expect(await historyOf(other)).to.deep.equal([]);
    expect(await jobsOf(tenant)).to.have.lengthOf(1);
  });

  it('changes nothing, notes nothing and publishes nothing when all is as it was', async () => {
    await change([put('trial_days', 7), put('heleket_api_key', plain)]);
    const same: SettingChange[] = [
      put('trial_days', 7),
      put('heleket_api_key', plain),
      { key: 'rules_text', unset: true },
      { key: 'rules_text', merge: { en: null } },
    ];
    expect(await change(same)).to.deep.equal([]);
    expect(await historyOf(tenant)).to.have.lengthOf(2);
    expect(await jobsOf(tenant)).to.have.lengthOf(1);
  });

  const refusals: [string, SettingChange[], Actor, string, object][] = [
    ['an unknown key', [{ key: 'colour', put: 'red' }], operator, 'setting.unknown', { key: 'colour' }],
    [
      'a key of JavaScript',
      [{ key: '__proto__', put: 1 }],
      operator,
      'setting.unknown',
      { key: '__proto__' },
    ],
    ['a wrong type', [put('trial_days', '7')], operator, 'setting.refused', { key: 'trial_days' }],
    ['a value out of range', [put('trial_days', 0)], operator, 'setting.refused', { key: 'trial_days' }],
    [
      'a key of the operator from a tenant',
      [put('trial_squads', [])],
      tenantToken,
      'setting.master_only',
      { key: 'trial_squads' },
    ],
    [
      'taking back a key of the operator by a tenant',
      [{ key: 'trial_squads', unset: true }],
      tenantToken,
      'setting.master_only',
      { key: 'trial_squads' },
    ],
    [
      'a value that does not fit another',
      [put('trial_payment_required', true)],
      operator,
      'setting.conflict',
      { key: 'trial_payment_required', fault: 'needs a trial_price_toman above 0' },
    ],
    [
      'members for a value without members',
      [{ key: 'trial_days', merge: { en: 7 } }],
      operator,
      'setting.refused',
      { key: 'trial_days' },
    ],
    [
      'the mask of a secret in its place',
      [put('heleket_api_key', '••••Lm2n')],
      operator,
      'setting.refused',
      { key: 'heleket_api_key' },
    ],
  ];
  for (const [what, changes, actor, code, context] of refusals)
    it(`refuses ${what}, naming the key, and keeps all as it was`, async () => {
      const error = await refusalOf(change([put('trial_devices', 5), ...changes], actor));
      expect(error.code).to.equal(code);
      expect(error.context).to.deep.include(context);
      expect(await valuesOf(tenant)).to.include({ trial_devices: 2 });
      expect(await historyOf(tenant)).to.deep.equal([]);
    });

  it('refuses a bot that is not there', async () => {
    const nobody = tenantOf('999999999');
    const refused = await refusalOf(
      changeSettings(nobody, [put('trial_days', 5)], { actor: operator, vault }),
    );
    expect(refused.code).to.equal('bot.unknown');
  });

  it('looks at the whole of a change: what fits together is taken in any order', async () => {
    await change([put('trial_payment_required', true), put('trial_price_toman', 5_000)]);
    const half = await refusalOf(change([{ key: 'trial_price_toman', unset: true }]));
    expect(half.context).to.include({ key: 'trial_payment_required' });
    await change([{ key: 'trial_price_toman', unset: true }, put('trial_payment_required', false)]);
    expect(await valuesOf(tenant)).to.include({ trial_payment_required: false, trial_price_toman: 0 });
  });

  it('lets a rule that is broken already be, as long as its settings are not touched', async () => {
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'connect_mode', '"custom_page"')`,
      [tenant.botId],
    );
    expect(await change([put('trial_days', 9)])).to.have.lengthOf(1);
  });

  it('keeps secrets sealed for their bot and key, opens them on demand, and shows and notes a mask', async () => {
    const [changed] = await change([put('heleket_api_key', plain)], tenantToken);
    expect(changed).to.deep.equal({ key: 'heleket_api_key', before: undefined, after: '••••Lm2n' });
    await change([put('mulenpay_api_key', 'short')]);
    expect(await secretsOf(tenant)).to.deep.equal([plain, 'short']);
    expect(await secretsOf(other)).to.deep.equal([null, null]);
    const shown = await tenant.db((tx) => listSettings(tenant, tx));
    const masks = new Map<string, unknown>(shown.map(({ key, value }) => [key, value]));
    expect([masks.get('heleket_api_key'), masks.get('mulenpay_api_key')]).to.deep.equal(['••••Lm2n', '••••']);
    const everything = await ownerQuery(
      `select (select jsonb_agg(c) from bot_configurations c)::text || (select jsonb_agg(h) from bot_setting_changes h)::text
         || (select jsonb_agg(o) from outbox o)::text as text`,
    );
    expect(JSON.stringify(everything)).not.to.contain(plain);
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value)
       select $2, config_key, config_value from bot_configurations where bot_id = $1`,
      [tenant.botId, other.botId],
    );
    const stolen = await secretsOf(other).then(
      () => 'opened',
      () => 'refused',
    );
    expect(stolen, 'a sealed secret carried to another bot').to.equal('refused');
    expect(JSON.stringify(await valuesOf(tenant))).not.to.contain('••••');
  });

  it('replaces a secret that was sealed under a lost APP_SECRET', async () => {
    const lost = openVault('another secret, also 32 characters or more');
    await changeSettings(tenant, [put('heleket_api_key', 'the-old-secret')], {
      actor: operator,
      vault: lost,
    });
    await change([put('heleket_api_key', plain)]);
    expect((await secretsOf(tenant))[0]).to.equal(plain);
  });

  it('can be read as it was at any time, and who changed it since', async () => {
    await change([put('trial_days', 5), put('heleket_api_key', plain)]);
    await change([put('trial_days', 6), put('rules_required', true)], tenantToken);
    const changedAt = Date.now();
    await waitFor(() => Date.now() > changedAt + 1, { what: 'a later millisecond' });
    await change([{ key: 'trial_days', unset: true }]);
    const [last, second, , first] = await historyOf(tenant);
    const at = async (time: Date) => {
      const shown = new Map(
        (await settingsAt(tenant, time)).map((setting) => [setting.key as string, setting]),
      );
      return (['trial_days', 'rules_required', 'heleket_api_key'] as const).map((key) => {
        const { value, isSet } = shown.get(key)!;
        return [value, isSet];
      });
    };
    const unset = [
      [3, false],
      [false, false],
      [null, false],
    ];
    expect(await at(new Date(first!.at.getTime() - 1_000))).to.deep.equal(unset);
    const mask = ['••••Lm2n', true];
    expect(await at(second!.at)).to.deep.equal([[6, true], [true, true], mask]);
    expect((await at(last!.at))[0]).to.deep.equal([3, false]);
    expect((await settingsAt(other, new Date())).some(({ isSet }) => isSet)).to.equal(false);
  });

  it('serves two writers at once: each change is whole, and the history tells their order', async () => {
    const languages = ['fa', 'en', 'ru'] as const;
    const writers = Array.from({ length: 24 }, (_, n) => {
      const language = languages[n % 3]!;
      return change([{ key: 'rules_text', merge: { [language]: `rule ${n}` } }, put('trial_days', n + 1)]);
    });
    await Promise.all(writers);
    const history = (await historyOf(tenant)).reverse();
    for (const key of ['rules_text', 'trial_days']) {
      const own = history.filter((noted) => noted.key === key);
      expect(own).to.have.lengthOf(24);
      own.slice(1).forEach((noted, at) => expect(noted.before).to.deep.equal(own[at]!.after));
      const times = own.map((noted) => noted.at.getTime());
      expect(times).to.deep.equal([...times].sort((left, right) => left - right));
      expect((await valuesOf(tenant))[key as 'trial_days']).to.deep.equal(own.at(-1)!.after);
    }
    const text = (await valuesOf(tenant)).rules_text;
    expect(Object.keys(text).sort(), 'no merge lost another').to.deep.equal(['en', 'fa', 'ru']);
  });

  it('keeps a reading that began before a change out of the cache', async () => {
    const readings = Array.from({ length: 20 }, () => snapshots.read(tenant));
    await Promise.all([change([put('trial_days', 11)]), ...readings]);
    expect(await valuesOf(tenant)).to.include({ trial_days: 11 });
  });

  it('gives a new bot what another has set, but for its secrets, its own and what the operator keeps', async () => {
    await change([
      put('trial_days', 9),
      put('channel_id', '@shop_news'),
      put('heleket_api_key', plain),
      put('paid_panel_tag', 'PAID'),
    ]);
    const copied = await asFleet('test', (tx) =>
      copySettings(tx, { from: tenant.botId, to: other.botId, which: 'open', actor: operator }),
    );
    expect(copied).to.deep.equal(['trial_days']);
    const { trial_days: days, channel_id: channel, paid_panel_tag: tag } = await valuesOf(other);
    expect({ days, channel, tag }).to.deep.equal({ days: 9, channel: null, tag: null });
    expect((await historyOf(other)).map(({ key }) => key)).to.deep.equal(['trial_days']);
    const again = await asFleet('test', (tx) =>
      copySettings(tx, { from: tenant.botId, to: other.botId, which: 'open', actor: operator }),
    );
    expect(again).to.deep.equal([]);
  });
});
