import { LRUCache } from 'lru-cache';

/** What is remembered at most, in characters of the JSON that it was made of: texts of a bot may be long. */
const mostCharacters = 4_000_000;
/** More than the characters of JSON that a thing was made of; what is made of none has its place too. */
const leastSize = 2_000;

/**
 * `make`, remembering what it made lately of a bot's stored JSON: that is asked at nearly every update and seldom changes. Many readers
 * share what it made, so it is frozen.
 */
export function madeOnce<Stored, Made extends object>(
  make: (botId: string, stored: Stored) => Made,
): (botId: string, stored: Stored) => Made {
  const lately = new LRUCache<string, Made>({
    maxSize: mostCharacters,
    sizeCalculation: (_, key) => leastSize + key.length,
  });
  return (botId, stored) => {
    const key = `${botId} ${JSON.stringify(stored)}`;
    const known = lately.get(key);
    if (known) return known;
    const made = freezeDeep(make(botId, stored));
    lately.set(key, made);
    return made;
  };
}

function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freezeDeep);
  return Object.freeze(value);
}
