import { expect } from 'chai';
import { foldText } from '#platform/fold-text.js';

describe('a text for comparing', () => {
  const same: readonly (readonly [string, string])[] = [
    ['كيف پولِ من', 'کیف پول من'],
    ['می‌خواهم', 'میخواهم'],
    ['آب', 'اب'],
    ['۱۲۳ ٤٥', '123 45'],
    ['Ещё', 'ЕЩЕ'],
    ['Café — Über', 'cafe uber'],
    ['  two\n words…', 'Two Words'],
    ['مـــهم', 'مهم'],
    ['ﬁne', 'FINE'],
  ];
  for (const [one, other] of same)
    it(`«${one}» is «${other}»`, () => {
      expect(foldText(one)).to.equal(foldText(other)).and.not.equal('');
    });

  it('has nothing left of what is neither letter nor digit', () => {
    expect(foldText('؟!… <> % \u200c')).to.equal('');
  });
});
