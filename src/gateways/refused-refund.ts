import { PermanentError } from '#platform/errors.js';
import type { RefundState } from './gateway-state.js';

/**
 * What follows from a fault of the call that asked for a refund: the gateway will never give the money back, so a person must. Throws
 * the fault where that is not said yet: it is busy, or does not take the credentials.
 */
export function refusedRefund(error: unknown): RefundState {
  if (!(error instanceof PermanentError) || error.code === 'gateway.unauthorized') throw error;
  return { kind: 'by_hand', code: String(error.context.said) };
}
