import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import { besides, callGateway, usualMeaning, type GatewayAnswer } from '../call-gateway.js';
import { callsOf } from '../calls-of.js';
import { gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { WataCredentials } from './wata-settings.js';

const gateway = 'wata';

/** Where a terminal is spoken to, and by which token. */
export interface WataPlace {
  readonly root: string;
  readonly credentials: WataCredentials;
}

export interface WataCall {
  readonly operation: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly json?: object;
  /** What no whole answer means; default: a read, so `untouched`. */
  readonly money?: MoneyAfterFault;
}

/** It may think for a minute about what it makes; half of that is waited for, and then it is looked for. */
const makingTimeoutMs = 30_000;

const said = z.string().nullish().catch(undefined);
const errorSchema = z.object({
  error: z.object({
    code: said,
    message: said,
    validationErrors: z
      .array(z.object({ message: said, members: z.array(z.string()).nullish().catch(undefined) }))
      .nullish()
      .catch(undefined),
  }),
});

/** Its codes of an amount that it does not take, and of a way to pay that the terminal has not. */
const ofAmount: readonly string[] = ['PL_1001', 'Payment:PL_1001', 'Payment:TRA_1005', 'TRA_1005'];
const ofTerminal: readonly string[] = ['Payment:TRA_1013', 'TRA_1013'];

type Refusal = Partial<z.output<typeof errorSchema>['error']>;

/** What its own body says is wrong with what it was asked; undefined: that is for its status to say. */
function meaningOf({
  code,
  validationErrors,
}: Refusal): 'gateway.amount' | 'gateway.misconfigured' | undefined {
  const members = validationErrors?.flatMap((one) => one.members ?? []) ?? [];
  if (ofAmount.includes(code ?? '') || members.some((one) => /^amount$/i.test(one))) return 'gateway.amount';
  return ofTerminal.includes(code ?? '') ? 'gateway.misconfigured' : undefined;
}

function refusal({ status, json }: GatewayAnswer): Error {
  const error: Refusal = errorSchema.safeParse(json).data?.error ?? {};
  const words = [error.code, error.validationErrors?.[0]?.message ?? error.message];
  const meaning = usualMeaning(status) ?? meaningOf(error) ?? 'gateway.refused';
  const told = words.filter(Boolean).join(' ') || String(status);
  return gatewayRefused(meaning, { gateway, said: told, money: 'untouched' });
}

async function ask({ root, credentials: { token } }: WataPlace, call: WataCall): Promise<GatewayAnswer> {
  const { operation, path, query, json, money = 'untouched' } = call;
  return callGateway({
    gateway,
    operation,
    url: `${root}${path}`,
    query,
    method: json === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
    ...(json !== undefined && { json, timeoutMs: makingTimeoutMs }),
    money,
  });
}

const calls = callsOf({ gateway, ask, refusal });

/**
 * What a call of the H2H API results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its
 * refusals: `gateway.unauthorized`, `.misconfigured`, `.amount`, `.refused`.
 */
export const callWata = calls.call;

/** The same of a thing that may be gone (404): undefined. */
export const findAtWata = calls.find;

const name = z.string().min(1).max(200);
/** Refunds may be told as what leaves the account. */
const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => isAmount(text.replace(/^-/, '')));

/** A payment link, as far as the fleet reads it. */
export const linkSchema = z.object({
  id: name,
  status: z.string(),
  url: besides(z.url().max(2_000)),
  orderId: besides(name),
  terminalPublicId: besides(name),
  expirationDateTime: besides(z.iso.datetime({ offset: true })),
});
/** One that people can be led to. */
export const payableLinkSchema = linkSchema.extend({ url: z.url().max(2_000) });

/** A payment or a refund, as the lists have it; `kind` is missing in older answers. */
export const transactionSchema = z.object({
  id: name,
  status: z.string(),
  kind: besides(z.string()),
  type: besides(z.string().max(40)),
  orderId: besides(name),
  originalTransactionId: besides(name),
  terminalPublicId: besides(name),
  creationTime: besides(z.iso.datetime({ offset: true })),
  errorCode: besides(z.string().min(1)),
  amount: decimal,
  currency: z.string(),
});

/** What names a payment in a webhook; older ones call the link `id`. */
const named = {
  transactionId: name,
  orderId: besides(name),
  paymentLinkId: besides(name),
  id: besides(name),
};
export const namedWebhookSchema = z
  .object(named)
  .transform(({ transactionId, orderId, paymentLinkId, id }) => ({
    orderId,
    linkId: paymentLinkId ?? id,
    transactionId,
  }));

/** A transaction in a webhook, where the names are others. */
export const webhookSchema = z
  .object({
    transactionId: name,
    transactionStatus: z.string(),
    kind: besides(z.string()),
    transactionType: besides(z.string().max(40)),
    terminalPublicId: besides(name),
    amount: decimal,
    currency: z.string(),
  })
  .transform(({ transactionId: id, transactionStatus: status, transactionType: type, ...more }) => ({
    ...{ id, status, type },
    ...more,
  }));

export type WataLink = z.output<typeof linkSchema>;
export type PayableLink = z.output<typeof payableLinkSchema>;
export type WataTransaction = z.output<typeof transactionSchema>;

/** A page of a list. */
export const listOf = <S extends z.ZodType>(each: S) =>
  z.object({ items: z.array(each) }).transform(({ items }) => items);

/** What a refund is answered with: it is only begun. */
export const refundSchema = z.object({ transactionStatus: z.string(), errorCode: besides(z.string()) });
/** Whose the token is. */
export const balanceSchema = z.object({ terminalPublicId: besides(name) });
