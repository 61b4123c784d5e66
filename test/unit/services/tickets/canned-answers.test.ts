import { expect } from 'chai';
import { answerKey, readyTextOf } from '#services/tickets/canned-answers.js';

const answer = (texts: Partial<Record<'en' | 'fa' | 'ru', string>>) => ({
  ...{ id: '1', word: 'slow', title: 'Slow', texts },
});

describe('an answer that staff keep ready', () => {
  it('is sent in the language of who gets it, else in that of the bot, else in the first there is', () => {
    const all = answer({ fa: 'F', en: 'E', ru: 'R' });
    expect(readyTextOf(all, { language: 'ru', standard: 'fa' })).to.equal('R');
    expect(readyTextOf(answer({ fa: 'F', en: 'E' }), { language: 'ru', standard: 'en' })).to.equal('E');
    expect(readyTextOf(answer({ ru: 'R' }), { language: 'en', standard: 'fa' })).to.equal('R');
    expect(readyTextOf(answer({}), { language: 'en', standard: 'fa' })).to.equal('');
  });

  it('is found by its word however that is capitalized', () => {
    expect(['Slow ', 'SLOW', 'ｓｌｏｗ'].map(answerKey)).to.eql(['slow', 'slow', 'slow']);
  });
});
