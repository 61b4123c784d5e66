import { randomInt } from 'node:crypto';

const start = randomInt(1, 1_000_000) * 1_000_000;
let count = 0;

/** A positive number that no other call of any test process has got, safe as a Telegram id. */
export function uniqueNumber(): number {
  count += 1;
  return start + count;
}
