import { readTelegramHtml, type HtmlToken } from '#platform/telegram/html.js';

/** Most UTF-16 units that Telegram takes in one message, after tags and entities are read. */
export const messageLimit = 4096;

type Open = Extract<HtmlToken, { kind: 'open' }>;

/** A part in the making: its HTML, how much of it is shown, and the tags open at its end. */
interface Part {
  html: string;
  shown: number;
}

const joins = /^[\p{M}\u200c\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/u;

/** May a text be cut before `at` without breaking a surrogate pair or a joined sign? */
function isSeam(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit >= 0xdc00 && unit <= 0xdfff) return false;
  return text[at - 1] !== '\u200d' && !joins.test(text.slice(at, at + 2));
}

/** The best place to cut `text` within `room` units: after a line, else after a word, else between two signs. */
function findCut(text: string, room: number): number {
  const head = text.slice(0, room + 1);
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = head.lastIndexOf(mark);
    if (at >= room / 2) return at;
  }
  for (let at = room; at > Math.max(0, room - 64); at--) if (isSeam(text, at)) return at;
  return isSeam(text, room) ? room : room - 1;
}

/**
 * Cuts a text in Telegram's HTML into parts that each fit a message. Tags that are open at a cut are closed and
 * opened again in the next part; no tag, entity, surrogate pair or joined sign is cut. Throws TelegramHtmlError.
 */
export function splitHtml(html: string, limit = messageLimit): string[] {
  if (html.length <= limit) return [html];
  const parts: string[] = [];
  const open: Open[] = [];
  let part: Part = { html: '', shown: 0 };
  const turn = (): void => {
    const closing = open.toReversed().map((tag) => `</${tag.name}>`);
    if (/\S/.test(part.html.replace(/<[^<>]*>/g, ''))) parts.push(part.html.trimEnd() + closing.join(''));
    part = { html: open.map((tag) => tag.raw).join(''), shown: 0 };
  };
  const add = (raw: string, shown: number): void => {
    part.html += raw;
    part.shown += shown;
  };
  const addText = (text: string): void => {
    let rest = text;
    while (part.shown + rest.length > limit) {
      const room = limit - part.shown;
      const cut = room > 0 ? findCut(rest, room) : 0;
      add(rest.slice(0, cut), cut);
      turn();
      rest = rest.slice(cut).replace(/^[ \n]+/, '');
    }
    add(rest, rest.length);
  };
  for (const token of readTelegramHtml(html)) {
    if (token.kind === 'text' && token.raw === token.shown) addText(token.shown);
    else if (token.kind === 'text') {
      if (part.shown + token.shown.length > limit) turn();
      add(token.raw, token.shown.length);
    } else {
      add(token.raw, 0);
      if (token.kind === 'open') open.push(token);
      else open.pop();
    }
  }
  turn();
  return parts;
}
