import { badRequest } from './api-error.js';
import type { Json } from './types.js';

/** Text without its markup and the entities that the markup stood for; offsets count UTF-16 units. */
export interface FormattedText {
  text: string;
  entities: Json[];
}

interface OpenTag {
  name: string;
  argument: string;
  start: number;
}

interface Parser {
  source: string;
  at: number;
  output: string;
  open: OpenTag[];
  entities: Json[];
}

const entityTypes: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const namedCharacters: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Reads the HTML mode of the Bot API; faults are the server's own 400s with the offset in bytes. */
export function parseHtml(source: string): FormattedText {
  const parser: Parser = { source, at: 0, output: '', open: [], entities: [] };
  while (parser.at < source.length) {
    const next = nextSpecial(source, parser.at);
    parser.output += source.slice(parser.at, next);
    parser.at = next;
    if (next === source.length) break;
    if (source[next] === '&') parser.output += readCharacter(parser);
    else if (source[next + 1] === '/') readEndTag(parser);
    else readStartTag(parser);
  }
  const unclosed = parser.open.at(-1);
  if (unclosed) throw parseError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text: parser.output, entities: sortEntities(parser.entities) };
}

/** A 400 in the words the server uses for any fault of markup. */
export function parseError(text: string): Error {
  return badRequest(`can't parse entities: ${text}`);
}

/** Entities in the order Telegram returns them: by start, the longer first. */
export function sortEntities(entities: Json[]): Json[] {
  return entities.sort((a, b) => Number(a.offset) - Number(b.offset) || Number(b.length) - Number(a.length));
}

function nextSpecial(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 60 || code === 38) return at;
  }
  return source.length;
}

function byteOffset(parser: Parser, position: number): number {
  return Buffer.byteLength(parser.source.slice(0, position));
}

function readCharacter(parser: Parser): string {
  const match = /^&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));?/i.exec(
    parser.source.slice(parser.at, parser.at + 12),
  );
  const decoded = match ? decodeCharacter(match) : undefined;
  parser.at += decoded === undefined ? 1 : match![0].length;
  return decoded ?? '&';
}

