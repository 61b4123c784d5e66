import { heleketSignature, type HeleketMerchant } from './heleket-requests.js';

/** JSON as PHP writes it: slashes escaped, Unicode as it is. */
const phpJson = (value: object): string => JSON.stringify(value).replaceAll('/', '\\/');

/** The body of a webhook, with its signature as the last member. */
export function signHeleketWebhook({ apiKey }: HeleketMerchant, told: object): string {
  const text = phpJson(told);
  return `${text.slice(0, -1)},"sign":"${heleketSignature(text, apiKey)}"}`;
}

const tries = 8;
const firstPauseMs = 500;

async function post(url: string, body: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).status === 200;
  } catch {
    return false;
  }
}

/** Tells until 200 is answered. Resolves after the first try. */
export async function tellHeleket(url: string, body: string, attempt = 1): Promise<void> {
  if (await post(url, body)) return;
  if (attempt < tries)
    setTimeout(() => void tellHeleket(url, body, attempt + 1), firstPauseMs * 2 ** (attempt - 1)).unref();
}
