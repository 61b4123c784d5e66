import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The pair by which WATA signs, for all its merchants. */
export interface WataKey {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const newWataKey = (): WataKey => generateKeyPairSync('rsa', { modulusLength: 2_048 });

export interface WataWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs what is told, over the very bytes that are sent. */
export function signWataWebhook({ privateKey }: WataKey, told: object): WataWebhook {
  const body = JSON.stringify(told);
  const signature = createSign('RSA-SHA512').update(body).sign(privateKey, 'base64');
  return { body, headers: { 'content-type': 'application/json', 'x-signature': signature } };
}

/** One try; was it heard within the time? */
export async function postWataWebhook(
  url: string,
  { body, headers }: WataWebhook,
  timeoutMs: number,
): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { status } = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return status === 200;
  } catch {
    return false;
  }
}

const firstPauseMs = 500;
/** With pauses that double, some 32 hours. */
const tries = 18;

/** Tells of what is done until it is heard. Resolves after the first try. */
export async function tellWata(url: string, webhook: WataWebhook, attempt = 1): Promise<void> {
  if (await postWataWebhook(url, webhook, 60_000)) return;
  if (attempt < tries)
    setTimeout(() => void tellWata(url, webhook, attempt + 1), firstPauseMs * 2 ** (attempt - 1)).unref();
}
