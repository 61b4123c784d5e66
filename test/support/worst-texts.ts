import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** A text that makes a pattern work: something before, something again and again, something that does not fit. */
export interface WorstText {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

const mostPumps = 24;
const mostHeads = 8;
const tails = ['', ' ', '\u0000'];

/** One sign of each kind that a class may ask for. */
const signs = [
  ...'aZ0_-. /:"<{&@%=,;\n\u0000\ud800',
  'ی',
  '\u0301',
  '\u200d',
  '\u202e',
  '\u3164',
  '۱',
  '٣',
  '😀',
];

/** The text of so many characters. */
export const textOf = ({ head, pump, tail }: WorstText, length: number): string =>
  head + pump.repeat(Math.max(1, Math.ceil((length - head.length - tail.length) / pump.length))) + tail;

/**
 * Texts that would show a pattern to be slower than linear: whatever stands beside each other in it, many times over,
 * after its beginnings and before what breaks it off.
 */
export function worstTexts(pattern: RegExp): WorstText[] {
  const runs = runsOf(pattern);
  const pumps = ['a', ...runs].slice(0, mostPumps);
  const heads = ['', ...runs].slice(0, mostHeads);
  return heads.flatMap((head) => pumps.flatMap((pump) => tails.map((tail) => ({ head, pump, tail }))));
}

function runsOf(pattern: RegExp): string[] {
  const { source, flags } = pattern;
  const unicode = flags.includes('u');
  const tree = new RegExpParser().parsePattern(source, 0, source.length, { unicode });
  const found = new Set<string>();
  walk(tree, (alternative) => {
    const samples = alternative.elements.map((element) => sampleOf(element, unicode));
    for (let end = 1; end <= samples.length; end++) found.add(samples.slice(0, end).join(''));
    for (let start = 1; start < samples.length; start++) found.add(samples.slice(start).join(''));
    for (const sample of samples) found.add(sample);
  });
  found.delete('');
  return [...found].sort((one, other) => other.length - one.length || one.localeCompare(other));
}

function walk(node: AST.Node, see: (alternative: AST.Alternative) => void): void {
  if (node.type === 'Alternative') {
    see(node);
    for (const element of node.elements) walk(element, see);
  }
  if (node.type === 'Quantifier') walk(node.element, see);
  if ('alternatives' in node) for (const each of node.alternatives) walk(each, see);
}

/** A short text that an element takes. */
function sampleOf(node: AST.Element, unicode: boolean): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'Quantifier':
      return sampleOf(node.element, unicode).repeat(Math.max(1, node.min));
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives[0]!.elements.map((element) => sampleOf(element, unicode)).join('');
    case 'CharacterClass':
    case 'CharacterSet': {
      const one = new RegExp(`^${node.raw}$`, unicode ? 'u' : '');
      const firsts = 'elements' in node ? node.elements.map(firstOf) : [];
      return [...firsts, ...signs].find((sign) => one.test(sign)) ?? '';
    }
    default:
      return '';
  }
}

function firstOf(element: AST.CharacterClass['elements'][number]): string {
  if (element.type === 'Character') return String.fromCodePoint(element.value);
  return element.type === 'CharacterClassRange' ? String.fromCodePoint(element.min.value) : '';
}
