import { expect } from 'chai';
import { settingKeys, settingOf, type SettingValues } from '#services/settings/catalog.js';
import { standardValues as defaults } from '#services/settings/values.js';
import { readSettingChanges, showSettings, warnOfSettings } from '../../../scripts/settings.js';

const botWith = (values: Partial<SettingValues>) => ({
  name: 'Shop',
  username: 'shop_bot',
  telegramBotId: '1',
  defaultLanguage: 'fa' as const,
  supportUsername: undefined,
  adminChatId: undefined,
  adminTopicId: undefined,
  cardReceiptTopicId: undefined,
  notificationGroupId: undefined,
  notificationTopicId: undefined,
  values: { ...defaults, ...values },
});

describe('settings on the command line', () => {
  it('are read by the type of the setting', () => {
    const set = [
      'rules_required=on',
      'language_selection=FALSE',
      'offered_languages=ru, fa',
      'channel_id=@shop_news',
      'rules_text.en=a=b <b>c</b>',
      'trial_days=5',
      'autopay_days_choices=7, 1',
      'period_discounts={"90":20}',
      'panel_removal=disable',
    ];
    expect(readSettingChanges(set, ['time_zone', 'rules_text.fa'])).to.deep.equal([
      { key: 'rules_required', put: true },
      { key: 'language_selection', put: false },
      { key: 'offered_languages', put: ['ru', 'fa'] },
      { key: 'channel_id', put: '@shop_news' },
      { key: 'rules_text', merge: { en: 'a=b <b>c</b>' } },
      { key: 'trial_days', put: 5 },
      { key: 'autopay_days_choices', put: [7, 1] },
      { key: 'period_discounts', put: { 90: 20 } },
      { key: 'panel_removal', put: 'disable' },
      { key: 'time_zone', unset: true },
      { key: 'rules_text', merge: { fa: null } },
    ]);
  });

  const refused: [string[], string[], RegExp][] = [
    [['rules_required'], [], /--set rules_required: say KEY=VALUE/],
    [['rules=on'], [], /there is no setting rules; there are rules_required, rules_text$/],
    [['__proto__=1'], [], /there is no setting __proto__; --show lists those that there are$/],
    [['trial_days=three'], [], /trial_days is a number: say trial_days=NUMBER/],
    [['period_discounts=90:20'], [], /period_discounts is a table: say period_discounts=JSON/],
    [['rules_required=maybe'], [], /rules_required is a switch: say rules_required=on or rules_required=off/],
    [['rules_text=Be kind'], [], /--set rules_text: say rules_text\.fa=TEXT, one for each of fa, en, ru/],
    [['rules_text.de=x'], [], /there is no setting rules_text\.de; say rules_text\.fa=TEXT/],
    [['channel_id.fa=x'], [], /there is no setting channel_id\.fa; say channel_id=TEXT/],
    [['channel_id='], [], /--set channel_id has no value; .* --unset channel_id/],
    [[], ['nothing'], /there is no setting nothing; --show lists/],
    [['time_zone=Asia/Tehran'], ['time_zone'], /time_zone is changed twice/],
  ];
  for (const [set, unset, line] of refused)
    it(`are refused, naming key and cure: ${[...set, ...unset].join(' ')}`, () => {
      expect(() => readSettingChanges(set, unset)).to.throw(line);
    });

  it('are shown all, each with what it is for, its form, its default and its present value', () => {
    const shown = showSettings(
      botWith({ channel_id: '@shop_news', rules_text: { en: 'One\nTwo', ru: 'Три' } }),
    );
    for (const key of settingKeys)
      expect(shown).to.contain(`\n\n${key}\n  ${settingOf(key).description.en}\n`);
    expect(shown).to.match(/^Settings of @shop_bot \(Shop\)\n/);
    expect(shown).to.contain('  set by   channel_id=TEXT\n  default  not set\n  now      @shop_news');
    expect(shown).to.contain('  default  on\n  now      on');
    expect(shown).to.contain(`  now      en: One\n${' '.repeat(11)}Two\n${' '.repeat(11)}ru: Три`);
    expect(shown).to.contain('  now      fa,en,ru');
  });

  it('warn of a channel gate without a channel', () => {
    expect(warnOfSettings(botWith({ channel_required: true }))).to.match(
      /no channel_id, so everybody gets in/,
    );
    expect(warnOfSettings(botWith({ channel_required: true, channel_id: '@x_news' }))).to.equal('');
  });
});
