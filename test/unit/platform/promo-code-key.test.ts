import { expect } from 'chai';
import fc from 'fast-check';
import { fitsLink, readPromoCode } from '#platform/promo-code-key.js';

const keyOf = (written: string): string | undefined => readPromoCode(written)?.key;

describe('the key of a promo code', () => {
  it('is one for all ways to type it', () => {
    const ways = [
      'SUMMER-25',
      'summer 25',
      'Ｓummer２５',
      'sUmmеr_۲۵',
      'summer٢٥',
      ' SÜMMER—25\u200f ',
      'ЅUΜΜЕR25',
    ];
    expect(new Set(ways.map(keyOf)).size).to.equal(1);
    expect(new Set(['LOOK-1', 'l00k1', 'IO0KL', 'ІООКІ'].map(keyOf)).size).to.equal(1);
    expect(new Set(['نوروز۵', 'نوروز5', 'نو‌روز٥'].map(keyOf)).size).to.equal(1);
    expect(new Set(['عيدي', 'عیدی', 'عيدى'].map(keyOf)).size).to.equal(1);
  });

  it('tells apart what people tell apart', () => {
    expect(new Set(['SUMMER', 'WINTER', 'SUMMER2', 'تابستان', 'ЗИМА'].map(keyOf)).size).to.equal(5);
  });

  it('is of 3 to 32 letters and digits, and of nothing else', () => {
    for (const none of [
      '',
      'ab',
      '--_--',
      'a b',
      '%%%',
      'a'.repeat(33),
      '🎁🎁🎁',
      '<b>',
      "x' or 1",
      '\0\0\0',
      'ﷺﷺﷺ',
    ])
      expect(readPromoCode(none), none).to.equal(undefined);
    expect(readPromoCode('a-b-c')).to.eql({ code: 'a-b-c', key: 'ABC' });
    expect(readPromoCode('a'.repeat(32))?.key).to.have.length(32);
    expect(readPromoCode('x'.repeat(4_096))).to.equal(undefined);
  });

  it('is the key of itself, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const read = readPromoCode(typed);
        if (read) expect(readPromoCode(read.key)?.key).to.equal(read.key);
      }),
    );
  });

  it('fits a link where it is of Latin letters, digits, - and _', () => {
    expect(['SUMMER-25', 'a_b', 'نوروز', 'А25'].map(fitsLink)).to.eql([true, true, false, false]);
  });
});
