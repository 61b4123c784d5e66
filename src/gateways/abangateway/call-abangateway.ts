import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { besides, callGateway, garbageOf, readAnswer, type GatewayAnswer } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { AbangatewayCredentials } from './abangateway-settings.js';

const gateway = 'abangateway';

/** Where a shop is spoken to, and by which key. */
export interface AbangatewayPlace {
  readonly root: string;
  readonly credentials: Pick<AbangatewayCredentials, 'apiKey'>;
}

export interface AbangatewayCall<C extends string = never> {
  readonly operation: string;
  /** Behind `/api/v1/invoices`. */
  readonly path: string;
  /** Makes it a POST. */
  readonly json?: object;
  /** Its codes that are answers to this call, not faults. */
  readonly hears?: readonly C[];
}

/** What its codes are for us, where people must mend something. */
const meanings = {
  amount_not_allowed: 'gateway.amount',
  // No card of the shop may receive more today.
  cards_at_ceiling: 'gateway.account_off',
  insufficient_fee_wallet: 'gateway.account_empty',
  no_card_registered: 'gateway.misconfigured',
  sandbox_only: 'gateway.refused',
  unsafe_callback_url: 'gateway.misconfigured',
} as const;
/** A refusal without one of these codes, by its status. */
const byStatus = {
  401: 'gateway.unauthorized',
  403: 'gateway.misconfigured',
  405: 'gateway.misconfigured',
} as const;
/** No sum is free that would be unlike all others on this card, until another invoice ends. */
const capacityFull = 'capacity_full';
const capacityPauseMs = 30_000;

const errorSchema = z.object({ error: z.object({ code: z.string().min(1).max(100) }) });
const codeOf = (json: unknown): string => errorSchema.safeParse(json).data?.error.code ?? '';

/** No money moves by any call: that is between the payer's card and the seller's. */
const money: MoneyAfterFault = 'untouched';

function refusal(answer: GatewayAnswer, code: string): Error {
  const { status, json } = answer;
  const said = code || String(status);
  if (code === capacityFull)
    return gatewayBusy('gateway.unavailable', { gateway, said, money, retryAfterMs: capacityPauseMs });
  if (status >= 500) return gatewayBusy('gateway.unavailable', { gateway, said, money });
  if (status < 400 || json === undefined) return garbageOf(answer, { gateway });
  // Without a code of its own, what is not found is the address of the call.
  const unknown = status === 404 && code === '' ? 'gateway.misconfigured' : 'gateway.refused';
  const meaning =
    meanings[code as keyof typeof meanings] ?? byStatus[status as keyof typeof byStatus] ?? unknown;
  return gatewayRefused(meaning, { gateway, said, money });
}

/**
 * What a call about invoices results in, as `schema` has it, or the code that the call `hears`. Throws what `callGateway`
 * throws, `gateway.garbage`, and its refusals: `gateway.unauthorized`, `.account_empty`, `.account_off`, `.misconfigured`,
 * `.amount`, `.refused`, and `.unavailable` where no sum is free.
 */
export async function callAbangateway<S extends z.ZodType, C extends string = never>(
  { root, credentials: { apiKey } }: AbangatewayPlace,
  { operation, path, json, hears = [] }: AbangatewayCall<C>,
  schema: S,
): Promise<z.output<S> | C> {
  const answer = await callGateway({
    ...{ gateway, operation, money },
    url: `${root}/api/v1/invoices${path}`,
    method: json === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    ...(json !== undefined && { json }),
    reads: [503],
  });
  if (answer.status < 200 || answer.status > 299) {
    const code = codeOf(answer.json);
    const heard = hears.find((one) => one === code);
    if (heard !== undefined) return heard;
    throw refusal(answer, code);
  }
  return readAnswer(answer, schema, { gateway });
}

/** Whole rial. */
const rial = z.union([z.int().positive(), z.string().regex(/^[1-9]\d{0,14}$/)]).transform(String);
const name = z.string().regex(/^[\w-]{1,64}$/);

/** An invoice, as far as the fleet reads it. */
export const abangatewayInvoiceSchema = z.object({
  invoice_id: name,
  status: z.string(),
  amount_rial: rial,
  payable_rial: besides(rial),
  order_id: besides(z.string()),
  is_test: z.boolean(),
  expires_at: besides(z.iso.datetime({ offset: true })),
});
/** One that was just made has a page, and a sum. */
export const payableAbangatewaySchema = abangatewayInvoiceSchema.extend({
  payable_rial: rial,
  payment_url: z.url().max(2_000),
});
export type AbangatewayInvoice = z.output<typeof abangatewayInvoiceSchema>;

/** What was taken into our books. */
export const verifiedSchema = z.object({ verified: z.literal(true) });
/** A cancellation is told by its status alone. */
export const cancelledSchema = z.unknown().transform(() => true as const);

const namedSchema = z.object({ event: z.string().min(1), invoice_id: name, order_id: besides(z.string()) });

/** The invoice that a webhook is about; undefined: it is no webhook of theirs. */
export const readAbangatewayWebhook = (json: unknown) => namedSchema.safeParse(json).data;

/** How a webhook is signed: over its body, byte for byte. */
export const abangatewaySignature = (secret: string, body: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('hex');
