import { expect } from 'chai';
import { languages } from '#platform/language.js';
import {
  isSecretKey,
  isSettingKey,
  settingCatalog,
  settingKeys,
  settingOf,
  settingParts,
  type SettingKey,
} from '#services/settings/catalog.js';
import { copiedKeys } from '#services/settings/copy-settings.js';
import { settingGroups } from '#services/settings/groups/titles.js';
import { settingRules } from '#services/settings/rules.js';
import { standardValues } from '#services/settings/values.js';

const keys = Object.keys(settingCatalog) as SettingKey[];
const takes = (key: SettingKey, value: unknown): boolean =>
  settingCatalog[key].schema.safeParse(value).success;

describe('the catalogue of settings', () => {
  it('is alphabetical as a whole and in each part, and has no key twice', () => {
    expect(keys).to.deep.equal([...keys].sort());
    for (const [group, part] of settingParts)
      expect(Object.keys(part), group).to.deep.equal(Object.keys(part).sort());
    expect(settingParts.flatMap(([, part]) => Object.keys(part)).sort()).to.deep.equal(keys);
  });

  it('has something in every group', () => {
    const used = new Set(keys.map((key) => settingCatalog[key].group));
    expect([...used]).to.have.members(Object.keys(settingGroups));
  });

  it('says what every key is for in three languages, each in its own script, in words of its own', () => {
    const scripts = { fa: /\p{Script=Arabic}/u, en: /[A-Za-z]/, ru: /\p{Script=Cyrillic}/u };
    for (const key of keys)
      for (const language of languages) {
        const { title, description } = settingOf(key);
        expect(title[language], `${key}.${language}`).to.match(scripts[language]);
        expect(title[language].length, `title of ${key}.${language} fits a button`).to.be.within(2, 48);
        expect(description[language], `${key}.${language}`).to.match(scripts[language]);
        expect(description[language], `${key}.${language}`).to.match(/^\S.{12,}\.$/u);
      }
    for (const language of languages) {
      const titles = keys.map((key) => `${settingOf(key).group}: ${settingOf(key).title[language]}`);
      expect(titles.filter((title, at) => titles.indexOf(title) !== at)).to.deep.equal([]);
    }
  });

  it('begins every English description with a capital and ends it with a full stop', () => {
    for (const key of keys) expect(settingOf(key).description.en, key).to.match(/^[A-Z].{15,}\.$/);
  });

  it('takes its own defaults, which fit each other', () => {
    for (const key of keys) expect(takes(key, settingCatalog[key].default), key).to.equal(true);
    for (const { keys: about, fault } of settingRules)
      expect(fault(standardValues), about.join()).to.equal(undefined);
  });

  it('refuses numbers just outside the range that it tells, and takes its ends', () => {
    const ranged = keys.filter((key) => settingOf(key).type === 'number');
    expect(ranged.length).to.be.above(40);
    for (const key of ranged) {
      const { min, max } = settingOf(key).range!;
      expect(
        [min, max].map((value) => takes(key, value)),
        key,
      ).to.deep.equal([true, true]);
      expect(
        [min - 1, max + 1, min + 0.5, String(min)].map((value) => takes(key, value)),
        key,
      ).to.deep.equal([false, false, false, false]);
    }
  });

  it('takes every choice that it tells, and no other', () => {
    for (const key of keys) {
      const { choices, type } = settingOf(key);
      if (type !== 'choice') continue;
      expect(
        choices!.every((choice) => takes(key, choice)),
        key,
      ).to.equal(true);
      expect(takes(key, 'something else'), key).to.equal(false);
    }
  });

  it('lets no new bot take over secrets and what a bot has of its own, and each all that the operator keeps', () => {
    const { open, operator } = copiedKeys;
    const taken: readonly string[] = [...open, ...operator];
    const kept = keys.filter((key) => !taken.includes(key));
    expect(kept).to.include.members(['channel_id', 'yookassa_shop_id', 'yookassa_secret_key']);
    expect(open).to.include.members(['trial_days', 'rules_text']);
    expect(operator).to.deep.equal(settingKeys.filter((key) => settingOf(key).setBy === 'master'));
    expect(keys.filter(isSecretKey).every((key) => kept.includes(key))).to.equal(true);
  });

  it('knows its own keys and no others', () => {
    expect(['trial_days', 'colour', '__proto__', 'toString'].filter(isSettingKey)).to.deep.equal([
      'trial_days',
    ]);
  });

  const good: [SettingKey, unknown][] = [
    ['channel_id', '@shop_news'],
    ['channel_id', '-1001234567890'],
    ['channel_id', null],
    ['channel_link', 'https://t.me/+AbC-1_x'],
    ['offered_languages', ['ru', 'fa']],
    ['rules_text', { fa: 'قوانین <b>ما</b>' }],
    ['time_zone', 'Europe/Moscow'],
    ['welcome_text', {}],
    ['expiry_warning_days', []],
    ['period_discounts', { 90: 20 }],
    ['traffic_packages', [{ gb: 0, price_toman: 1 }]],
    ['daily_report_time', '23:59'],
    ['trial_squads', ['0b2f3b0e-6f4e-4a43-8a55-0f2f2f3c7a11']],
    ['happ_redirect_url', 'https://go.example/?to={link}'],
    ['happ_download_links', { ios: 'https://apps.example/happ' }],
    ['trial_panel_tag', 'TRIAL_1'],
    ['heleket_api_key', 'abc|DEF-123'],
  ];
  for (const [key, value] of good)
    it(`takes ${JSON.stringify(value)} as ${key}`, () => {
      expect(takes(key, value)).to.equal(true);
    });

  const wrong: [SettingKey, unknown][] = [
    ['channel_id', 'shop_news'],
    ['channel_id', '@a'],
    ['channel_id', -1001234567890],
    ['channel_link', 'http://t.me/x'],
    ['channel_link', 'https://t.me.evil.example/x'],
    ['channel_link', 'https://t.me/x"><b>'],
    ['channel_required', 'yes'],
    ['offered_languages', []],
    ['offered_languages', ['fa', 'fa']],
    ['offered_languages', ['de']],
    ['rules_text', { fa: '<b>open' }],
    ['rules_text', { de: 'x' }],
    ['rules_text', { en: 'x'.repeat(12_001) }],
    ['welcome_text', { en: 'x'.repeat(3_501) }],
    ['time_zone', 'Asia/Nowhere'],
    ['welcome_text', 'hello'],
    ['expiry_warning_days', [1, 1]],
    ['expiry_warning_days', [0]],
    ['period_discounts', { 0: 20 }],
    ['period_discounts', { 90: 101 }],
    [
      'traffic_packages',
      [
        { gb: 5, price_toman: 1 },
        { gb: 5, price_toman: 2 },
      ],
    ],
    ['traffic_packages', [{ gb: 5, price_toman: -1 }]],
    ['daily_report_time', '24:00'],
    ['trial_squads', ['main']],
    ['happ_redirect_url', 'https://go.example/'],
    ['happ_redirect_url', 'javascript:alert({link})'],
    ['mini_app_url', 'http://plain.example'],
    ['mini_app_url', 'https://'],
    ['happ_download_links', { amiga: 'https://apps.example/happ' }],
    ['trial_panel_tag', 'trial'],
    ['heleket_api_key', '••••abcd'],
    ['heleket_api_key', 'two words'],
    ['admin_notice_kinds', ['weather']],
    ['admin_notice_kinds', ['purchase', 'top_up']],
  ];
  for (const [key, value] of wrong)
    it(`refuses ${JSON.stringify(value).slice(0, 50)} as ${key}`, () => {
      expect(takes(key, value)).to.equal(false);
    });
});
