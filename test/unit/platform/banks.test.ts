import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { bankOfCard } from '#platform/banks.js';

const source = readFileSync(path.resolve(import.meta.dirname, '../../../src/platform/banks.ts'), 'utf8');
const prefixes = [...source.matchAll(/'(\d{6}(?: \d{6})*)'/g)].flatMap(([, found = '']) => found.split(' '));

describe('the bank of a card', () => {
  it('is known by the first six digits, with its name in three languages', () => {
    expect(bankOfCard('6037997599812345')).to.deep.equal({
      code: 'melli',
      name: { fa: 'بانک ملی ایران', en: 'Bank Melli Iran', ru: 'Банк «Мелли Иран»' },
    });
    const known = {
      '6219861034529007': 'saman',
      '5022291012345672': 'pasargad',
      '6274123456789011': 'eghtesad_novin',
      '6104337812345678': 'mellat',
      '5892101234567890': 'sepah',
      '6037691234567890': 'saderat',
      '6037701234567890': 'keshavarzi',
      '6393471234567890': 'pasargad',
    };
    for (const [number, code] of Object.entries(known))
      expect(bankOfCard(number)?.code, number).to.equal(code);
  });

  it('is one bank for each prefix, and every name is in the script of its language', () => {
    expect(prefixes.length).to.be.above(40);
    expect(new Set(prefixes).size, 'a prefix stands twice').to.equal(prefixes.length);
    for (const prefix of prefixes) {
      const { fa = '', en = '', ru = '' } = bankOfCard(`${prefix}0000000000`)?.name ?? {};
      expect(fa, prefix).to.match(/^[\u0600-\u06ff\u200c ]{5,}$/);
      expect(en, prefix).to.match(/^[A-Za-z–() ]{5,}$/);
      expect(ru, prefix).to.match(/^[А-Яа-яё«»\- ]{5,}$/);
    }
  });

  it('is unknown for a prefix of no bank of Iran', () => {
    for (const number of ['4111111111111111', '6037', ''])
      expect(bankOfCard(number), number).to.equal(undefined);
  });
});
