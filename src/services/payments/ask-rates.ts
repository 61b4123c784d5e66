import { z } from 'zod';
import { callGateway } from '#gateways/call-gateway.js';
import { gatewayBusy } from '#gateways/fault.js';
import { isAmount } from '#platform/money.js';
import { ratedCurrencies, sourceNames, type ToldRates } from './rates.js';

/** Toman a unit: above zero, as columns hold it. */
const rate = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => isAmount(text) && /[1-9]/.test(text) && Number(text) < 1e12)
  .refine((text) => (text.split('.')[1]?.length ?? 0) <= 8)
  .optional();
const answerSchema = z
  .object({ rub: rate, star: rate, usd: rate })
  .refine((rates) => Object.values(rates).some((one) => one !== undefined));

interface Source {
  readonly url: string;
  /** May it be in a private network? Tests and the sandbox only. */
  readonly mayCallPrivate: boolean;
}

/**
 * Asks a source for its rates: `{"usd": 105000, "rub": 1300.5, "star": "1400"}`, toman a unit, at least one of them; other
 * members are its own affair. Throws what `callGateway` throws, PermanentError `address.private`, and RetryableError
 * `gateway.garbage` for what is no such answer; half of one is none.
 */
export async function askRates({ url, mayCallPrivate }: Source): Promise<ToldRates> {
  const place = { gateway: 'rates', operation: 'ask', url, method: 'GET', money: 'untouched' } as const;
  const { status, text, json } = await callGateway({ ...place, isGuarded: !mayCallPrivate });
  const told = answerSchema.safeParse(json);
  if (status !== 200 || !told.success)
    throw gatewayBusy('gateway.garbage', { gateway: 'rates', said: `${status} ${text}`, money: 'untouched' });
  return Object.fromEntries(
    ratedCurrencies.flatMap((currency) => {
      const toman = told.data[sourceNames[currency]];
      return toman === undefined ? [] : [[currency, toman]];
    }),
  );
}
