import { expect } from 'chai';
import { cutPages } from '#bot/areas/info/cut-pages.js';
import { shownText } from '#platform/telegram/html.js';

const squeezed = (html: string): string => shownText(html).replace(/\s+/g, '');

describe('pages of a long text', () => {
  it('end between paragraphs, however these are marked up', () => {
    const text = Array.from({ length: 60 }, (_, n) => `<b>Clause ${n}</b>\n${'So it is. '.repeat(15)}end.`);
    const pages = cutPages(text.join('\n\n'));
    expect(pages.length).to.be.above(3);
    for (const page of pages)
      expect(page)
        .to.match(/^<b>Clause \d+<\/b>/)
        .and.match(/end\.$/);
    expect(pages.join('\n\n')).to.equal(text.join('\n\n'));
  });

  it('cut a paragraph that is longer than a page, and a quote of several, into sound parts', () => {
    const quote = `<blockquote><i>${'One.\n\n'.repeat(900)}</i></blockquote>`;
    const one = `<u>${'word '.repeat(1_500)}</u>`;
    const html = `Begin\n\n${quote}\n\n${one}\n\nEnd &amp; over`;
    const pages = cutPages(html);
    for (const page of pages) expect(shownText(page).length).to.be.within(1, 3_000);
    expect(pages.map(squeezed).join('')).to.equal(squeezed(html));
  });

  it('are one for what is short, and none is empty', () => {
    expect(cutPages('Be kind.')).to.eql(['Be kind.']);
    expect(cutPages('\n\n\nA\n\n\n\nB\n\n')).to.eql(['A\n\nB']);
  });
});
