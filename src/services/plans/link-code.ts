import { randomBytes } from 'node:crypto';

/** What a plan's link carries: 12 of `[A-Za-z0-9_-]`, which nobody guesses. */
export const newLinkCode = (): string => randomBytes(9).toString('base64url');
