import { expect } from 'chai';
import { fillNumber, numberPlaces } from '#bot/areas/cards/number-places.js';
import { roughTime } from '#bot/areas/cards/screens/rough-time.js';
import { voiceOf } from '#bot/voice.js';

describe('a length of time, roundly', () => {
  for (const [minutes, words] of [
    [0.2, '5 minutes'],
    [5.1, '10 minutes'],
    [30, '30 minutes'],
    [31, '40 minutes'],
    [50.5, '1 hour'],
    [61, '2 hours'],
    [23 * 60, '23 hours'],
    [24 * 60, '1 day'],
    [25 * 60, '2 days'],
  ] as const)
    it(`is ${words} of ${minutes} minutes`, () => {
      expect(roughTime(voiceOf('en'), minutes)).to.equal(words);
    });
});

describe('the number of a card in a message', () => {
  const { inFours, digits, bank } = numberPlaces;
  const params = {
    chat_id: 7,
    text: `${inFours}${bank}, ${inFours}`,
    reply_markup: { inline_keyboard: [[{ text: 'copy', copy_text: { text: digits } }]] },
  };

  it('takes its places at any depth, with the bank in the language of the person', () => {
    expect(fillNumber(params, { number: '6037990000000014', language: 'ru' })).to.deep.equal({
      chat_id: 7,
      text: '6037 9900 0000 0014\n🏦 Банк «Мелли Иран», 6037 9900 0000 0014',
      reply_markup: { inline_keyboard: [[{ text: 'copy', copy_text: { text: '6037990000000014' } }]] },
    });
  });

  it('leaves the bank out where it is none that is known', () => {
    const { text } = fillNumber(params, { number: '1234560000000014', language: 'fa' });
    expect(text).to.equal('1234 5600 0000 0014, 1234 5600 0000 0014');
  });

  it('is no longer than its places, so that a message that fits still does', () => {
    for (const language of ['fa', 'en', 'ru'] as const)
      for (const prefix of ['603770', '505416', '207177', '606373', '505785', '627412']) {
        const filled = fillNumber({ text: inFours + bank }, { number: `${prefix}0000000014`, language });
        expect(String(filled.text).length, prefix).to.be.at.most((inFours + bank).length);
      }
  });
});
