const controls = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029]/gu;
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const hidden =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;
const looseJoiner =
  /[\u200c\u200d](?:(?![\p{L}\p{So}])|(?<![\p{L}\p{M}\p{So}\ufe0f\u{1f3fb}-\u{1f3ff}][\u200c\u200d]))/gu;
const piledMarks = /(\p{M}{3})\p{M}+/gu;

/** Starts and ends a stretch whose direction is its own, so that a name never turns the sentence around it. */
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** Most signs of a name that are shown. */
const shownSigns = 48;

/** One line without hidden or direction signs. */
const cleaned = (line: string): string =>
  line
    .replace(controls, ' ')
    .replace(bidi, '')
    .replace(hidden, '')
    .replace(looseJoiner, '')
    .replace(piledMarks, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** So many signs of a text, the last one `…` where there are more. */
function shortened(text: string, most: number): string {
  const signs = [...text];
  if (signs.length <= most) return text;
  const begin = signs.slice(0, most - 1).join('');
  return `${begin.trimEnd()}…`;
}

/** A name made by a person, fit for showing: one line, no hidden or direction signs, at most 48 signs; '' if nothing is left. */
export const displayName = (raw: string): string => shortened(cleaned(raw.slice(0, 1024)), shownSigns);

/** Most signs of a person's words that are shown. */
const shownWords = 700;

/** What a person wrote, line by line, each with a direction of its own; no hidden or direction signs, at most 700 signs. */
export const displayWords = (raw: string): string =>
  shortened(
    raw
      .slice(0, 4_096)
      .split(/\r?\n/)
      .map(cleaned)
      .filter((line) => line !== '')
      .join('\n'),
    shownWords,
  )
    .split('\n')
    .map((line) => `${firstStrongIsolate}${line}${popIsolate}`)
    .join('\n');

/** A text of foreign direction for embedding in a sentence: cleaned and isolated; `fallback` when nothing is left. */
export const isolated = (raw: string, fallback: string): string =>
  `${firstStrongIsolate}${displayName(raw) || fallback}${popIsolate}`;

/** First and last name of a person for embedding in a sentence; `fallback` when they show nothing. */
export const personName = (
  person: { readonly firstName: string; readonly lastName?: string | null | undefined },
  fallback: string,
): string => isolated(`${person.firstName} ${person.lastName ?? ''}`, fallback);
