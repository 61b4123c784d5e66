import { expect } from 'chai';
import { leastMs } from '../support/cpu-time.js';
import { patience } from '../support/patience.js';
import { readPatterns } from '../support/read-patterns.js';
import { textOf, worstTexts, type WorstText } from '../support/worst-texts.js';

const bytes = 65_536;
/** On a free machine a third of it; what is slow takes seconds. */
const mostMs = 15 * patience;
/** More than this for a short text is too much already. */
const mostShortMs = 5;
/** A slow pattern shows itself on a short text already, and an exponential one would never end on a long one. */
const shortLengths = [24, 512, 4_096];

const use = (pattern: RegExp, text: string): unknown =>
  pattern.global ? text.replace(pattern, '') : pattern.test(text);

interface Effort {
  readonly ms: number;
  readonly text: WorstText;
}

/** What a pattern takes for the text that is hardest for it, of 64 KB or where it is too slow already, in ms. */
function hardest(pattern: RegExp): Effort {
  const msFor = (text: WorstText, length: number, runs: number): number => {
    const whole = textOf(text, length);
    return leastMs(() => use(pattern, whole), runs);
  };
  let efforts: Effort[] = worstTexts(pattern).map((text) => ({ text, ms: 0 }));
  for (const length of shortLengths) {
    const next: Effort[] = [];
    for (const { text } of efforts) {
      const ms = msFor(text, length, 1);
      // At the very least it grows with the length.
      if (ms > mostShortMs && msFor(text, length, 3) > mostShortMs)
        return { text, ms: (ms * bytes) / length };
      next.push({ text, ms });
    }
    efforts = next.sort(byMs);
  }
  // What a busy machine made slow is not so again and again.
  const leastFor = (text: WorstText): number => {
    const ms = msFor(text, bytes, 2);
    return ms > mostMs ? msFor(text, bytes, 10) : ms;
  };
  const whole = efforts.slice(0, 3).map(({ text }) => ({ text, ms: leastFor(text) }));
  return whole.sort(byMs)[0]!;
}

const byMs = (one: Effort, other: Effort): number => other.ms - one.ms;

describe('the regular expressions of src', () => {
  const { written, made } = readPatterns('src');

  it('are all written down: none is put together from texts while the program runs', () => {
    expect(written.length).to.be.above(100);
    expect(made).to.deep.equal([]);
  });

  it(`take at most ${mostMs} ms for 64 KB of their worst text, wherever that may come from`, () => {
    const slow = written
      .map(({ where, pattern }) => ({ where, pattern: String(pattern), ...hardest(pattern) }))
      .filter(({ ms }) => ms > mostMs);
    expect(slow).to.deep.equal([]);
  }).timeout(120_000);

  it('are tried with texts that find the slow ones', () => {
    const known = [
      /(\w+:\/\/[^:/@\s"]*:)[^@\s"]+@/g,
      /<(\/?)([a-z-]*)([^<>]*)>|[^<&]+|[<&]/giy,
      /\{([^}]+)\}/g,
      /^https:\/\/[^\s]*\{link\}[^\s]*$/,
      /timeout expired|timed? ?out.*connect|connect.*timed? ?out/i,
      /^\s*(\w+\s*)*;/,
    ];
    const missed = known.filter((pattern) => hardest(pattern).ms <= mostMs);
    expect(missed.map(String)).to.deep.equal([]);
  }).timeout(120_000);
});
