import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError } from '#platform/errors.js';

/** What can be against a change of a setting or a feature. */
export type ValueRefusal = Extract<ErrorCode, `feature.${string}` | `setting.${string}`>;

interface Refused {
  readonly key: string;
  readonly fault: string;
  /** Settings that the wished value does not fit. */
  readonly others?: readonly string[];
}

/** A setting or feature that cannot become what was wished; `fault` says to people what would be right of `key`. */
export class RefusedValueError extends PermanentError {
  declare readonly code: ValueRefusal;
  readonly key: string;
  readonly fault: string;
  constructor(code: ValueRefusal, refused: Refused) {
    super(code, { context: { ...refused } });
    this.key = refused.key;
    this.fault = refused.fault;
  }
}
