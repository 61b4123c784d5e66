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

/** What may stand before the first and after the last letter of a word: anything but more of it. */
const [start, end] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
const dot = '[.·•․‧∙。]';
const spelledDot = '[\\[({ ]*(?:dot|toчka|نقطه)[\\])} ]*';

/** Names of the top that are written in people's names to lead somewhere, and that end no name of a person. */
const tops = 'com|net|org|ir|ru|info|io|xyz|shop|store|site|online|link|club|app|dev|biz|su|vpn';

/** Addresses, in folded text. */
const links: readonly RegExp[] = [
  /:\/\//u,
  new RegExp(`${start}www${dot}`, 'u'),
  new RegExp(`${start}(?:t|tg|telegram)(?: ?${dot} ?|,|${spelledDot})(?:me|dog|org)${end}`, 'u'),
  new RegExp(`[\\p{L}\\p{N}-]{2,}${dot}(?:${tops})${end}`, 'u'),
];

/** A word of so many letters is found inside of longer ones too; a shorter one is part of too many honest names. */
const longWord = 6;

/** What may stand between two letters of a word that is spelled apart: the shorter the word, the less. */
const gapOf = (letters: number): string =>
  letters < 3 ? '' : letters === 3 ? '[^\\p{L}\\p{N}\\s]?' : '[^\\p{L}\\p{N}]{0,2}';

function patternOf(word: string): RegExp | undefined {
  const letters = [...foldLookAlikes(word)].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  if (letters.length === 0) return undefined;
  const spelled = letters.join(gapOf(letters.length));
  return new RegExp(letters.length < longWord ? `${start}${spelled}${end}` : spelled, 'u');
}

/** Made once for a list; a bot's settings keep theirs until they change. */
const patterns = new WeakMap<readonly string[], readonly RegExp[]>();

function patternsOf(words: readonly string[]): readonly RegExp[] {
  const known = patterns.get(words);
  if (known) return known;
  const made = words.flatMap((word) => patternOf(word) ?? []);
  patterns.set(words, made);
  return made;
}

/**
 * What a bot's filter of names finds in a person's; undefined: nothing, or the bot has none. Letters that look like others
 * count as those. A forbidden word of fewer than six letters must stand alone (`tme` is not in "Tommy"), of six and more it
 * is found anywhere; spelled apart (t-m-e) it is the same word.
 */
export function nameFaultOf({ firstName, lastName, username }: Named, values: Filter): NameFault | undefined {
  if (!values.name_filter) return undefined;
  const name = foldLookAlikes(`${firstName} ${lastName ?? ''}`);
  const words = patternsOf(values.name_filter_words);
  const holds = (text: string): boolean => words.some((word) => word.test(text));
  if (name.includes('@')) return { kind: 'sign', where: 'name' };
  if (links.some((link) => link.test(name))) return { kind: 'link', where: 'name' };
  if (holds(name)) return { kind: 'word', where: 'name' };
  return username && holds(foldLookAlikes(username)) ? { kind: 'word', where: 'username' } : undefined;
}

type Filter = Pick<SettingValues, 'name_filter' | 'name_filter_words'>;
