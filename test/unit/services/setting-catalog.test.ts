import { expect } from 'chai';
import { settingCatalog, type SettingKey } from '#services/setting-catalog.js';

const keys = Object.keys(settingCatalog) as SettingKey[];
const takes = (key: SettingKey, value: unknown): boolean =>
  settingCatalog[key].schema.safeParse(value).success;

describe('the catalogue of settings', () => {
  it('is alphabetical, and every entry says what it is for', () => {
    expect(keys).to.deep.equal([...keys].sort());
    for (const key of keys) expect(settingCatalog[key].description, key).to.match(/^[A-Z].{15,}\.$/);
  });

  it('takes its own defaults', () => {
    for (const key of keys) expect(takes(key, settingCatalog[key].default), key).to.equal(true);
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
    ['rules_text', { en: 'x'.repeat(3_501) }],
    ['time_zone', 'Asia/Nowhere'],
    ['welcome_text', 'hello'],
  ];
  for (const [key, value] of wrong)
    it(`refuses ${JSON.stringify(value).slice(0, 50)} as ${key}`, () => {
      expect(takes(key, value)).to.equal(false);
    });
});
