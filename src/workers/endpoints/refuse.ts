import type { RefusedRequest } from '#api/answer.js';
import { PermanentError } from '#platform/errors.js';

/** A request that cannot be done, in the words of the contract; everything it did is rolled back. */
export class EndpointRefusal extends PermanentError {
  constructor(readonly refusal: RefusedRequest) {
    super(refusal.code);
  }
}

/** Ends a request with a refusal. */
export function refuse(code: RefusedRequest['code'], more: Omit<RefusedRequest, 'code'> = {}): never {
  throw new EndpointRefusal({ code, ...more });
}
