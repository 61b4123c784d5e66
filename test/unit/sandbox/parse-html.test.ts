import { expect } from 'chai';
import { parseHtml } from '../../../scripts/sandbox/telegram/parse-html.js';
import { renderHtml } from '../../../scripts/sandbox/telegram/view-chat.js';

function errorOf(html: string): string {
  try {
    parseHtml(html);
  } catch (error) {
    return (error as Error).message.replace("Bad Request: can't parse entities: ", '');
  }
  return 'no error';
}

describe('sandbox: HTML mode', () => {
  it('takes tags out of the text and counts offsets in UTF-16 units', () => {
    const { text, entities } = parseHtml('😀 <b>سلام <i>دنیا</i></b>');
    expect(text).to.equal('😀 سلام دنیا');
    expect(entities).to.deep.equal([
      { offset: 3, length: 9, type: 'bold' },
      { offset: 8, length: 4, type: 'italic' },
    ]);
  });

  it('reads the four named characters and numeric ones, and leaves unknown ones as they are', () => {
    expect(parseHtml('&lt;&gt;&amp;&quot;&#39;&#x41;&nbsp;&').text).to.equal('<>&"\'A&nbsp;&');
  });

  it('reads links, mentions of people, code with a language, spoilers, emoji and quotes', () => {
    const { entities } = parseHtml(
      '<a href="https://e.org/?a=1&amp;b=2">l</a><a href="tg://user?id=7">p</a>' +
        '<pre><code class="language-sh">c</code></pre><span class="tg-spoiler">s</span>' +
        '<tg-emoji emoji-id="5">e</tg-emoji><blockquote expandable>q</blockquote>',
    );
    expect(entities.map(({ type }) => type)).to.deep.equal([
      'text_link',
      'text_mention',
      'pre',
      'spoiler',
      'custom_emoji',
      'expandable_blockquote',
    ]);
    expect(entities[0]!.url).to.equal('https://e.org/?a=1&b=2');
    expect(entities[2]!.language).to.equal('sh');
  });

  it('refuses broken markup with the offset in bytes', () => {
    expect(errorOf('سلام <x>')).to.equal('Unsupported start tag "x" at byte offset 9');
    expect(errorOf('a < b')).to.equal('Unsupported start tag "" at byte offset 2');
    expect(errorOf('<b>x')).to.equal('Can\'t find end tag corresponding to start tag "b"');
    expect(errorOf('<b><i>x</b></i>')).to.equal(
      'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    );
    expect(errorOf('x</b>')).to.equal('Unexpected end tag at byte offset 1');
    expect(errorOf('<b')).to.equal('Unclosed start tag at byte offset 0');
    expect(errorOf('<b>x</b')).to.equal('Unclosed end tag at byte offset 4');
    expect(errorOf('<span>x</span>')).to.equal('Tag "span" must have class "tg-spoiler" at byte offset 0');
    expect(errorOf('<a href>x</a>')).to.match(/Expected equal sign in declaration of an attribute/);
    expect(errorOf('<br/>')).to.equal('Unsupported start tag "br/" at byte offset 0');
  });

  it('drops empty entities and links that lead nowhere', () => {
    expect(parseHtml('<b></b>x<a href="http://localhost/">y</a>').entities).to.deep.equal([]);
  });

  it('writes entities back as the same HTML', () => {
    const html = '<b>a &lt; <i>b</i></b> <a href="https://e.org/">c</a> <code>d</code>';
    const { text, entities } = parseHtml(html);
    expect(renderHtml(text, entities)).to.equal(html);
  });
});
