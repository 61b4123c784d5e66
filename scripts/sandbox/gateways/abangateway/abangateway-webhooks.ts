import { createHmac, randomUUID } from 'node:crypto';

export interface AbangatewayWebhook {
  readonly event: string;
  readonly body: string;
  readonly signature: string;
}

/** Signs what is told, over the very bytes that are sent. */
export function signAbangatewayWebhook(secret: string, told: { readonly event: string }): AbangatewayWebhook {
  const body = JSON.stringify(told);
  return { event: told.event, body, signature: createHmac('sha256', secret).update(body).digest('hex') };
}

/** Pauses before each further try. */
const pausesMs = [10_000, 30_000, 120_000, 600_000, 3_600_000];

async function post(url: string, { event, body, signature }: AbangatewayWebhook): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    'x-event': event,
    'x-delivery-id': randomUUID(),
    'x-timestamp': String(Math.floor(Date.now() / 1_000)),
    'x-signature': signature,
  };
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).ok;
  } catch {
    return false;
  }
}

/** Tells of it, and five times more where it is not heard. Resolves after the first try. */
export async function tellAbangatewayWebhook(
  url: string,
  webhook: AbangatewayWebhook,
  tries = 0,
): Promise<void> {
  if (await post(url, webhook)) return;
  const pauseMs = pausesMs[tries];
  if (pauseMs !== undefined)
    setTimeout(() => void tellAbangatewayWebhook(url, webhook, tries + 1), pauseMs).unref();
}
