import { z } from 'zod';
import { callGateway } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';

const gateway = 'aqayepardakht';

/** What its refusals are for us: people must mend something. Any other is waited out. */
const meanings = {
  'gateway.account_off': ['-11', '-12'],
  'gateway.amount': ['-5'],
  // The address is not of the site that the gateway is registered for.
  'gateway.misconfigured': ['-14'],
  // Of members, which are ours to send rightly; and of payments that are not there, or of another sum.
  'gateway.refused': ['-1', '-2', '-3', '-4', '-7', '-8', '-10', '-13'],
  'gateway.unauthorized': ['-6', '-9'],
} as const;
type Meaning = keyof typeof meanings;

/** What Aqayepardakht answered. */
export interface AqayepardakhtSaid {
  /** As text, whatever it came as; `''`: it says none. */
  readonly code: string;
  /** Does it call that a success? */
  readonly isSuccess: boolean;
  /** Its name of a payment that was made. */
  readonly transid?: string | undefined;
  readonly text: string;
  readonly money: MoneyAfterFault;
}

const whole = z.union([z.int(), z.string().regex(/^-?\d{1,3}$/)]).transform(String);
/** Its names of payments; each is a part of an address. */
export const transidPattern = /^[\w-]{1,100}$/;
const answerSchema = z
  .object({
    code: whole.catch(''),
    status: z.string().catch(''),
    transid: z
      .union([z.int().nonnegative(), z.string()])
      .transform(String)
      .refine((text) => transidPattern.test(text))
      .optional()
      .catch(undefined),
  })
  .catch({ code: '', status: '', transid: undefined })
  .transform(({ status, ...said }) => ({ ...said, isSuccess: status === 'success' }));

/** One call; its code stands in the body, whatever the HTTP status is. Throws what `callGateway` throws. */
export async function askAqayepardakht(
  { root, operation, money }: { root: string; operation: 'create' | 'verify'; money: MoneyAfterFault },
  json: object,
): Promise<AqayepardakhtSaid> {
  const answer = await callGateway({ gateway, operation, url: `${root}/api/v2/${operation}`, json, money });
  return { ...answerSchema.parse(answer.json), text: `${answer.status} ${answer.text}`, money };
}

/** What a refusal means; what makes no sense is asked again. */
export function aqayepardakhtFault({ code, text, money }: AqayepardakhtSaid): Error {
  const means = (Object.keys(meanings) as Meaning[]).find((one) =>
    (meanings[one] as readonly string[]).includes(code),
  );
  if (means) return gatewayRefused(means, { gateway, said: code, money });
  return gatewayBusy('gateway.garbage', { gateway, said: text, money });
}
