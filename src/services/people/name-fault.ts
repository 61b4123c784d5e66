import { LRUCache } from 'lru-cache';
import { foldLookAlikes } from '#platform/fold-look-alikes.js';
import type { SettingValues } from '../settings/catalog.js';
import type { Profile } from './admit-update.js';

/**
 * What keeps a person out, and where: `sign`: an @ in the name; `link`: an address in it; `word`: one that the bot forbids,
 * in the name or the user name.
 */
export interface NameFault {
  readonly kind: 'link' | 'sign' | 'word';
  readonly where: 'name' | 'username';
}

/** The part of a name that is compared. */
export type Named = Pick<Profile, 'firstName' | 'lastName' | 'username'>;

/** Addresses, in folded text: of Telegram however its point is written, and such as lead somewhere and end no name of a person. */
const links: readonly RegExp[] = [
  /:\/\//u,
  /(?<![\p{L}\p{N}])www[.·•․‧∙。]/u,
  /(?<![\p{L}\p{N}])(?:t|tg|telegram)(?: ?[.·•․‧∙。] ?|,|[ ()[\]{}]{0,2}(?:dot|toчka|نقطه)[ ()[\]{}]{0,2})(?:me|dog|org)(?![\p{L}\p{N}])/u,
  /(?<=[\p{L}\p{N}-]{2})[.·•․‧∙。](?:com|net|org|ir|ru|info|io|xyz|shop|store|site|online|link|club|app|dev|biz|su|vpn)(?![\p{L}\p{N}])/u,
];

/** A word of so many letters is found inside of longer ones too; a shorter one is part of too many honest names. */
const longWord = 6;

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** How many signs may stand between two letters of a word that is spelled apart: the shorter the word, the fewer. */
const gapOf = (letters: number): number => (letters < 3 ? 0 : letters === 3 ? 1 : 2);

/** Does a word begin at this sign of a text? */
function beginsAt(signs: readonly string[], start: number, letters: readonly string[]): boolean {
  const isLong = letters.length >= longWord;
  if (!isLong && isLetter(signs[start - 1])) return false;
  let at = start;
  for (const [index, letter] of letters.entries()) {
    const furthest = index === 0 ? at : at + gapOf(letters.length);
    while (at < furthest && isGap(signs[at], letters.length)) at += 1;
    if (signs[at] !== letter) return false;
    at += 1;
  }
  return isLong || !isLetter(signs[at]);
}

/** Blanks stand between the letters of longer words alone: "T. M. Evans" has initials. */
const isGap = (sign: string | undefined, letters: number): boolean =>
  sign !== undefined && !isLetter(sign) && (letters > 3 || sign.trim() !== '');

/** The letters of each word, made once for a list; a bot's settings keep theirs until they change. */
const spelled = new WeakMap<readonly string[], readonly (readonly string[])[]>();

function lettersOf(words: readonly string[]): readonly (readonly string[])[] {
  const known = spelled.get(words);
  if (known) return known;
  const made = words
    .map((word) => [...foldLookAlikes(word)].filter(isLetter))
    .filter(({ length }) => length > 0);
  spelled.set(words, made);
  return made;
}

/** Names in which lists found nothing, by the list that looked last: a name is looked at once, and comes with every update. */
const sound = new LRUCache<string, readonly string[]>({ max: 10_000 });

/**
 * What a bot's filter of names finds in a person's; undefined: nothing, or the bot has none. Letters that look like others
 * count as those. A forbidden word of fewer than six letters must stand alone (`tme` is not in "Tommy"), of six and more it
 * is found anywhere; spelled apart (t-m-e) it is the same word.
 */
export function nameFaultOf(named: Named, values: Filter): NameFault | undefined {
  if (!values.name_filter) return undefined;
  const { name_filter_words: forbidden } = values;
  const key = JSON.stringify([named.firstName, named.lastName, named.username]);
  if (sound.get(key) === forbidden) return undefined;
  const fault = findFault(named, lettersOf(forbidden));
  if (!fault) sound.set(key, forbidden);
  return fault;
}

function findFault(
  { firstName, lastName, username }: Named,
  words: readonly (readonly string[])[],
): NameFault | undefined {
  const name = foldLookAlikes(`${firstName} ${lastName ?? ''}`);
  const holds = (text: string): boolean => {
    const signs = [...text];
    return signs.some((_, at) => words.some((letters) => beginsAt(signs, at, letters)));
  };
  if (name.includes('@')) return { kind: 'sign', where: 'name' };
  if (links.some((link) => link.test(name))) return { kind: 'link', where: 'name' };
  if (holds(name)) return { kind: 'word', where: 'name' };
  return username && holds(foldLookAlikes(username)) ? { kind: 'word', where: 'username' } : undefined;
}

type Filter = Pick<SettingValues, 'name_filter' | 'name_filter_words'>;
