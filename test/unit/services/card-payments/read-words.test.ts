import { expect } from 'chai';
import fc from 'fast-check';
import { amountsIn, dayIn, isReference } from '#services/card-payments/read-words.js';
import { dayOfPersian } from '#platform/persian-calendar.js';
import { patience } from '../../../support/patience.js';

describe('the words of a receipt', () => {
  it('name sums with their currency, in toman', () => {
    const said: readonly (readonly [string, readonly number[]])[] = [
      ['مبلغ ۲٬۰۰۰٬۰۰۰ ریال به کارت', [200_000]],
      ['مبلغ: 200,000 تومان', [200_000]],
      ['انتقال ۲۰۰ هزار تومان انجام شد', [200_000]],
      ['2 میلیون ریال', [200_000]],
      ['Amount: 2.000.000 IRR', [200_000]],
      ['200000 Toman paid, thanks', [200_000]],
      ['перевёл 200 тыс. туманов', [200_000]],
      ['مبلغ 500,000 ریال کارمزد: 9,000 ریال مانده 12,345,678 ریال', [50_000]],
      ['\u202b200,000\u202c تومان و بعد 300,000 تومان', [200_000, 300_000]],
      ['۱٬۲۳۴ ریال', [123.4]],
    ];
    for (const [words, sums] of said) expect(amountsIn(words), words).to.deep.equal(sums);
  });

  it('name none where the currency, or the number, is in doubt', () => {
    for (const words of [
      '200000',
      'مبلغ 200,000',
      'کد پیگیری 123456789012',
      'irritated by 200 things',
      '1.5 میلیون تومان',
      '200 tomantic',
      '',
    ])
      expect(amountsIn(words), words).to.deep.equal([]);
  });

  it('name one day with its year, of either calendar', () => {
    const said: readonly (readonly [string, string | undefined])[] = [
      ['تاریخ ۱۴۰۵/۰۹/۰۸ ساعت ۱۲:۳۰', '2026-11-29'],
      ['1405-9-8', '2026-11-29'],
      ['۸ آذر ۱۴۰۵', '2026-11-29'],
      ['۸ آذر ماه ۱۴۰۵', '2026-11-29'],
      ['2026-11-29 12:30', '2026-11-29'],
      ['2026.11.29 and 1405/09/08', '2026-11-29'],
      ['1403/12/30', '2025-03-20'],
      ['1405/12/30', undefined],
      ['1405/09/08 و 1405/09/07', undefined],
      ['05/09/08', undefined],
      ['29/11/2026', undefined],
      ['2026-13-01', undefined],
      ['2026-02-30', undefined],
      ['6037-9911-12-31', undefined],
      ['2026-11/29', undefined],
      ['yesterday', undefined],
    ];
    for (const [words, day] of said) expect(dayIn(words), words).to.equal(day);
  });

  it('are read in a moment, whatever they are', () => {
    const began = performance.now();
    for (const one of ['1,', '1 ', '۱٬', '1405/', 'مانده ', '1 هزار ', '1.111.', 'ریال'])
      for (const words of [one.repeat(4_000), `${one.repeat(4_000)}ریال`]) {
        amountsIn(words);
        dayIn(words);
      }
    expect(performance.now() - began).to.be.below(1_000 * patience);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
        for (const amount of amountsIn(words)) expect(amount).to.be.at.least(0);
        const day = dayIn(words);
        if (day !== undefined) expect(day).to.match(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });
});

describe('a number in a receipt', () => {
  const payment = { amountToman: 200_000, trackingNumber: 'C2C-00423' };

  it('may be the reference of one transfer', () => {
    for (const digits of ['123456', '140812345678', '9876543210', '6037990000000007'])
      expect(isReference(digits, payment), digits).to.equal(true);
  });

  it('is none where it comes in many: cards, phones, accounts, days, and what the payment asked for', () => {
    for (const digits of [
      '200000',
      '2000000',
      '00423',
      '6037990000000006',
      '09123456789',
      '989123456789',
      '120170000000123456789012',
      '14050908',
      '20261129',
    ])
      expect(isReference(digits, payment), digits).to.equal(false);
  });
});

describe('days of the Persian calendar', () => {
  const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC' });

  it('are those of Intl, over two centuries', () => {
    const from = Date.UTC(1925, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const at = from + days * 86_400_000;
        const parts = persian.formatToParts(at);
        const [year, month, day] = ['year', 'month', 'day'].map((name) =>
          Number(parts.find(({ type }) => type === name)?.value),
        ) as [number, number, number];
        expect(dayOfPersian(year, month, day)).to.equal(new Date(at).toISOString().slice(0, 10));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are none where the month is shorter', () => {
    for (const [year, month, day] of [
      [1405, 7, 31],
      [1405, 12, 30],
      [1405, 13, 1],
      [1405, 0, 1],
      [1405, 1, 0],
    ] as const)
      expect(dayOfPersian(year, month, day)).to.equal(undefined);
  });
});
