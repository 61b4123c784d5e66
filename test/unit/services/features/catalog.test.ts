import { expect } from 'chai';
import { languages } from '#platform/language.js';
import { featureTemplates } from '#services/features/apply-feature-template.js';
import {
  featureCatalog,
  featureKeys,
  featureOf,
  isFeatureKey,
  type KnownFeatureKey,
} from '#services/features/catalog.js';
import { plannedFeatures } from '#services/features/planned.js';
import { isSettingKey, settingCatalog } from '#services/settings/catalog.js';

/** As the contract with users lists them. */
const contract =
  `abangateway, aqayepardakht, telegram_stars, yookassa, cryptobot, pal24, mulenpay, wata, platega, heleket, nowpayments, tribute,
  card_to_card,
  zarinpal, bridge, trial_subscription, auto_renewal, simple_purchase, referral_program, promo_codes, support_tickets,
  support_contact, mini_app, server_status, monitoring, polls, campaigns, gifts`.split(/,\s+/);

const keys = Object.keys(featureCatalog) as KnownFeatureKey[];

describe('the catalogue of features', () => {
  it('has the keys of the contract, alphabetical', () => {
    expect(keys).to.deep.equal([...contract].sort());
    expect(['auto_renewal', 'colour', '__proto__', 'toString'].map(isFeatureKey)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it('says what every feature is in three languages', () => {
    for (const key of keys)
      for (const language of languages) {
        expect(featureOf(key).title[language], `${key}.${language}`).to.match(/^\S.{2,40}$/u);
        expect(featureOf(key).description[language], `${key}.${language}`).to.match(/^\S.{12,}\.$/u);
      }
  });

  it('fills an empty configuration up, and takes what it filled up', () => {
    for (const key of keys) {
      const { config } = featureOf(key);
      expect(config.safeParse(config.parse({})).success, key).to.equal(true);
      expect(config.safeParse({ colour: 'red' }).success, key).to.equal(false);
    }
  });

  it('needs settings that there are', () => {
    for (const key of keys)
      expect(settingCatalog, key).to.include.all.keys(['trial_days', ...featureOf(key).needs]);
  });

  it('has its planned ones in a list, alphabetical, offers the others alone, and these need nothing planned', () => {
    expect(plannedFeatures).to.deep.equal([...plannedFeatures].sort());
    expect(keys.filter((key) => featureOf(key).isPlanned)).to.deep.equal(plannedFeatures);
    expect(featureKeys).to.deep.equal(keys.filter((key) => !featureOf(key).isPlanned));
    const needs = featureKeys.flatMap((key) => featureOf(key).needs);
    expect(needs.filter((key) => !isSettingKey(key))).to.deep.equal([]);
  });

  it('leaves off by default what needs credentials or a column', () => {
    const bold = keys.filter((key) => {
      const { isOnByDefault, needs, column } = featureOf(key);
      return isOnByDefault && (needs.length > 0 || column);
    });
    expect(bold).to.deep.equal([]);
    for (const [name, on] of Object.entries(featureTemplates)) {
      const needy = on.filter((key) => featureOf(key).needs.length > 0 && key !== 'simple_purchase');
      expect(needy, name).to.deep.equal([]);
    }
  });

  it('gives ways of paying limits that fit each other', () => {
    const { heleket, platega, zarinpal } = featureCatalog;
    const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
      schema.safeParse(value).success;
    expect(takes(zarinpal.config, { min_toman: 5_000, max_toman: 4_999 })).to.equal(false);
    expect(takes(zarinpal.config, { min_toman: 0 })).to.equal(false);
    expect(takes(zarinpal.config, { title: { fa: 'درگاه' }, sort_order: 3 })).to.equal(true);
    expect(takes(heleket.config, { markup_percent: 101 })).to.equal(false);
    expect(takes(platega.config, { methods: ['sbp', 'sbp'] })).to.equal(false);
    expect(platega.config.parse({}).methods).to.deep.equal(['sbp', 'card']);
  });
});
