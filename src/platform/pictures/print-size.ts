/** A receipt is a tall screen of a phone, whose lines of digits shall be told apart. */
export const printWidth = 64;
export const printHeight = 128;
