import { randomBytes } from 'node:crypto';

/** None that is read as another: 32 signs, five bits each. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const parts = 3;
const signsOfPart = 4;

/** A code that nobody guesses, of 60 random bits, such as `7K2M-Q9XA-T4RD`. */
export const randomCode = (): string =>
  Array.from({ length: parts }, () =>
    [...randomBytes(signsOfPart)].map((byte) => signs[byte % signs.length]).join(''),
  ).join('-');
