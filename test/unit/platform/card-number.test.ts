import { expect } from 'chai';
import { maskCardFields, maskCardNumber, maskCardNumbers, parseCardNumber } from '#platform/card-number.js';

describe('the number of a bank card', () => {
  it('is read as people write it: other digits, blanks, dashes, signs of direction', () => {
    for (const written of [
      '6037997599812345',
      '6037 9975 9981 2345',
      '6037-9975-9981-2345',
      '۶۰۳۷۹۹۷۵۹۹۸۱۲۳۴۵',
      '٦٠٣٧ ٩٩٧٥ ٩٩٨١ ٢٣٤٥',
      '\u200e6037–9975–9981–2345\u200f',
    ])
      expect(parseCardNumber(written), written).to.equal('6037997599812345');
  });

  it('is refused when it is too short, too long, has letters or another check digit', () => {
    for (const written of [
      '',
      '603799759981234',
      '60379975998123451',
      '6037997599812342',
      '6037997599812x45',
      '0000000000000000',
      '6037.9975.9981.2345',
    ])
      expect(parseCardNumber(written), written).to.equal(undefined);
  });

  it('is refused with any one digit wrong', () => {
    for (let place = 0; place < 16; place += 1) {
      const wrong = [...'6037997599812345'];
      wrong[place] = String((Number(wrong[place]) + 1) % 10);
      expect(parseCardNumber(wrong.join('')), wrong.join('')).to.equal(undefined);
    }
  });

  it('is shown in logs with its bank and its end only', () => {
    expect(maskCardNumber('6037997599812345')).to.equal('603799******2345');
    expect(maskCardNumber('12')).to.equal('[card]');
  });

  it('is masked wherever it stands in a text, however it is written', () => {
    for (const written of [
      '6037997599812345',
      '6037 9975 9981 2345',
      '6037-9975-9981-2345',
      '۶۰۳۷۹۹۷۵۹۹۸۱۲۳۴۵',
      '٦٠٣٧ ٩٩٧٥ ٩٩٨١ ٢٣٤٥',
    ])
      expect(maskCardNumbers(`card ${written}.`), written).to.equal('card 603799******2345.');
    expect(maskCardNumbers('Key (bot_id, card_number)=(1, 6037997599812345) already exists')).to.not.include(
      '997599812345',
    );
  });

  it('leaves instants, ids and longer numbers in a text alone', () => {
    for (const text of ['1764414000000000', '60379975998123451', '6037997599812346', '4111111111111111'])
      expect(maskCardNumbers(text), text).to.equal(text);
  });

  it('is masked in fields of its name, whatever bank it is of, and nothing else of the JSON changes', () => {
    const body = {
      card_number: '4111111111111111',
      from_card_number: '6037997599812345',
      id: '4111111111111111',
    };
    expect(JSON.parse(maskCardFields(JSON.stringify(body)))).to.deep.equal({
      card_number: '411111******1111',
      from_card_number: '603799******2345',
      id: '4111111111111111',
    });
    const told = JSON.stringify({ name: '"card_number":"4111111111111111"' });
    expect(maskCardFields(told)).to.equal(told);
  });
});
