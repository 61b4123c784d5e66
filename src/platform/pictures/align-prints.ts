import { printHeight, printWidth } from './print-size.js';

/** What is cut off at both ends of a line, in parts of its length; below zero: there is more. */
export interface Cut {
  readonly before: number;
  readonly after: number;
}

/** How a print would have to be cut to be another. */
export interface Cuts {
  readonly rows: Cut;
  readonly columns: Cut;
}

/** The value at a place between two cells. */
function between(line: readonly number[], place: number): number {
  const last = line.length - 1;
  const low = Math.min(last, Math.max(0, Math.floor(place)));
  const part = Math.min(1, Math.max(0, place - low));
  return (line[low] as number) * (1 - part) + (line[Math.min(last, low + 1)] as number) * part;
}

/** Where a cell of what is left lies in the whole. */
const placeOf = (at: number, length: number, { before, after }: Cut): number =>
  (before + ((at + 0.5) / length) * (1 - before - after)) * length - 0.5;

function costOf(whole: readonly number[], rest: readonly number[], cut: Cut): number {
  let cost = 0;
  for (const [at, value] of rest.entries())
    cost += (between(whole, placeOf(at, rest.length, cut)) - value) ** 2;
  return cost;
}

const widestCut = 0.1;
const step = 0.01;
const finest = 0.001;

/** The cut of a line that leaves the other, by looking at all of them coarsely, and closer at the best. */
function cutOf(whole: readonly number[], rest: readonly number[]): Cut {
  let best: Cut = { before: 0, after: 0 };
  let cost = costOf(whole, rest, best);
  const look = (cut: Cut): boolean => {
    const found = costOf(whole, rest, cut);
    if (found >= cost * 0.999) return false;
    [best, cost] = [cut, found];
    return true;
  };
  const most = Math.round(widestCut / step);
  for (let before = -most; before <= most; before += 1)
    for (let after = -most; after <= most; after += 1) look({ before: before * step, after: after * step });
  for (let width = step / 2; width >= finest; width /= 2) {
    let isBetter = true;
    while (isBetter) {
      const { before, after } = best;
      isBetter = [
        { before: before + width, after },
        { before: before - width, after },
        { before, after: after + width },
        { before, after: after - width },
      ].some(look);
    }
  }
  return best;
}

/** The means of each row, or of each column. */
function profileOf(print: Uint8Array, isOfRows: boolean): number[] {
  const length = isOfRows ? printHeight : printWidth;
  const sums = Array.from({ length }, () => 0);
  for (const [at, grey] of print.entries()) {
    const line = isOfRows ? Math.floor(at / printWidth) : at % printWidth;
    sums[line] = (sums[line] as number) + grey;
  }
  const mean = sums.reduce((sum, one) => sum + one, 0) / length;
  return sums.map((sum) => ((sum - mean) * length) / print.length);
}

/** How a print would have to be cut to be the other, by the brightness of their rows and columns. */
export const cutsBetween = (whole: Uint8Array, rest: Uint8Array): Cuts => ({
  rows: cutOf(profileOf(whole, true), profileOf(rest, true)),
  columns: cutOf(profileOf(whole, false), profileOf(rest, false)),
});

/** A print as it is when it is cut; null: cells of which it has nothing. */
export function cutPrint(print: Uint8Array, { rows, columns }: Cuts): (number | null)[] {
  const cells: (number | null)[] = [];
  const lines = Array.from({ length: printHeight }, (_, y) => [
    ...print.subarray(y * printWidth, (y + 1) * printWidth),
  ]);
  for (let y = 0; y < printHeight; y += 1) {
    const row = placeOf(y, printHeight, rows);
    const upper = lines[Math.max(0, Math.min(printHeight - 1, Math.floor(row)))] as number[];
    const lower = lines[Math.max(0, Math.min(printHeight - 1, Math.floor(row) + 1))] as number[];
    for (let x = 0; x < printWidth; x += 1) {
      const column = placeOf(x, printWidth, columns);
      const isOutside = row < 0 || row > printHeight - 1 || column < 0 || column > printWidth - 1;
      const part = row - Math.floor(row);
      cells.push(isOutside ? null : between(upper, column) * (1 - part) + between(lower, column) * part);
    }
  }
  return cells;
}
