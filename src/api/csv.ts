/** A value that a program for tables would run as a formula begins with one of these. */
const runs = /^[=+@\t\r-]/;

/** Numbers may begin with a minus. */
const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value as string | number | boolean);
  const safe = runs.test(text) && !isNumber(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as RFC 4180 has them: a line of names, and one a row; null is nothing. */
export const csvLines = <Name extends string>(
  columns: readonly Name[],
  rows: readonly Readonly<Record<Name, unknown>>[],
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cellOf).join(',')}\r\n`)
    .join('');
