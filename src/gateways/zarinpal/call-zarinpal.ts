import { z } from 'zod';
import { callGateway } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';

const minute = 60_000;
/** What its refusals are for us: people must mend something, or (`pauses`) it is asked again. Any other is waited out too. */
const meanings = {
  'gateway.account_off': '-11 -15 -16 -17 -19',
  'gateway.amount': '-4 -41',
  'gateway.flood': '-12 -13',
  'gateway.misconfigured': '-2 -14 -18',
  // Of members, referrers and shares, which are ours to send rightly; and of payments that are not there.
  'gateway.refused': '-3 -5 -9 -30 -31 -32 -33 -34 -35 -36 -37 -38 -39 -40 -53 -54 -55 429',
  'gateway.unauthorized': '-10',
  'gateway.unavailable': '-52',
} as const;
type Meaning = keyof typeof meanings;
const pauses: Readonly<Record<string, number>> = { '-12': minute, '-13': 10 * minute, '-52': minute };

/** PHP's empty object is `[]`, errors came in a list of one, codes as texts. */
const part = z.preprocess(
  (value) => (Array.isArray(value) ? (value as unknown[])[0] : value),
  z
    .looseObject({ code: z.union([z.int(), z.string().regex(/^-?\d+$/)]).transform(String) })
    .catch({ code: '' }),
);
const envelope = z.object({ data: part, errors: part }).catch({ data: { code: '' }, errors: { code: '' } });
/** What Zarinpal answered. */
export interface ZarinpalSaid {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly money: MoneyAfterFault;
}

/** One call; its code stands in the body, whatever the HTTP status is. `''`: it says none. */
export async function askZarinpal(
  operation: string,
  json: object,
  root: string,
  money: MoneyAfterFault,
): Promise<ZarinpalSaid> {
  const url = `${root}/pg/v4/payment/${operation}.json`;
  const answer = await callGateway({ gateway: 'zarinpal', url, json, operation, money });
  const { data, errors } = envelope.parse(answer.json);
  return { code: data.code || errors.code, data, text: `${answer.status} ${answer.text}`, money };
}

/** What a refusal means: people must mend something, or it is asked again. */
export function zarinpalFault({ code, text, money }: ZarinpalSaid): Error {
  const means = (Object.keys(meanings) as Meaning[]).find((one) => meanings[one].split(' ').includes(code));
  const fault = { gateway: 'zarinpal', said: means && code !== '-9' ? code : text, money };
  const retryAfterMs = pauses[code];
  if (means && retryAfterMs === undefined) return gatewayRefused(means, fault);
  return gatewayBusy(means ?? 'gateway.garbage', { ...fault, ...(retryAfterMs && { retryAfterMs }) });
}

/** What a call is for; throws what refuses it. */
export async function demandZarinpal(asked: Promise<ZarinpalSaid>): Promise<ZarinpalSaid['data']> {
  const said = await asked;
  if (said.code !== '100') throw zarinpalFault(said);
  return said.data;
}
