import { expect } from 'chai';
import fc from 'fast-check';
import { findReferences, storableWords } from '#services/card-payments/receipt-parts.js';
import { cardNumber } from '../../../support/cards.js';

describe('numbers of transfers in the words of a receipt', () => {
  for (const [words, found] of [
    ['شماره پیگیری: ۱۲۳۴۵۶', ['123456']],
    ['رقم مرجع ٩٨٧٦٥٤٣٢١٠ و ۱۲۳۴۵۶', ['9876543210', '123456']],
    ['ref 123456, ref 123456', ['123456']],
    ['12345 and 12345678901234567890123456', []],
    [`from ${cardNumber(7)} to ${cardNumber(8)}`, []],
    ['C2C-1234567', []],
    ['c2c 1234567 · 7654321', ['7654321']],
    ['1405/09/08 14:30, 1,200,000', []],
    ['', []],
  ] as const)
    it(`are ${found.join(' and ') || 'none'} in "${words}"`, () => {
      expect(findReferences(words)).to.deep.equal(found);
    });

  it('are 6 to 25 digits, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        for (const number of findReferences(`${before} 998877 ${after}`))
          expect(number).to.match(/^\d{6,25}$/);
      }),
    );
  });
});

describe('words of a receipt', () => {
  it('are kept as PostgreSQL can keep them; what has nothing to read is none', () => {
    expect(storableWords(' paid\u0000 \ud800now ')).to.equal('paid now');
    for (const nothing of [undefined, '', ' \n ', '\u0000']) expect(storableWords(nothing)).to.equal(null);
  });
});
