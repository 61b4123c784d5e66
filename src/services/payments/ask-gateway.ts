import { kindOfError } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Tenant } from '#tenancy/scope.js';
import { noteAnswer, noteFault, type Question } from './gateway-health.js';

/** A fault of a gateway, as those who asked it decide by it. */
export type GatewayFault = PermanentError | RetryableError;

/** Is it what a gateway, or the way to it, did to us? */
export const isGatewayFault = (error: unknown): error is GatewayFault =>
  (error instanceof PermanentError || error instanceof RetryableError) &&
  kindOfError(error.code).isOfGateway === true;

/**
 * Asks a gateway, no transaction open, and notes how it did. A fault of it comes back as a value: whoever asked knows what to do
 * with it; anything else is thrown.
 */
export async function askGateway<T>(
  tenant: Tenant,
  { gateway, question }: { readonly gateway: string; readonly question: Question },
  ask: () => Promise<T>,
): Promise<{ readonly answer: T } | { readonly fault: GatewayFault }> {
  try {
    const answer = await ask();
    await tenant.db((tx) => noteAnswer(tenant, tx, { gateway, question }));
    return { answer };
  } catch (error) {
    if (!isGatewayFault(error)) throw error;
    log.warn(
      { gateway, code: error.code, ...error.context },
      'a payment gateway failed; the payment waits or ends',
    );
    await tenant.db((tx) => noteFault(tenant, tx, { gateway, question, code: error.code }));
    return { fault: error };
  }
}
