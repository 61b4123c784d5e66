import { expect } from 'chai';
import { searchKeyOf, searchPattern } from '#platform/search-key.js';

describe('a text as searches compare it', () => {
  const same: readonly (readonly [string, string])[] = [
    ['كتاب علي', 'کتاب علی'],
    ['می‌رود', 'میرود'],
    ['خطای ۴۰۴', 'خطای 404'],
    ['٤٠٤', '404'],
    ['سلامــــ', 'سلام'],
    ['مُحَمَّد', 'محمد'],
    ['آب', 'اب'],
    ['ÜBER Straße', 'uber straße'],
    ['Ёлка', 'елка'],
    ['ＶＰＮ', 'vpn'],
    ['  two \n lines ', 'two lines'],
  ];
  for (const [typed, other] of same)
    it(`makes no difference between “${typed.trim()}” and “${other}”`, () => {
      expect(searchKeyOf(typed)).to.equal(searchKeyOf(other));
    });

  it('is a part of a longer one, and signs of patterns are signs', () => {
    expect(searchPattern('50%_\\')).to.equal('%50\\%\\_\\\\%');
    expect(searchPattern('\u200c')).to.equal('%%');
  });

  it('has a bound', () => {
    expect(searchKeyOf('a'.repeat(20_000))).to.have.length(8_192);
  });
});
