import { createHmac } from 'node:crypto';
import type { TributeAccount } from './tribute-calls.js';

/** A webhook as it is sent. */
export interface TributeWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is told; the moment of sending is another each time. */
export interface TributeTold {
  readonly name: string;
  readonly createdAt: string;
  readonly payload: object;
}

/** Pauses between attempts, in minutes. */
const pauses = [5, 15, 30, 60, 120, 240, 480, 480];

/** Signs what is told, as the documentation has it: over the very bytes that are sent. */
export function signTribute(
  { apiKey }: Pick<TributeAccount, 'apiKey'>,
  { name, createdAt, payload }: TributeTold,
): TributeWebhook {
  const body = JSON.stringify({ name, created_at: createdAt, sent_at: new Date().toISOString(), payload });
  const signature = createHmac('sha256', apiKey).update(body).digest('hex');
  return { body, headers: { 'content-type': 'application/json', 'trbt-signature': signature } };
}

async function post(url: string, { body, headers }: TributeWebhook): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).ok;
  } catch {
    return false;
  }
}

/** Tells an account until it hears, for a day. Resolves after the first attempt. */
export async function tellTribute(account: TributeAccount, told: TributeTold, attempt = 0): Promise<void> {
  const { webhookUrl } = account;
  if (webhookUrl === null || (await post(webhookUrl, signTribute(account, told)))) return;
  const minutes = pauses[attempt];
  if (minutes !== undefined)
    setTimeout(() => void tellTribute(account, told, attempt + 1), minutes * 60_000).unref();
}
