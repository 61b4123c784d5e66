import { expect } from 'chai';
import fc from 'fast-check';
import { messageLimit, splitHtml } from '#bot/split-html.js';
import { escapeHtml, readTelegramHtml, shownText, TelegramHtmlError } from '#platform/telegram/html.js';
import { patience } from '../../support/patience.js';

describe('cutting a long text for Telegram', () => {
  it('leaves a text alone that fits', () => {
    expect(splitHtml('<b>hello</b>')).to.deep.equal(['<b>hello</b>']);
  });

  it('counts what is shown, not the tags and entities', () => {
    const html = `<b>${'&lt;'.repeat(messageLimit)}</b>`;
    expect(splitHtml(html)).to.deep.equal([html]);
  });

  it('cuts at the end of a paragraph or line when one is near', () => {
    const [first, second] = splitHtml(`${'a'.repeat(3000)}\n\n${'b'.repeat(2000)}`);
    expect([first, second]).to.deep.equal(['a'.repeat(3000), 'b'.repeat(2000)]);
  });

  it('closes open tags at a cut and opens them again', () => {
    const [first, second] = splitHtml(`<b>x<a href="https://example.com/">${'w '.repeat(3000)}</a></b>`);
    expect(first).to.match(/^<b>x<a href="https:\/\/example.com\/">w w.*w<\/a><\/b>$/);
    expect(second).to.match(/^<b><a href="https:\/\/example.com\/">w.*<\/a><\/b>$/);
  });

  it('never cuts a surrogate pair or a joined sign', () => {
    for (const shift of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const family = '👨‍👩‍👧‍👦';
      const parts = splitHtml('x'.repeat(shift) + family.repeat(600));
      expect(parts.length).to.be.greaterThan(1);
      for (const part of parts) expect(part.replace(/^x*/, '').replaceAll(family, '')).to.equal('');
    }
  });

  it('makes no part without a visible sign', () => {
    const parts = splitHtml(`${'a'.repeat(messageLimit)}${' \n'.repeat(5000)}`);
    expect(parts).to.deep.equal(['a'.repeat(messageLimit)]);
  });

  it('takes any text: each part is valid, fits, and nothing visible is lost', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }).map(escapeHtml),
      fc.constantFrom('<b>', '</b>', '<i>', '</i>', '\n', ' ', '&amp;', '😀', 'سلام '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 64, max: 300 }), (pieces, limit) => {
        const html = balance(pieces);
        const parts = splitHtml(html, limit);
        const visible = (text: string): string => text.replace(/\s+/g, '');
        for (const part of parts) expect(shownText(part).length).to.be.at.most(Math.max(limit, 0));
        if (html.length > limit)
          expect(visible(parts.map(shownText).join(''))).to.equal(visible(shownText(html)));
      }),
      { numRuns: 200 },
    );
  });
});

/** Drops closing tags that close nothing and closes what stays open. */
function balance(pieces: readonly string[]): string {
  const open: string[] = [];
  const kept = pieces.filter((piece) => {
    if (piece === '<b>' || piece === '<i>') open.push(piece);
    else if (piece === '</b>' || piece === '</i>')
      return open.at(-1) === piece.replace('/', '') && open.pop();
    return true;
  });
  return [...kept, ...open.reverse().map((tag) => tag.replace('<', '</'))].join('');
}

describe("Telegram's HTML", () => {
  it('shows what its reader sees', () => {
    expect(shownText('<b>1 &lt; 2</b> &amp; &#1587; &#x1F600; <tg-spoiler>x</tg-spoiler>')).to.equal(
      '1 < 2 & س 😀 x',
    );
  });

  for (const wrong of [
    '<b>',
    '</b>',
    '<b><i></b></i>',
    '<div></div>',
    'a < b',
    '<a>x</a>',
    '<b class="x">y</b>',
  ])
    it(`refuses ${wrong}`, () => {
      expect(() => readTelegramHtml(wrong)).to.throw(TelegramHtmlError);
    });

  it('escapes any text into one that shows the same', () => {
    fc.assert(fc.property(fc.string(), (text) => shownText(escapeHtml(text)) === text));
  });

  it('reads 100,000 signs quickly', () => {
    const started = performance.now();
    readTelegramHtml(`<b>${'x &amp; '.repeat(15_000)}</b>`);
    expect(performance.now() - started).to.be.lessThan(1_000 * patience);
  });
});
