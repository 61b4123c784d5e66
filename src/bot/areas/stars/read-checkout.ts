import { z } from 'zod';
import { isLanguage, type Language } from '#platform/language.js';
import type { Named } from '#services/people/name-fault.js';

/** What Telegram asks before it takes money from somebody. */
export interface Checkout {
  readonly queryId: string;
  /** Telegram id of who pays. */
  readonly payerId: string;
  /** What their account is called now. */
  readonly payer: Named;
  /** The language of the payer's Telegram, when we speak it. */
  readonly hint: Language | undefined;
  readonly currency: string;
  /** In the smallest units of the currency. */
  readonly amount: number;
  /** What the invoice carries: our name of the payment. */
  readonly payload: string;
}

const query = z.looseObject({
  id: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  from: z.looseObject({
    id: z.number().int().positive(),
    first_name: z.string().default(''),
    last_name: z.string().optional(),
    username: z.string().optional(),
    language_code: z.string().optional().catch(undefined),
  }),
  currency: z.string(),
  total_amount: z.number().int(),
  invoice_payload: z.string(),
});

/** Reads a pre-checkout query; undefined when it is none that can be answered. */
export function readCheckout(update: Readonly<Record<string, unknown>>): Checkout | undefined {
  const { data } = query.safeParse(update.pre_checkout_query);
  if (!data) return undefined;
  const spoken = data.from.language_code?.slice(0, 35).toLowerCase().split('-')[0];
  return {
    queryId: data.id,
    payerId: String(data.from.id),
    payer: {
      firstName: data.from.first_name,
      lastName: data.from.last_name ?? null,
      username: data.from.username ?? null,
    },
    hint: isLanguage(spoken) ? spoken : undefined,
    currency: data.currency,
    amount: data.total_amount,
    payload: data.invoice_payload,
  };
}
