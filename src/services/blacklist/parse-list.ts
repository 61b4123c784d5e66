import { latinDigits } from '#platform/typed-number.js';

/** A person on a list. */
export interface Listed {
  readonly telegramId: string | null;
  /** In lower case, without @; it tells who is meant where there is a Telegram id, and is all there is where there is none. */
  readonly username: string | null;
  /** At most 300 characters. */
  readonly reason: string | null;
}

/** A list as it was read; `skipped`: lines that name nobody. */
export interface ParsedList {
  readonly entries: readonly Listed[];
  readonly skipped: number;
}

const longestReason = 300;
/** What stands at the beginning of a line, and what may stand between its parts. */
const [id, name, gap] = [/^[1-9]\d{4,15}(?![\w-])/, /^@\w{4,32}(?!\w)/, /^[\s,،;؛:|#–—-]+/];
const comment = /^(?:\/\/|#(?!\s*@))/;

/** Signs without a face and what no store keeps become blanks. */
const cleaned = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The id may be written in Persian digits; the reason stays as it is. */
const latinHead = (line: string): string => line.replace(/^[۰-۹٠-٩]+/, latinDigits);

/** Takes what matches off the beginning of a text; both parts. */
function take(text: string, pattern: RegExp): readonly [taken: string | undefined, rest: string] {
  const [taken] = pattern.exec(text) ?? [];
  return [taken, taken === undefined ? text : text.slice(taken.length).replace(gap, '')];
}

function read(line: string): Listed | undefined {
  const [telegramId, afterId] = take(line, id);
  const [username, why] = take(telegramId === undefined ? line.replace(/^#\s*/, '') : afterId, name);
  if (telegramId === undefined && username === undefined) return undefined;
  const reason = [...why].slice(0, longestReason).join('');
  return {
    telegramId: telegramId ?? null,
    username: username?.slice(1).toLowerCase() ?? null,
    reason: reason || null,
  };
}

/** Reads a list: a person a line; empty lines and those that begin with # or // are passed over. Who is named twice counts once. */
export function parseList(text: string): ParsedList {
  const found = new Map<string, Listed>();
  let skipped = 0;
  for (const raw of text.split('\n')) {
    const line = latinHead(cleaned(raw));
    if (line === '' || comment.test(line)) continue;
    const entry = read(line);
    if (!entry) {
      skipped += 1;
      continue;
    }
    const key = entry.telegramId ?? `@${entry.username}`;
    if (!found.has(key)) found.set(key, entry);
  }
  return { entries: [...found.values()], skipped };
}
