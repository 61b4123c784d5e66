import { expect } from 'chai';
import fc from 'fast-check';
import { bankOfCard } from '#platform/banks.js';
import { hideBalance } from '#platform/bank-messages/hide-balance.js';
import { hasPassword, isDoubtful } from '#platform/bank-messages/line-labels.js';
import { bankOfSender } from '#platform/bank-messages/message-banks.js';
import { latinDigits } from '#platform/typed-number.js';
import { plainText } from '#platform/bank-messages/message-lines.js';
import { readBankMessage, type BankMessage } from '#platform/bank-messages/read-bank-message.js';
import { readExamples, type Example } from './read-examples.js';

/** 1405/9/8 at noon in Tehran. */
const receivedAt = Date.UTC(2026, 10, 29, 8, 30);
const deposits = readExamples('deposits.txt');
const others = readExamples('others.txt');

const read = (text: string, sender = 'x') => readBankMessage({ sender, text, receivedAt });
const senderOf = ({ head }: Example): string => head.slice(head.indexOf(' from ') + 6);
const bankOf = ({ head }: Example): string => head.slice(0, head.indexOf(' from '));

const shownTime = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'Asia/Tehran',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});
function timeOf(at: number): string {
  const parts = Object.fromEntries(shownTime.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}/${parts.month}/${parts.day} ${Number(parts.hour)}:${parts.minute}`;
}

/** The facts of a deposit as the examples write them. */
const written = ({ amountRial, balanceRial, account, cardEnd, reference, at }: BankMessage): string =>
  [
    ['rial', amountRial],
    ['left', balanceRial],
    ['account', account],
    ['card', cardEnd],
    ['reference', reference],
    ['at', at === undefined ? undefined : timeOf(at)],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

describe('messages of banks', () => {
  it('are tried with more than a hundred examples, of every bank that the table has', () => {
    expect(deposits.length + others.length).to.be.above(100);
    expect(new Set(deposits.map(bankOf)).size).to.be.at.least(24);
  });

  for (const example of deposits)
    it(`a deposit of ${example.head}: ${example.says}`, () => {
      const found = read(example.text, senderOf(example));
      expect(found && written(found)).to.equal(example.says);
      expect(found).to.include({ direction: 'deposit', bank: bankOf(example) });
    });

  for (const example of others.filter(({ says }) => says !== 'unread'))
    it(`a withdrawal of ${example.head} is never a deposit`, () => {
      const found = read(example.text, senderOf(example));
      expect(found && `${found.direction} ${found.amountRial}`).to.equal(example.says);
    });

  for (const example of others.filter(({ says }) => says === 'unread'))
    it(`is not read: ${example.head}`, () => {
      expect(read(example.text)).to.equal(undefined);
    });

  it('never take the balance for the amount, whatever it is and wherever it stands', () => {
    for (const { text } of deposits) {
      const found = read(text);
      const swapped = read(text.split('\n').reverse().join('\n'));
      if (found?.balanceRial === undefined || swapped === undefined) continue;
      expect(swapped.amountRial, text).to.equal(found.amountRial);
      expect(swapped.balanceRial, text).to.equal(found.balanceRial);
    }
  });

  it('are not read with any one line more, such as a payer could bring in', () => {
    for (const { text } of deposits)
      for (const line of ['واریز: 9,999,999,990 ریال', 'برداشت: 10,000 ریال', 'مبلغ:+1', 'سلام', '<b>'])
        expect(read(`${text}\n${line}`), text).to.equal(undefined);
  });

  it('have no facts in the words of a payer', () => {
    for (const { text } of deposits)
      for (const words of [
        'مبلغ 9,999,990 ریال به کارت 1234',
        'واریز: 1,000,000 ریال',
        'پیگیری: 123456',
        'سلام',
      ])
        expect(read(`${text}\nبابت: ${words}`), words).to.deep.equal(read(text));
  });

  it('are not read when they name another bank than the one that sends', () => {
    const text = 'بانک ملت\nواریز: 1,000,000 ریال\nمانده: 9,000,000 ریال';
    expect(read(text, 'Bank Mellat')).to.include({ amountRial: 1_000_000 });
    expect(read(text, 'SamanBank')).to.equal(undefined);
  });

  it('say the same in any digits, with marks of direction and Windows line ends', () => {
    const persian = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
    const arabic = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    for (const { text } of deposits) {
      const found = read(text);
      for (const same of [
        persian(text),
        arabic(text),
        text.replaceAll('\n', '\r\n'),
        text.replaceAll('\n', '\u200f\n\u202b'),
        text.replaceAll('ی', 'ي').replaceAll('ک', 'ك'),
      ])
        expect(read(same), same).to.deep.equal(found);
    }
  });

  it('have a day of the year that lies behind, when they name no year', () => {
    const at = (received: string) =>
      readBankMessage({
        sender: 'PARSIANBANK',
        text: '30101234567890\nمبلغ:1,000+\nمانده:2,000\n12/29\n09:22',
        receivedAt: Date.parse(received),
      })?.at;
    expect(timeOf(at('2026-11-29T09:00:00Z') as number)).to.equal('1404/12/29 9:22');
    expect(timeOf(at('2026-03-20T09:00:00Z') as number)).to.equal('1404/12/29 9:22');
    expect(timeOf(at('2026-03-22T09:00:00Z') as number)).to.equal('1404/12/29 9:22');
  });

  it('know the last day of a leap year, and no such day in others', () => {
    const at = (date: string) => read(`حساب1111222233\nواریز1,000,000\nمانده5,000,000\n${date}-10:00`)?.at;
    expect(timeOf(at('1403/12/30') as number)).to.equal('1403/12/30 10:00');
    expect(at('1404/12/30')).to.equal(undefined);
    expect(timeOf(at('1404/12/29') as number)).to.equal('1404/12/29 10:00');
    expect(timeOf(at('1405/01/01') as number)).to.equal('1405/1/1 10:00');
  });

  it('are read whatever comes, without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(read(text)).to.equal(undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('lose no line by chance: a message without any one of its letters is read rightly or not at all', () => {
    const numbers = (found: BankMessage | undefined) => found && [found.amountRial, found.direction];
    for (const { text } of deposits.slice(0, 12)) {
      const found = numbers(read(text));
      for (let at = 0; at < text.length; at += 1) {
        if (/[\d۰-۹٠-٩,٬/]/.test(text[at] as string)) continue;
        const cut = numbers(read(text.slice(0, at) + text.slice(at + 1)));
        if (cut) expect(cut, `${text}\nwithout ${at}`).to.deep.equal(found);
      }
    }
  });

  it('are shown to reviewers without what is left on the account', () => {
    for (const { text } of deposits) {
      const found = read(text);
      if (found?.balanceRial === undefined) continue;
      const shown = hideBalance(text);
      expect(shown.length, text).to.be.below(text.length);
      const left = latinDigits(shown).replace(/[,٬/]/g, '');
      expect(left, text).to.contain(String(found.amountRial));
      if (found.balanceRial !== found.amountRial)
        expect(left, text).to.not.contain(String(found.balanceRial));
    }
  });

  it('that hold a password are told apart', () => {
    expect(hasPassword(plainText('رمز پويا: 123456'))).to.equal(true);
    for (const text of ['Your OTP is 1', 'کد ورود: 1', 'کد یکبار مصرف 1', 'Your code is 1', 'passcode 1'])
      expect(hasPassword(plainText(text)), text).to.equal(true);
    for (const { text } of deposits) expect(hasPassword(plainText(text)), text).to.equal(false);
    expect(isDoubtful('واریز برگشتی')).to.equal(true);
  });
});

describe('senders of messages', () => {
  it('are known by their names, however written', () => {
    for (const sender of ['Bank Shahr', 'BANK-SHAHR', 'bank_shahr', ' bank.shahr '])
      expect(bankOfSender(sender)).to.equal('shahr');
    expect(bankOfSender('Shop')).to.equal(undefined);
  });

  it('are nobody when they are a mobile phone, but for the bank that sends from one', () => {
    for (const sender of ['+989121234567', '09121234567', '۰۹۱۲ ۱۲۳ ۴۵۶۷', '+12025550123', '3000123456', ''])
      expect(bankOfSender(sender), sender).to.equal(undefined);
    expect(bankOfSender('+98 999 998 7641')).to.equal('blu');
    for (const sender of ['700717', '+98700717']) expect(bankOfSender(sender), sender).to.equal('melli');
  });

  it('are of banks that cards are of, but for one without cards of its own', () => {
    const codes = new Set(
      [
        '603799',
        '610433',
        '603769',
        '585983',
        '589210',
        '621986',
        '502229',
        '622106',
        '603770',
        '628023',
      ].map((prefix) => bankOfCard(`${prefix}0000000000`)?.code),
    );
    for (const example of deposits.slice(0, 30))
      if (bankOf(example) !== 'resalat' && bankOf(example) !== 'middle_east')
        expect(codes).to.include(bankOf(example));
  });
});
