import { z } from 'zod';
import { compareAmounts, isAmount } from '#platform/money.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment, PaidAtGateway } from '../payment-at-gateway.js';
import { isTestShop, type YookassaCredentials } from './yookassa-settings.js';
import { besides } from '../call-gateway.js';
import { referencePattern } from '../reference.js';

const sumSchema = z.object({ value: z.string().refine(isAmount), currency: z.string() });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const text = z.string().min(1);
/** Why it came to nothing; the lists of both members are open. */
export const yookassaCancellation = besides(z.object({ reason: text.max(100) }));

/** A payment, as far as the fleet reads it. */
export const yookassaPayment = z.object({
  id: text.max(200),
  status: z.string(),
  amount: sumSchema,
  paid: besides(z.boolean()),
  test: besides(z.boolean()),
  confirmation: besides(z.object({ confirmation_url: z.url().max(2_000) })),
  created_at: besides(moment),
  metadata: besides(z.object({ reference: z.string() })),
  recipient: besides(z.object({ account_id: z.union([z.string(), z.number()]).transform(String) })),
  payment_method: besides(
    z.object({
      id: text,
      type: text.max(50),
      saved: besides(z.boolean()),
      card: besides(
        z.object({ first6: besides(z.string().regex(/^\d{6}$/)), last4: z.string().regex(/^\d{4}$/) }),
      ),
    }),
  ),
  authorization_details: besides(z.object({ rrn: besides(z.string().regex(/^\d{1,20}$/)) })),
  refunded_amount: besides(sumSchema),
  cancellation_details: yookassaCancellation,
  suspended_until: besides(moment),
  expires_at: besides(moment),
});
export type YookassaPayment = z.output<typeof yookassaPayment>;

/** One that was just made has a page. */
export const yookassaPayable = yookassaPayment.extend({
  confirmation: z.object({ confirmation_url: z.url().max(2_000) }),
});

const expired = ['expired_on_capture', 'expired_on_confirmation', 'payment_expired'];

function endOf({ cancellation_details: why }: YookassaPayment): GatewayState {
  const code = why?.reason ?? 'canceled';
  if (expired.includes(code)) return { kind: 'ended', as: 'expired', code };
  return { kind: 'ended', as: code === 'canceled_by_merchant' ? 'cancelled' : 'failed', code };
}

/** A card as people know it, or the kind of what was paid with. */
function noteOf({ payment_method: method }: YookassaPayment): string | undefined {
  if (!method?.card) return method?.type;
  return `${method.card.first6 ?? ''}******${method.card.last4}`;
}

function paidState(said: YookassaPayment): GatewayState {
  const { amount, refunded_amount: back, payment_method: method, id } = said;
  if (back && compareAmounts(back.value, '0') > 0)
    return compareAmounts(back.value, amount.value) < 0
      ? { kind: 'refunded', amount: back.value }
      : { kind: 'refunded' };
  const note = noteOf(said);
  return {
    kind: 'paid',
    amount: amount.value,
    currency: amount.currency,
    receipt: said.authorization_details?.rrn ?? id,
    ...(note !== undefined && { note }),
    ...(method?.saved === true && { mandate: method.id }),
  };
}

/** Not final. Methods of credit have days to think (`suspended_until`); what is held only waits to be taken. */
function openState({ suspended_until: suspended, expires_at: end }: YookassaPayment): GatewayState {
  const until = suspended ?? end;
  return until === undefined ? { kind: 'open' } : { kind: 'open', until };
}

/** Why a payment is not what it was made as; undefined: it is. */
function strangenessOf(
  { recipient, metadata, test, status }: YookassaPayment,
  { reference }: Pick<KnownPayment, 'reference'>,
  credentials: YookassaCredentials,
): string | undefined {
  if (recipient !== undefined && recipient.account_id !== credentials.shopId) return 'recipient';
  if (metadata?.reference !== reference) return 'reference';
  return status === 'succeeded' && test === true && !isTestShop(credentials) ? 'test' : undefined;
}

/**
 * What YooKassa says of a payment. `succeeded` and `canceled` are final; what went back later is in `refunded_amount` alone. A status
 * that nobody knows waits.
 */
export function yookassaState(
  said: YookassaPayment,
  payment: Pick<KnownPayment, 'reference'>,
  credentials: YookassaCredentials,
): GatewayState {
  const code = strangenessOf(said, payment, credentials);
  if (code !== undefined) return { kind: 'disputed', code };
  if (said.status === 'canceled') return endOf(said);
  return said.status === 'succeeded' && said.paid === true ? paidState(said) : openState(said);
}

/** The names of a payment. */
export function namesOfYookassa({ id, metadata }: Pick<YookassaPayment, 'id' | 'metadata'>): PaidAtGateway {
  const { reference = '' } = metadata ?? {};
  return referencePattern.test(reference) ? { externalId: id, reference } : { externalId: id };
}
