import { expect } from 'chai';
import fc from 'fast-check';
import { entitiesToHtml, type TextEntity } from '#platform/telegram/entities-html.js';
import { readTelegramHtml, shownText } from '#platform/telegram/html.js';

const mark = (type: string, offset: number, length: number, more = {}): TextEntity => ({
  ...{ type, offset, length },
  ...more,
});

const cases: readonly (readonly [what: string, text: string, marks: TextEntity[], html: string])[] = [
  ['a text without marks, escaped', 'a < b & "c"', [], 'a &lt; b &amp; &quot;c&quot;'],
  ['bold', 'one two', [mark('bold', 4, 3)], 'one <b>two</b>'],
  ['Persian', 'سلام دوست', [mark('italic', 5, 4)], 'سلام <i>دوست</i>'],
  ['a sign of two units before the mark', '😀 ok', [mark('bold', 3, 2)], '😀 <b>ok</b>'],
  ['a mark that would cut a sign of two units', 'a😀b', [mark('bold', 0, 2)], '<b>a😀</b>b'],
  ['a mark that begins inside of one', 'a😀b', [mark('bold', 2, 2)], 'a<b>😀b</b>'],
  ['marks inside of marks', 'abcd', [mark('bold', 0, 4), mark('italic', 1, 2)], '<b>a<i>bc</i>d</b>'],
  ['marks of the same place', 'ab', [mark('bold', 0, 2), mark('underline', 0, 2)], '<b><u>ab</u></b>'],
  ['marks that cross', 'abcd', [mark('bold', 0, 3), mark('italic', 1, 3)], '<b>a<i>bc</i></b><i>d</i>'],
  [
    'links',
    'see it',
    [mark('text_link', 4, 2, { url: 'https://a.example/?x=1&y="2"' })],
    'see <a href="https://a.example/?x=1&amp;y=&quot;2&quot;">it</a>',
  ],
  [
    'a person',
    'Sara',
    [mark('text_mention', 0, 4, { user: { id: 7 } })],
    '<a href="tg://user?id=7">Sara</a>',
  ],
  [
    'code of a language',
    'x = 1',
    [mark('pre', 0, 5, { language: 'python' })],
    '<pre><code class="language-python">x = 1</code></pre>',
  ],
  ['code of an odd language', 'x', [mark('pre', 0, 1, { language: '"><b' })], '<pre>x</pre>'],
  ['a long quote', 'x', [mark('expandable_blockquote', 0, 1)], '<blockquote expandable>x</blockquote>'],
  [
    'what Telegram finds by itself, and what no bot can send',
    '@a /b 👍',
    [mark('mention', 0, 2), mark('bot_command', 3, 2), mark('custom_emoji', 6, 2)],
    '@a /b 👍',
  ],
  ['a mark beyond the end', 'ab', [mark('bold', 1, 90), mark('bold', 50, 2)], 'a<b>b</b>'],
];

describe("a message's marks in Telegram's HTML", () => {
  for (const [what, text, marks, html] of cases)
    it(`writes ${what}`, () => {
      expect(entitiesToHtml(text, marks)).to.equal(html);
      expect(shownText(html)).to.equal(text);
    });

  it('is HTML that Telegram takes, and shows the same text, whatever the marks are', () => {
    const types = ['bold', 'italic', 'spoiler', 'blockquote', 'text_link', 'strikethrough', 'nonsense'];
    const anyMark = fc.record({
      type: fc.constantFrom(...types),
      offset: fc.nat(30),
      length: fc.nat(30),
      url: fc.constant('https://a.example'),
    });
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '<', '&', '😀', 'ش', '\u200c'), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.array(anyMark, { maxLength: 6 }), (shown, marks) => {
        const html = entitiesToHtml(shown, marks);
        readTelegramHtml(html);
        expect(shownText(html)).to.equal(shown);
      }),
    );
  });
});
