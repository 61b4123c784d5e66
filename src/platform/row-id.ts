/** Is this the text of a row's number? What comes from a button may be anything. */
export const isRowId = (text: string): boolean => /^[1-9]\d{0,17}$/.test(text);
