import type { Refusal } from '#api/answer.js';
import { PermanentError } from '#platform/errors.js';

/** A request that cannot be done, in the words of the contract; everything it did is rolled back. */
export class Refused extends PermanentError {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Ends a request with a refusal. */
export function refuse(code: Refusal['code'], more: Omit<Refusal, 'code'> = {}): never {
  throw new Refused({ code, ...more });
}
