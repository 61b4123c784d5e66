import { readTelegramHtml, shownText } from '#platform/telegram/html.js';
import { splitHtml } from '../../split-html.js';

/** Most signs of a page: with title, notes and a question below it still fits one message. */
const pageLimit = 3_000;

/** The paragraphs of a text in Telegram's HTML; an empty line inside of a tag ends none. */
function paragraphsOf(html: string): string[] {
  const all: string[] = [''];
  let depth = 0;
  const add = (raw: string): void => void (all[all.length - 1] += raw);
  for (const token of readTelegramHtml(html)) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    const [first = '', ...others] =
      token.kind === 'text' && depth === 0 ? token.raw.split(/\n{2,}/) : [token.raw];
    add(first);
    all.push(...others);
  }
  return all.filter((paragraph) => paragraph.trim() !== '');
}

/**
 * Cuts a text in Telegram's HTML into pages, each sound by itself: between paragraphs, and inside of one only where it alone is longer than
 * a page. Throws TelegramHtmlError.
 */
export function cutPages(html: string): string[] {
  const pages: string[] = [];
  let room = 0;
  for (const paragraph of paragraphsOf(html).flatMap((one) => splitHtml(one, pageLimit))) {
    const length = shownText(paragraph).length + 2;
    if (length <= room) {
      pages.push(`${pages.pop() ?? ''}\n\n${paragraph}`);
      room -= length;
    } else {
      pages.push(paragraph);
      room = pageLimit - length;
    }
  }
  return pages;
}