function decodeCharacter(match: RegExpExecArray): string | undefined {
  if (match[3]) return namedCharacters[match[3]];
  const code = match[1] ? parseInt(match[1], 16) : Number(match[2]);
  if (code === 0 || code >= 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function decodeAll(text: string): string {
  const parser: Parser = { source: text, at: 0, output: '', open: [], entities: [] };
  while (parser.at < text.length) {
    if (text[parser.at] === '&') parser.output += readCharacter(parser);
    else parser.output += text[parser.at++]!;
  }
  return parser.output;
}

function readStartTag(parser: Parser): void {
  const begin = parser.at;
  const name = readUntil(parser, begin + 1, /[\s>]/);
  if (parser.at >= parser.source.length) {
    throw parseError(`Unclosed start tag at byte offset ${byteOffset(parser, begin)}`);
  }
  if (!entityTypes[name]) {
    throw parseError(`Unsupported start tag "${name}" at byte offset ${byteOffset(parser, begin)}`);
  }
  const attributes = readAttributes(parser, name, begin);
  const argument = argumentOf(name, attributes);
  if (name === 'span' && argument !== 'spoiler') {
    throw parseError(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(parser, begin)}`);
  }
  parser.open.push({ name, argument, start: parser.output.length });
}

function readUntil(parser: Parser, from: number, stop: RegExp): string {
  let at = from;
  while (at < parser.source.length && !stop.test(parser.source[at]!)) at += 1;
  parser.at = at;
  return parser.source.slice(from, at).toLowerCase();
}

function readAttributes(parser: Parser, tag: string, begin: number): Map<string, string> {
  const attributes = new Map<string, string>();
  const fail = (text: string): Error => parseError(`${text} at byte offset ${byteOffset(parser, begin)}`);
  for (;;) {
    skipSpace(parser);
    if (parser.source[parser.at] === '>') break;
    if (parser.at >= parser.source.length) throw fail('Unclosed start tag');
    const name = readUntil(parser, parser.at, /[\s=>]/);
    if (!name) throw fail(`Empty attribute name in the tag "${tag}"`);
    skipSpace(parser);
    const isFlag = tag === 'blockquote' && name === 'expandable' && parser.source[parser.at] !== '=';
    if (!isFlag && parser.source[parser.at] !== '=') {
      throw fail(`Expected equal sign in declaration of an attribute of the tag "${tag}"`);
    }
    attributes.set(name, isFlag ? '' : readAttributeValue(parser, begin));
  }
  parser.at += 1;
  return attributes;
}

function readAttributeValue(parser: Parser, begin: number): string {
  parser.at += 1;
  skipSpace(parser);
  const quote = parser.source[parser.at];
  if (quote === '"' || quote === "'") {
    const end = parser.source.indexOf(quote, parser.at + 1);
    if (end < 0) throw parseError(`Unclosed start tag at byte offset ${byteOffset(parser, begin)}`);
    const value = decodeAll(parser.source.slice(parser.at + 1, end));
    parser.at = end + 1;
    return value;
  }
  const from = parser.at;
  const value = readUntil(parser, from, /[^a-z0-9.-]/i);
  if (parser.at < parser.source.length && !/[\s>]/.test(parser.source[parser.at]!)) {
    throw parseError(`Unexpected end of name token at byte offset ${byteOffset(parser, from)}`);
  }
  return value;
}

function skipSpace(parser: Parser): void {
  while (/\s/.test(parser.source[parser.at] ?? '')) parser.at += 1;
}

function argumentOf(tag: string, attributes: Map<string, string>): string {
  if (tag === 'a') return attributes.get('href') ?? '';
  if (tag === 'tg-emoji') return attributes.get('emoji-id') ?? '';
  if (tag === 'blockquote') return attributes.has('expandable') ? 'expandable' : '';
  const className = attributes.get('class') ?? '';
  const prefix = { code: 'language-', span: 'tg-' }[tag];
  return prefix && className.startsWith(prefix) ? className.slice(prefix.length) : '';
}

function readEndTag(parser: Parser): void {
  const begin = parser.at;
  const offset = (): number => byteOffset(parser, begin);
  const tag = parser.open.at(-1);
  if (!tag) throw parseError(`Unexpected end tag at byte offset ${offset()}`);
  const name = readUntil(parser, begin + 2, /[\s>]/);
  skipSpace(parser);
  if (parser.source[parser.at] !== '>') throw parseError(`Unclosed end tag at byte offset ${offset()}`);
  if (name && name !== tag.name) {
    const words = `expected "</${tag.name}>", found "</${name}>"`;
    throw parseError(`Unmatched end tag at byte offset ${offset()}, ${words}`);
  }
  parser.at += 1;
  parser.open.pop();
  const length = parser.output.length - tag.start;
  if (length > 0) addEntity(parser, tag, length);
}

function addEntity(parser: Parser, tag: OpenTag, length: number): void {
  const entity: Json = { offset: tag.start, length, type: entityTypes[tag.name] };
  if (tag.name === 'a') return addLink(parser, entity, tag);
  if (tag.name === 'tg-emoji') {
    if (!/^[1-9]\d*$/.test(tag.argument)) throw parseError('Invalid custom emoji identifier specified');
    entity.custom_emoji_id = tag.argument;
  }
  if (tag.argument === 'expandable') entity.type = 'expandable_blockquote';
  if (tag.name === 'pre') mergeLanguage(parser, entity);
  if (tag.name === 'code' && tag.argument) entity.language = tag.argument;
  parser.entities.push(entity);
}

/** `<pre><code class="language-x">` is one entity "pre" with a language. */
function mergeLanguage(parser: Parser, pre: Json): void {
  const inner = parser.entities.at(-1);
  if (inner?.type !== 'code' || inner.offset !== pre.offset || inner.length !== pre.length) return;
  parser.entities.pop();
  if (inner.language) pre.language = inner.language;
}

function addLink(parser: Parser, entity: Json, tag: OpenTag): void {
  const url = tag.argument || parser.output.slice(tag.start);
  const mention = /^tg:\/\/user\?id=(\d+)$/.exec(url);
  if (mention) {
    parser.entities.push({ ...entity, type: 'text_mention', user: { id: Number(mention[1]) } });
    return;
  }
  const checked = checkedLink(url);
  if (checked) parser.entities.push({ ...entity, url: checked });
}

function checkedLink(url: string): string | undefined {
  if (/^tg:\/\//.test(url)) return url;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(full)) return undefined;
  const parsed = new URL(full);
  if (!['http:', 'https:', 'ton:', 'tonsite:'].includes(parsed.protocol) || !parsed.hostname.includes('.')) {
    return undefined;
  }
  return parsed.href;
}
