import { badRequest } from './api-error.js';
import { parseError, parseHtml, sortEntities, type FormattedText } from './parse-html.js';
import type { Json } from './types.js';

const maxTextLength = 4096;
const maxCaptionLength = 1024;
const automatic: [type: string, pattern: RegExp][] = [
  ['bot_command', /(?<![\w/])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/g],
  ['mention', /(?<!\w)@[A-Za-z]\w{3,31}\b/g],
  ['hashtag', /(?<![\w#])#[\p{L}_][\p{L}\p{N}_]*/gu],
  ['url', /https?:\/\/[^\s<>"]+/g],
];

/** The text of a message after its markup is read: 1 to 4096 UTF-16 units, or the server's refusal. */
export function readText(params: Json): FormattedText {
  const result = formatText(params.text as string, params.parse_mode, params.entities as Json[] | undefined);
  if (result.text === '') throw badRequest('message text is empty');
  if (result.text.length > maxTextLength) throw badRequest('message is too long');
  return result;
}

/** The caption of a media message: at most 1024 UTF-16 units without markup; undefined when empty. */
export function readCaption(params: Json): FormattedText | undefined {
  if (params.caption === undefined) return undefined;
  const entities = params.caption_entities as Json[] | undefined;
  const result = formatText(params.caption as string, params.parse_mode, entities);
  if (result.text.length > maxCaptionLength) throw badRequest('message caption is too long');
  return result.text ? result : undefined;
}

/** Commands, mentions, hashtags and links that Telegram marks in any text by itself. */
export function findEntities(text: string): Json[] {
  const found: Json[] = [];
  if (!/[/@#]/.test(text)) return found;
  for (const [type, pattern] of automatic) {
    for (const match of text.matchAll(pattern)) {
      const entity = { offset: match.index, length: match[0].length, type };
      if (!found.some((other) => overlaps(other, entity)) || type === 'url') found.push(entity);
    }
  }
  return sortEntities(found.filter((one) => one.type === 'url' || !insideUrl(found, one)));
}

function formatText(raw: string, mode: unknown, entities?: Json[]): FormattedText {
  if (raw.length > 100_000) throw badRequest('text is too long');
  const parsed = parseMode(raw, mode, entities);
  const { text, shift } = trimmed(parsed.text);
  const own = parsed.entities
    .map((entity) => clamp(entity, shift, text.length))
    .filter((one) => one !== undefined);
  const added = findEntities(text).filter((entity) => !own.some((other) => overlaps(other, entity)));
  return { text, entities: sortEntities([...own, ...added]) };
}

function parseMode(raw: string, mode: unknown, entities?: Json[]): FormattedText {
  const name = typeof mode === 'string' ? mode.toLowerCase() : '';
  if (name === 'html') return parseHtml(raw);
  if (name === 'markdown' || name === 'markdownv2') {
    throw badRequest(`the sandbox reads parse_mode HTML only, not ${name}`);
  }
  if (name && name !== 'none') throw badRequest('unsupported parse_mode');
  for (const entity of entities ?? []) checkEntity(entity, raw);
  return { text: raw, entities: (entities ?? []).map((entity) => ({ ...entity })) };
}

function checkEntity(entity: Json, text: string): void {
  const offset = Number(entity.offset);
  const length = Number(entity.length);
  if (offset < 0 || length <= 0 || offset + length > text.length) {
    throw parseError(`entity beginning at UTF-16 offset ${offset} ends after the end of the text`);
  }
}

function trimmed(text: string): { text: string; shift: number } {
  const left = text.trimStart();
  return { text: left.trimEnd(), shift: text.length - left.length };
}

function clamp(entity: Json, shift: number, length: number): Json | undefined {
  const start = Math.max(Number(entity.offset) - shift, 0);
  const end = Math.min(Number(entity.offset) - shift + Number(entity.length), length);
  return end > start ? { ...entity, offset: start, length: end - start } : undefined;
}

function overlaps(a: Json, b: Json): boolean {
  const [aStart, bStart] = [Number(a.offset), Number(b.offset)];
  return aStart < bStart + Number(b.length) && bStart < aStart + Number(a.length);
}

function insideUrl(all: Json[], entity: Json): boolean {
  return all.some((other) => other.type === 'url' && other !== entity && overlaps(other, entity));
}
