import { z } from 'zod';
import { root } from '#platform/env-kinds.js';
import type { BridgeCredentials } from './bridge-settings.js';
import { isSignedAnswer, signRequest } from './bridge-signature.js';
import { callGateway } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { GatewayAccess } from '../gateway-access.js';
import { referencePattern } from '../reference.js';

/** The name of bridges in the registry, in metrics and in faults. */
export const bridgeName = 'bridge';

/** More is no sum that anybody pays. */
const mostToman = 1_000_000_000_000;
const toman = z.number().int().min(0).max(mostToman);

/** A payment as a bridge tells of it; what else it says is not for us. */
export const bridgePayment = z
  .object({
    id: z.string().regex(referencePattern),
    bridge_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    status: z.enum(['open', 'paid', 'cancelled', 'expired', 'failed', 'refunded']),
    amount_toman: toman,
    paid_toman: toman.default(0),
    pay_url: z.url({ protocol: /^https?$/ }).max(2_000),
    expires_at: z.iso.datetime({ offset: true }).nullish(),
    receipt: z.string().max(200).nullish(),
    can: z.array(z.string()).default([]),
  })
  .refine(({ status, paid_toman: paid }) => status !== 'paid' || paid > 0, 'says paid without paid_toman');
export type BridgePayment = z.output<typeof bridgePayment>;

interface BridgeCall {
  readonly operation: string;
  /** Below the bridge's address. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: object;
  readonly money?: MoneyAfterFault;
}
/** `refusal` is the code of a refusal that the bridge signed. */
export type BridgeAnswer = { readonly payment: BridgePayment } | { readonly refusal: string };

/** The address of a bridge, without a slash at its end. */
export const bridgeRoot = ({ bridge_url: url }: BridgeCredentials): string => root(url);

/** One signed exchange with a bridge. What it did not sign is no word of its own: such a call is busy, to be repeated. */
export async function callBridge(
  { credentials, mayCallPrivate }: GatewayAccess<BridgeCredentials>,
  { operation, path, method = 'GET', body: given, money = 'untouched' }: BridgeCall,
): Promise<BridgeAnswer> {
  const { bridge_secret: secret } = credentials;
  const url = `${bridgeRoot(credentials)}${path}`;
  const body = given === undefined ? '' : JSON.stringify(given);
  const signed = signRequest(secret, { method, path: new URL(url).pathname, body });
  const { status, headers, text, json } = await callGateway({
    ...{ gateway: bridgeName, operation, url, method, money, isGuarded: !mayCallPrivate },
    headers: { ...signed, ...(body !== '' && { 'content-type': 'application/json' }) },
    ...(body !== '' && { body }),
  });
  const fault = { gateway: bridgeName, said: `${status} ${text}`, money };
  if (status === 401) throw gatewayRefused('gateway.unauthorized', { ...fault, money: 'untouched' });
  const signature = String(headers['x-bridge-signature']);
  if (!isSignedAnswer(secret, { nonce: signed['x-bridge-nonce'], status, text, signature }))
    throw gatewayBusy('gateway.garbage', { ...fault, said: `not signed: ${fault.said}` });
  if (status >= 300) return { refusal: z.object({ code: z.string() }).safeParse(json).data?.code ?? text };
  const payment = bridgePayment.safeParse(json);
  if (!payment.success) throw gatewayBusy('gateway.garbage', { ...fault, said: payment.error.message });
  return { payment: payment.data };
}

/** The payment of an answer about `id`, whose bridge must know it. Throws what a refusal means. */
export function paymentOf(answer: BridgeAnswer, id: string): BridgePayment {
  if ('payment' in answer && answer.payment.id === id) return answer.payment;
  const said = 'payment' in answer ? 'the state of another payment' : answer.refusal;
  const fault = { gateway: bridgeName, said, money: 'untouched' } as const;
  if (said === 'amount') throw gatewayRefused('gateway.amount', fault);
  if (said === 'refused' || said === 'conflict') throw gatewayRefused('gateway.refused', fault);
  throw gatewayBusy('gateway.garbage', fault);
}
