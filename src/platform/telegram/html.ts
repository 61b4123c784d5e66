/** A piece of a text in Telegram's HTML mode; `shown` is what the reader sees of it. */
export type HtmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly raw: string }
  | { readonly kind: 'close'; readonly name: string; readonly raw: string }
  | { readonly kind: 'text'; readonly raw: string; readonly shown: string };

/** The text is not HTML that Telegram takes; `message` says what is wrong and where (UTF-16 offset). */
export class TelegramHtmlError extends Error {
  override readonly name = 'TelegramHtmlError';
}

/** Attributes each tag may carry: a pattern of the whole attribute part. */
const plain = /^$/;
const tags: Readonly<Record<string, RegExp>> = {
  a: /^ href="[^"<>]+"$/,
  b: plain,
  blockquote: /^( expandable)?$/,
  code: /^( class="language-[^"<>]+")?$/,
  del: plain,
  em: plain,
  i: plain,
  ins: plain,
  pre: plain,
  s: plain,
  span: /^ class="tg-spoiler"$/,
  strike: plain,
  strong: plain,
  'tg-emoji': /^ emoji-id="\d+"$/,
  'tg-spoiler': plain,
  u: plain,
};

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
// An & that begins no entity is text; so a run of text is one piece, whatever it is made of.
const piece =
  /<(\/?)([a-z-]*)(?![a-z-])([^<>]*)>|&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));|(?:[^<&]|&(?!(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});))+|</giy;

/** Makes any text safe to embed in Telegram's HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark,
  );

function readEntity(match: RegExpExecArray): string {
  const [raw, , , , name, decimal, hex] = match;
  if (name) return named[name.toLowerCase()] ?? raw;
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : raw;
}

function readTag(match: RegExpExecArray, open: string[]): HtmlToken {
  const raw = match[0];
  const name = (match[2] ?? '').toLowerCase();
  const attributes = (match[3] ?? '').trimEnd();
  const allowed = tags[name];
  if (!allowed) throw wrongTag(match, "is no tag of Telegram's HTML");
  if (match[1]) {
    if (open.pop() !== name || attributes)
      throw wrongTag(match, 'closes a tag that is not the last one open');
    return { kind: 'close', name, raw };
  }
  if (!allowed.test(attributes)) throw wrongTag(match, 'has attributes that Telegram does not take');
  open.push(name);
  return { kind: 'open', name, raw };
}

const wrongTag = ({ 0: raw, index }: RegExpExecArray, why: string): TelegramHtmlError =>
  new TelegramHtmlError(`"${raw.slice(0, 40)}" at offset ${index} ${why}`);

/** Reads a text as Telegram's HTML mode does, strictly. Throws TelegramHtmlError. */
export function readTelegramHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  const open: string[] = [];
  for (const match of html.matchAll(piece)) {
    const raw = match[0];
    if (match[2] !== undefined) tokens.push(readTag(match, open));
    else if (raw === '<') throw new TelegramHtmlError(`"<" at offset ${match.index} must be written &lt;`);
    else
      tokens.push({ kind: 'text', raw, shown: raw.length > 1 && raw[0] === '&' ? readEntity(match) : raw });
  }
  if (open.length) throw new TelegramHtmlError(`<${open.at(-1)}> is never closed`);
  return tokens;
}

/** What a reader sees of a text in Telegram's HTML. Throws TelegramHtmlError. */
export const shownText = (html: string): string =>
  readTelegramHtml(html)
    .map((token) => (token.kind === 'text' ? token.shown : ''))
    .join('');
