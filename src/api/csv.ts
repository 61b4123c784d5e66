/** What a cell may be; null and undefined: it is empty. */
type Cell = string | number | boolean | null | undefined;

/**
 * What programs for tables take for the beginning of a formula, also in the wide forms of East Asian keyboards, and what they
 * skip before one.
 */
const startsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const needsQuotes = /[",\r\n]/;

/**
 * A text of people's could be a formula where the table is opened, which sends the table elsewhere or runs something: with an
 * apostrophe before it, it is a text. Numbers of ours stay numbers, those below zero too.
 */
function cellOf(value: Cell): string {
  if (typeof value !== 'string') return value == null ? '' : String(value);
  const harmless = startsFormula.test(value) ? `'${value}` : value;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as RFC 4180 has them: a line of names, and one a row. The one way to CSV: no cell of it is a formula. */
export const csvOf = <C extends string>(
  columns: readonly C[],
  rows: readonly { readonly [K in C]?: Cell }[],
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cellOf).join(',')}\r\n`)
    .join('');
