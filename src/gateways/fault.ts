import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError } from '#platform/errors.js';

type GatewayCode = Extract<ErrorCode, `gateway.${string}`>;

/** What a fault of a gateway means for the money: `untouched`, or it may have moved (`unknown`), so ask before you repeat. */
export type MoneyAfterFault = 'untouched' | 'unknown';

interface Fault {
  readonly gateway: string;
  /** The gateway's own code or status, for operators. */
  readonly said: string;
  readonly money: MoneyAfterFault;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

const context = ({ gateway, said, money }: Fault) => ({ gateway, said: said.slice(0, 200), money });

/** The gateway is busy, down, or makes no sense: to be tried again. */
export const gatewayBusy = (code: GatewayCode, { retryAfterMs, cause, ...fault }: Fault): RetryableError =>
  new RetryableError(code, {
    context: context(fault),
    cause,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** The gateway understood and will never do it; people must mend something, or nothing can be done. */
export const gatewayRefused = (code: GatewayCode, { cause, ...fault }: Fault): PermanentError =>
  new PermanentError(code, { context: context(fault), cause });
