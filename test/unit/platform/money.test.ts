import { expect } from 'chai';
import fc from 'fast-check';
import {
  compareAmounts,
  currencyDecimals,
  isAmount,
  partOfAmount,
  lessAmount,
  partInCurrency,
  sumOfAmounts,
  toCurrency,
  toToman,
  type Currency,
} from '#platform/money.js';

const currencies = Object.keys(currencyDecimals) as Currency[];
const currency = fc.constantFrom(...currencies);
/** Sums from a toman to more than any sale. */
const toman = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 100_000_000_000 }));
/** Rates as they are stored: up to 8 decimals, from far below a toman to far above a bitcoin's. */
const rate = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 10_000_000_000 })),
    fc.integer({ min: 1, max: 99_999_999 }),
  )
  // At less than that, a large sum has more digits than an amount may have.
  .filter(([whole, fraction]) => whole > 0 || fraction > 1_000)
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, '0')}`);

/** A decimal text times ten to the 18th, so that sums can be compared exactly. */
function exactly(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(18, '0'));
}
/** The smallest unit of a currency, the same way. */
const unitOf = (of: Currency): bigint => 10n ** BigInt(18 - currencyDecimals[of]);

describe('money in other currencies', () => {
  it('never costs the buyer a whole unit more than it is worth, and never less than it is worth', () => {
    fc.assert(
      fc.property(toman, currency, rate, (amount, of, at) => {
        const asked = exactly(toCurrency(amount, of, at)) * exactly(at);
        const worth = BigInt(amount) * 10n ** 36n;
        expect(asked >= worth, 'the seller gets what it is worth').to.equal(true);
        expect(asked - worth < unitOf(of) * exactly(at), 'the buyer loses less than a unit').to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes back in parts that are never more than the whole, and less than two units short of it', () => {
    fc.assert(
      fc.property(toman, toman, currency, rate, (one, other, of, at) => {
        const whole = toCurrency(one + other, of, at);
        const part = partInCurrency(one, of, at);
        const rest = lessAmount(whole, part, of);
        expect(exactly(part) + exactly(rest)).to.equal(exactly(whole));
        expect(exactly(part) * exactly(at) <= BigInt(one) * 10n ** 36n).to.equal(true);
        expect(exactly(partInCurrency(other, of, at)) <= exactly(rest)).to.equal(true);
      }),
    );
  });

  it('comes back as at least the toman that were asked for, and as less than a unit more', () => {
    fc.assert(
      fc.property(toman, currency, rate, (amount, of, at) => {
        const back = BigInt(toToman(toCurrency(amount, of, at), at));
        expect(back >= BigInt(amount)).to.equal(true);
        expect(
          (back - BigInt(amount)) * 10n ** 36n < unitOf(of) * exactly(at) || back === BigInt(amount),
        ).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('costs no less when there is more to pay, and is the same to a unit when asked for in parts', () => {
    fc.assert(
      fc.property(toman, toman, currency, rate, (one, other, of, at) => {
        const [a, b, together] = [one, other, one + other].map((amount) =>
          exactly(toCurrency(amount, of, at)),
        );
        expect(together! >= a! && together! >= b!).to.equal(true);
        expect(a! + b! >= together! && a! + b! - together! <= unitOf(of)).to.equal(true);
      }),
    );
  });

  it('is written as gateways take it: digits and exactly the decimals of the currency', () => {
    fc.assert(
      fc.property(toman, currency, rate, (amount, of, at) => {
        const decimals = currencyDecimals[of];
        expect(toCurrency(amount, of, at)).to.match(decimals === 0 ? /^[1-9]\d*$/ : /^(0|[1-9]\d*)\.\d\d$/);
      }),
    );
    expect(toCurrency(120_000, 'USD', '105000')).to.equal('1.15');
    expect(toCurrency(105_000, 'USD', '105000')).to.equal('1.00');
    expect(toCurrency(1, 'USD', '105000')).to.equal('0.01');
    expect(toCurrency(120_000, 'IRR', '0.1')).to.equal('1200000');
    expect(toCurrency(120_000, 'IRT', '1')).to.equal('120000');
    expect(toCurrency(1_401, 'XTR', '1400')).to.equal('2');
    expect(toCurrency(1_300, 'RUB', '1300.5')).to.equal('1.00');
  });

  it('is compared as numbers and not as texts', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        (left, right) => {
          const text = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;
          expect(compareAmounts(text(left), `${text(right)}0000`)).to.equal(
            left < right ? -1 : left > right ? 1 : 0,
          );
        },
      ),
    );
    expect(compareAmounts('4.990000', '4.99')).to.equal(0);
    expect(compareAmounts('10', '9.99')).to.equal(1);
    expect(sumOfAmounts(['299', '0.5', '0.05'])).to.equal('299.55');
    expect(sumOfAmounts(['0.10', '0.20'])).to.equal('0.30');
    expect(sumOfAmounts([])).to.equal('0');
  });

  it('takes no text that is no plain amount, and no rate of nothing', () => {
    for (const wrong of [
      '',
      '-1',
      '+1',
      '1e3',
      '01',
      '1.',
      '.5',
      '1,5',
      ' 1',
      '1 ',
      'NaN',
      'Infinity',
      '۱۲',
      '1'.repeat(19),
      '0x10',
    ])
      expect(isAmount(wrong), wrong).to.equal(false);
    for (const right of ['0', '0.00', '4.99', '123456789012345678', '0.000000000000000001'])
      expect(isAmount(right), right).to.equal(true);
    for (const at of ['0', '0.00', '0.000000001', '-1', 'x'])
      expect(() => toCurrency(1, 'USD', at), at).to.throw(RangeError);
    expect(() => toToman('999999999999999999', '99999')).to.throw(RangeError);
  });

  it('has parts that are never more than their share, and whole when they are all of it', () => {
    const coins = fc
      .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 99_999_999 }))
      .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, '0')}`);
    fc.assert(
      fc.property(
        coins,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (amount, one, other) => {
          const [part, whole] = [Math.min(one, other), Math.max(one, other)];
          const share = exactly(partOfAmount(amount, String(part), String(whole)));
          const exact = exactly(amount) * BigInt(part);
          expect(share * BigInt(whole) <= exact).to.equal(true);
          expect(exact - share * BigInt(whole) < 10n ** 10n * BigInt(whole)).to.equal(true);
        },
      ),
    );
    expect(partOfAmount('4.9921', '4.99', '4.990')).to.equal('4.9921');
    expect(partOfAmount('10', '1.00', '3.00')).to.equal('3.333333');
    expect(() => partOfAmount('10', '3.01', '3.00')).to.throw(RangeError);
  });
});
