import { judgeCheckout } from '#services/payments/judge-checkout.js';
import type { Tenant } from '#tenancy/scope.js';
import { textsOf } from '../../texts/index.js';
import type { Checkout } from './read-checkout.js';

/** Parameters of `answerPreCheckoutQuery`. */
export interface CheckoutAnswer {
  readonly pre_checkout_query_id: string;
  readonly ok: boolean;
  readonly error_message?: string;
}

/** May this be paid now? If not, the payer reads why, in their language; undefined when the bot is gone. */
export async function answerCheckout(
  tenant: Tenant,
  checkout: Checkout,
): Promise<CheckoutAnswer | undefined> {
  const verdict = await judgeCheckout(tenant, checkout);
  if (!verdict) return undefined;
  const { refusal, language } = verdict;
  const { queryId: id, hint } = checkout;
  if (refusal === undefined) return { pre_checkout_query_id: id, ok: true };
  const { alerts } = textsOf[language.ofPerson ?? hint ?? language.ofBot].stars;
  return { pre_checkout_query_id: id, ok: false, error_message: alerts[refusal] };
}
