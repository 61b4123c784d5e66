import { expect } from 'chai';
import { formatDate } from '#bot/format/date.js';
import { formatCount, formatNumber } from '#bot/format/number.js';
import { displayName, displayWords, isolated, personName } from '#bot/format/person-name.js';
import { voiceOf } from '#bot/voice.js';

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers, money and dates', () => {
  it('writes numbers with the digits and grouping of the language', () => {
    expect(formatNumber('fa', 1_234_567)).to.equal('۱٬۲۳۴٬۵۶۷');
    expect(formatNumber('en', 1_234_567)).to.equal('1,234,567');
    expect(plainSpaces(formatNumber('ru', 1_234_567))).to.equal('1 234 567');
  });

  it('writes toman with the unit in the right form', () => {
    expect(voiceOf('fa').toman(123_000)).to.equal('۱۲۳٬۰۰۰ تومان');
    expect(voiceOf('en').toman(1)).to.equal('1 toman');
    const russian = [1, 2, 5, 11, 21, 112, 1_000].map((amount) => plainSpaces(voiceOf('ru').toman(amount)));
    expect(russian).to.deep.equal([
      '1 томан',
      '2 томана',
      '5 томанов',
      '11 томанов',
      '21 томан',
      '112 томанов',
      '1 000 томанов',
    ]);
  });

  it('falls back to the general form of a counted word', () => {
    expect(formatCount('en', { other: '{count} pieces' }, 1)).to.equal('1 pieces');
  });

  it('dates are Jalali in Persian and Gregorian elsewhere, in the time zone of the bot', () => {
    const lateEvening = new Date('2026-03-20T21:00:00Z'); // Already Nowruz in Tehran.
    expect(formatDate('fa', lateEvening, 'Asia/Tehran')).to.equal('۱ فروردین ۱۴۰۵');
    expect(formatDate('fa', lateEvening, 'UTC')).to.equal('۲۹ اسفند ۱۴۰۴');
    expect(formatDate('en', lateEvening, 'Asia/Tehran')).to.equal('21 March 2026');
    expect(formatDate('ru', lateEvening, 'Europe/Moscow')).to.match(/^21 марта 2026/);
  });
});

describe('words of people', () => {
  it('keep their lines, each of its own direction, and lose what hides or turns', () => {
    expect(displayWords('بانک ملی\n\n  amount\u202e 5 \r\nx\u200b')).to.equal(
      '\u2068بانک ملی\u2069\n\u2068amount 5\u2069\n\u2068x\u2069',
    );
    const long = displayWords('word '.repeat(400));
    expect([...long].length).to.be.at.most(702);
    expect(long).to.match(/…\u2069$/);
  });
});

describe('names of people', () => {
  it('lose what hides, turns or breaks the line', () => {
    expect(displayName('Ali\u202e\u2066\u200b\ufeff\n\t Reza')).to.equal('Ali Reza');
    expect(displayName('\u200f\u200e\u2069\u2067')).to.equal('');
    expect(displayName('a\u0000b\ud800c')).to.equal('a b c');
  });

  it('keep the joiners that Persian and emoji need', () => {
    expect(displayName('علی‌رضا')).to.equal('علی‌رضا');
    expect(displayName('👨‍👩‍👧')).to.equal('👨‍👩‍👧');
    expect(displayName('‌\u200cعلی\u200c')).to.equal('علی');
  });

  it('are cut to 48 signs without breaking one', () => {
    const long = displayName('😀'.repeat(100));
    expect([...long]).to.have.length(48);
    expect(long.endsWith('😀…')).to.equal(true);
    expect(displayName('x'.repeat(100_000))).to.have.length(48);
  });

  it('lose towers of combining marks', () => {
    expect(displayName(`a${'\u0301'.repeat(50)}b`)).to.have.length.lessThan(6);
  });

  it('stand in a sentence between isolates, with a kind word where nothing is left', () => {
    expect(personName({ firstName: 'Sara', lastName: null }, 'friend')).to.equal('\u2068Sara\u2069');
    expect(personName({ firstName: '\u202e', lastName: '' }, 'friend')).to.equal('\u2068friend\u2069');
    expect(isolated('\u2069\u202e x', '?')).to.equal('\u2068x\u2069');
  });
});

describe('a voice', () => {
  it('escapes every value that goes into a text, and writes its numbers', () => {
    const voice = voiceOf('fa');
    const text = voice.say(voice.texts.menu.profile.name, { name: '<b>"&' });
    expect(text).to.equal('نام: &lt;b&gt;&quot;&amp;');
    expect(voice.say(voice.texts.menu.profile.balance, { balance: 12 })).to.equal('موجودی: ۱۲');
    expect(voice.say(voice.texts.menu.profile.balance, { balance: { html: '<i>x</i>' } })).to.contain(
      '<i>x</i>',
    );
  });

  it('puts a value in literally, even when it looks like a replacement pattern or a placeholder', () => {
    const voice = voiceOf('en');
    expect(voice.say(voice.texts.menu.profile.name, { name: '$& {name} $1' })).to.equal(
      'Name: $&amp; {name} $1',
    );
  });
});
