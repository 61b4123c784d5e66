import { expect } from 'chai';
import fc from 'fast-check';
import { parseToman } from '#platform/typed-sum.js';

const thousands = 1_000;
const million = 1_000_000;

/** What people type, and what they mean. */
const sums: readonly (readonly [typed: string, toman: number])[] = [
  ['50000', 50_000],
  ['50,000', 50_000],
  ['۵۰٬۰۰۰', 50_000],
  ['٥٠٠٠٠', 50_000],
  ['50 000', 50_000],
  ['1.000.000', million],
  ['50000 toman', 50_000],
  ['۵۰٬۰۰۰ تومان', 50_000],
  ['۵۰/۰۰۰ تومان', 50_000],
  ['50000 томанов', 50_000],
  ['۵۰ هزار', 50 * thousands],
  ['۵۰هزار', 50 * thousands],
  ['۵۰ هزار تومان', 50 * thousands],
  ['۵۰ هزار تومن.', 50 * thousands],
  ['۵۰هزارتومان', 50 * thousands],
  ['۵۰\u200cهزار\u200cتومان', 50 * thousands],
  ['\u2067۵۰ هزار\u2069', 50 * thousands],
  ['٥٠ هزار', 50 * thousands],
  ['۱ میلیون', million],
  ['۱ ميليون تومان', million],
  ['۱٫۵ میلیون', 1_500_000],
  ['۱/۵ میلیون تومان', 1_500_000],
  ['۱.۲۵ میلیون', 1_250_000],
  ['۱ میلیون و ۲۰۰ هزار تومان', 1_200_000],
  ['۱ میلیون و ۲۰۰ هزار و ۵۰۰ تومان', 1_200_500],
  ['۵۰۰٬۰۰۰ ریال', 50_000],
  ['۵۰۰ هزار ریال', 50_000],
  ['50k', 50 * thousands],
  ['50K', 50 * thousands],
  ['50 k toman', 50 * thousands],
  ['50ktoman', 50 * thousands],
  ['2.5k', 2_500],
  ['50 thousand', 50 * thousands],
  ['50 Thousand tomans', 50 * thousands],
  ['1m', million],
  ['1.5M', 1_500_000],
  ['1 million', million],
  ['1 million and 200 thousand', 1_200_000],
  ['1m 200k', 1_200_000],
  ['1m200k', 1_200_000],
  ['500 000 rials', 50_000],
  ['50 тыс', 50 * thousands],
  ['50 тыс.', 50 * thousands],
  ['50 тыс. томанов', 50 * thousands],
  ['50тыс', 50 * thousands],
  ['50 тысяч томанов', 50 * thousands],
  ['50к', 50 * thousands],
  ['1 млн', million],
  ['1,5 млн томанов', 1_500_000],
  ['1 500 тысяч', 1_500_000],
  ['2 миллиона', 2 * million],
  ['1 миллион и 200 тысяч', 1_200_000],
];

const none: readonly string[] = [
  '',
  ' ',
  'fifty',
  'هزار',
  'k',
  'toman',
  '-50k',
  '1e5',
  '50kk',
  '50 k k',
  '50 toman k',
  '50 dollars',
  'k50',
  '50 and',
  'and 50k',
  '200 k 1 m',
  '1m 2m',
  '50k 1500',
  '1.5.2 m',
  '1.500 million',
  '1,500k',
  '50.5',
  '50000.5',
  '۵۰۰۰۰٫۵',
  '1,00',
  '50.5 toman',
  '15 rials',
  '9'.repeat(90),
  `${'9'.repeat(20)}k`,
  `50${' '.repeat(30)}k ${'x'.repeat(200)}`,
  '50000 50000 50000 toman',
];

describe('a sum as people type it', () => {
  for (const [typed, toman] of sums)
    it(`${JSON.stringify(typed)} is ${toman} toman`, () => {
      expect(parseToman(typed)).to.equal(toman);
    });

  it('is none where it could be anything, or two', () => {
    for (const typed of none) expect(parseToman(typed), JSON.stringify(typed)).to.equal(undefined);
  });

  it('is what was written, in whichever words and digits', () => {
    const words = fc.constantFrom(' هزار', 'هزار تومان', 'k', ' thousand', ' тыс.', ' тысяч томанов');
    const digits = fc.constantFrom('0', '۰', '٠');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), words, digits, (count, word, zero) => {
        const first = zero.charCodeAt(0);
        const shown = String(count).replace(/\d/g, (digit) => String.fromCharCode(first + Number(digit)));
        expect(parseToman(`${shown}${word}`)).to.equal(count * thousands);
      }),
    );
  });

  it('is whole toman or none for any text', () => {
    const piece = fc.constantFrom(
      '5',
      '۱',
      ' ',
      '.',
      ',',
      '/',
      'k',
      'هزار',
      'و',
      'ریال',
      'млн',
      'toman',
      '-',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const toman = parseToman(pieces.join(''));
        if (toman !== undefined) expect(Number.isSafeInteger(toman) && toman >= 0).to.equal(true);
      }),
    );
  });
});
