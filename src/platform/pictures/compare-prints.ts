import { cutPrint, cutsBetween, type Cuts } from './align-prints.js';
import { printHeight, printWidth } from './print-size.js';

/** `same`: the same picture, perhaps compressed or scaled anew. `alike`: it may be a cut of the other. `other`: another one. */
export type Likeness = 'alike' | 'other' | 'same';

/** Greatest difference of a cell between prints of the same picture, of 255. */
const mostOfSame = 15;
/** The same where scaling moved the picture by a part of a cell. */
const mostOfMoved = 24;
/** Root of the mean square of the differences, up to which a cut print is alike. */
const mostOfAlike = 8;
/** A cut of less is none: the pictures are of one size and look. */
const leastCut = 0.004;

const uncut: Cuts = { rows: { before: 0, after: 0 }, columns: { before: 0, after: 0 } };

/** Is it the same picture, uncut? Costs a fiftieth of the whole comparison. */
export const isSamePrint = (one: Uint8Array, other: Uint8Array): boolean =>
  differ(one, other, uncut).most <= mostOfSame;

/** Compares two prints of `readPicture`, within some milliseconds; which is the earlier hardly matters. */
export function comparePrints(one: Uint8Array, other: Uint8Array): Likeness {
  if (isSamePrint(one, other)) return 'same';
  const cuts = cutsBetween(one, other);
  const { most, spread } = differ(one, other, cuts);
  const { rows, columns } = cuts;
  const widest = Math.max(...[rows.before, rows.after, columns.before, columns.after].map(Math.abs));
  // What lies on the other as it is, and differs all the same, has other digits.
  if (widest < leastCut) return widest > 0 && most <= mostOfMoved ? 'same' : 'other';
  return spread <= mostOfAlike ? 'alike' : 'other';
}

/** The greatest difference of a cell, and the root of the mean square; a difference of the whole brightness is none. */
function differ(
  one: Uint8Array,
  other: Uint8Array,
  cuts: Cuts,
): { readonly most: number; readonly spread: number } {
  const differences: number[] = [];
  for (const [at, cell] of cutPrint(one, cuts).entries())
    if (cell !== null && !isAtEdge(at)) differences.push(cell - (other[at] as number));
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  const apart = differences.map((difference) => Math.abs(difference - mean));
  const squares = apart.reduce((sum, difference) => sum + difference ** 2, 0);
  return {
    most: apart.reduce((most, difference) => Math.max(most, difference), 0),
    spread: Math.sqrt(squares / apart.length),
  };
}

/** Scaling leaves its traces at the edges. */
function isAtEdge(at: number): boolean {
  const [x, y] = [at % printWidth, Math.floor(at / printWidth)];
  return x === 0 || y === 0 || x === printWidth - 1 || y === printHeight - 1;
}
