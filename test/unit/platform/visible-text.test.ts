import { expect } from 'chai';
import { hasVisibleText } from '#platform/visible-text.js';
import { invisible } from '../../support/invisible.js';

describe('a text that can be seen', () => {
  for (const [what, text] of Object.entries(invisible))
    it(`is none of ${what}`, () => {
      expect(hasVisibleText(text)).to.equal(false);
    });

  it('has a letter, a digit, a sign or an emoji somewhere, in any script', () => {
    const seen = ['a', '۷', 'سلام', '\u200bх\u200b', '—', '.', '🙂', '👨‍👩‍👧', '❤️', 'é', 'นี้', '한', '\u{e000}'];
    for (const text of seen) expect(hasVisibleText(text), text).to.equal(true);
  });

  it('is told of 64 KB within 5 ms', () => {
    for (const one of ['\u200b', ' ', '\u0301', '\u{e0020}']) {
      const text = one.repeat(65_536 / one.length);
      const tries = Array.from({ length: 20 }, () => {
        const started = performance.now();
        expect(hasVisibleText(text)).to.equal(false);
        return performance.now() - started;
      });
      expect(Math.min(...tries), 'the best of 20, whatever else the machine does').to.be.below(5);
    }
  });
});
