/** How much of a value is kept: characters of a text, things in a list, fields of an object, levels, and bytes in all. */
export interface Shortness {
  readonly text: number;
  readonly things: number;
  readonly levels: number;
  readonly bytes: number;
}

const more = '…';

/**
 * A JSON value that is no larger than it may be, with `…` where something was left out. It costs what it keeps, not what
 * it is given.
 */
export function shorten(value: unknown, { text, things, levels, bytes }: Shortness): unknown {
  let left = bytes;
  const cut = (long: string, most: number): string => {
    const kept = long.length > most ? `${long.slice(0, most)}${more}` : long;
    left -= kept.length * 2;
    return kept;
  };
  function keep(part: unknown, level: number): unknown {
    if (left <= 0 || level > levels) return more;
    if (typeof part === 'string') return cut(part, text);
    if (part === null || typeof part !== 'object' || part instanceof Date) {
      left -= 16;
      return part;
    }
    return Array.isArray(part) ? keepList(part, level) : keepObject(part, level);
  }
  function keepList(list: readonly unknown[], level: number): unknown[] {
    const kept = list.slice(0, things).map((one) => keep(one, level + 1));
    return list.length > things ? [...kept, `${more} ${list.length - things}`] : kept;
  }
  function keepObject(part: object, level: number): Record<string, unknown> {
    const kept: Record<string, unknown> = {};
    let count = 0;
    for (const name in part) {
      if (!Object.hasOwn(part, name)) continue;
      count += 1;
      if (count > things || left <= 0) return { ...kept, [more]: more };
      kept[cut(name, 100)] = keep((part as Record<string, unknown>)[name], level + 1);
    }
    return kept;
  }
  return keep(value, 1);
}
