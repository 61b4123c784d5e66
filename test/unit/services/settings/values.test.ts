import { expect } from 'chai';
import { shapeFeatures } from '#services/features/shape.js';
import { valuesOf } from '#services/settings/values.js';

const columns = { card_to_card_enabled: true, zarinpal_enabled: true };

describe('what is stored of a bot', () => {
  it('is read once for all who ask, and anew once it is another', () => {
    const values = valuesOf('1', { trial_days: 5 });
    expect(values).to.include({ trial_days: 5 });
    expect(valuesOf('1', { trial_days: 5 })).to.equal(values);
    expect(valuesOf('1', { trial_days: 6 })).to.include({ trial_days: 6 });
    expect(valuesOf('2', { trial_days: 5 }), 'of another bot').to.not.equal(values);

    const flags = { gifts: { enabled: false, config: null } };
    const features = shapeFeatures('1', { columns, flags });
    expect(features.gifts).to.include({ isOn: false, isSet: true });
    expect(shapeFeatures('1', { columns, flags: { ...flags } })).to.equal(features);
    expect(shapeFeatures('1', { columns, flags: {} }).gifts.isSet).to.equal(false);
    const off = { ...columns, zarinpal_enabled: false };
    expect(shapeFeatures('1', { columns: off, flags }).zarinpal.isOn).to.equal(false);
  });

  it('is remembered within bounds, however long the texts of bots are', () => {
    const stored = (n: number) => ({ trial_days: 5, rules_text: { en: `${n} ${'x'.repeat(10_000)}` } });
    const first = valuesOf('4', stored(0));
    expect(valuesOf('4', stored(0))).to.equal(first);
    for (let n = 1; n < 400; n += 1) valuesOf('4', stored(n));
    expect(valuesOf('4', stored(0)), 'forgotten').to.not.equal(first);
  });

  it('is changed for nobody by one of its readers', () => {
    const values = valuesOf('3', { offered_languages: ['en', 'fa'] });
    expect(() => (values.offered_languages as string[]).push('ru')).to.throw(TypeError);
    const features = shapeFeatures('3', { columns, flags: {} });
    expect(() => Object.assign(features.gifts, { isOn: true })).to.throw(TypeError);
  });
});
