import { createHash, createHmac } from 'node:crypto';
import type { CryptobotApp } from './cryptobot-calls.js';

interface Webhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const attempts = 17;
const firstPauseMs = 500;

/** Signs what is told, as the documentation has it: over the very bytes that are sent. */
function sign(token: string, update: object): Webhook {
  const body = JSON.stringify(update);
  const key = createHash('sha256').update(token).digest();
  const signature = createHmac('sha256', key).update(body).digest('hex');
  return { body, headers: { 'content-type': 'application/json', 'crypto-pay-api-signature': signature } };
}

async function post(url: string, { body, headers }: Webhook): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).ok;
  } catch {
    return false;
  }
}

/** Tells an app until it hears: 17 times with pauses that double, then its webhook is switched off. Resolves after the first. */
async function tell(app: CryptobotApp, webhook: Webhook, attempt = 1): Promise<void> {
  const { webhookUrl } = app;
  if (webhookUrl === null || (await post(webhookUrl, webhook))) return;
  if (attempt < attempts)
    setTimeout(() => void tell(app, webhook, attempt + 1), firstPauseMs * 2 ** (attempt - 1)).unref();
  else app.webhookUrl = null;
}

export const tellCryptobotApp = { sign, tell };
