import { expect } from 'chai';
import fc from 'fast-check';
import { parseTrackingNumber, trackingNumberOf } from '#platform/tracking-number.js';

const number = fc.integer({ min: 1, max: 2 ** 40 }).map(String);

describe('a tracking number', () => {
  it('is short, and read back as people write it', () => {
    expect(trackingNumberOf('7')).to.match(/^C2C-0007\d$/);
    const written = trackingNumberOf('48213');
    for (const typed of [
      written,
      written.toLowerCase(),
      written.slice(4),
      ` ${written.replace('-', ' ')} `,
      `#${written}`,
    ])
      expect(parseTrackingNumber(typed), typed).to.equal(written);
    const persian = written.slice(4).replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
    expect(parseTrackingNumber(persian)).to.equal(written);
    for (const typed of ['', 'C2C-', 'C2C-123', 'A2C-00078', `${written}x`, '1'.repeat(40)])
      expect(parseTrackingNumber(typed), typed).to.equal(undefined);
  });

  it('is refused when any one digit is wrong, or two neighbours are swapped', () => {
    fc.assert(
      fc.property(number, fc.nat(30), fc.integer({ min: 1, max: 9 }), (given, place, step) => {
        const digits = trackingNumberOf(given).slice(4);
        const at = place % digits.length;
        const wrong = String((Number(digits[at]) + step) % 10);
        expect(parseTrackingNumber(digits.slice(0, at) + wrong + digits.slice(at + 1))).to.equal(undefined);
        const next = at + 1 < digits.length ? at + 1 : 0;
        if (next === 0 || digits[at] === digits[next]) return;
        const swapped = digits.slice(0, at) + digits[next]! + digits[at]! + digits.slice(next + 1);
        expect(parseTrackingNumber(swapped)).to.equal(undefined);
      }),
    );
  });
});
