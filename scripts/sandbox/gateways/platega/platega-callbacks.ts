import type { PlategaMerchant } from './platega-world.js';

/** A callback as it is sent: nothing signs it, the shop's own key stands in a header. */
export interface PlategaCallback {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const plategaCallbackOf = ({ id, secret }: PlategaMerchant, told: object): PlategaCallback => ({
  body: JSON.stringify(told),
  headers: { 'content-type': 'application/json', 'X-MerchantId': id, 'X-Secret': secret },
});

const timeoutMs = 60_000;
const pauseMs = 5 * 60_000;
const repeats = 3;

async function post(url: string, { body, headers }: PlategaCallback): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).status === 200;
  } catch {
    return false;
  }
}

/** Tells a shop until it hears, three times more with five minutes between; resolves after the first try. */
export async function tellPlategaShop(
  callbackUrl: string | null,
  callback: PlategaCallback,
  left = repeats,
): Promise<boolean> {
  if (callbackUrl === null) return false;
  if (await post(callbackUrl, callback)) return true;
  if (left > 0) setTimeout(() => void tellPlategaShop(callbackUrl, callback, left - 1), pauseMs).unref();
  return false;
}

/** What is sent when the address is saved in the cabinet. */
export const tryPlategaAddress = (url: string): Promise<boolean> => post(url, { body: '', headers: {} });
