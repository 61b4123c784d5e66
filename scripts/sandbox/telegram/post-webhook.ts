import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Json, Webhook } from './types.js';

const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 200, timeout: 60_000 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 200, timeout: 60_000 }),
};
const maxRetryAfterSeconds = 3600;

/** One delivery of an update. */
export interface WebhookDelivery {
  webhook: Webhook;
  update: Json;
  timeoutMs: number;
  signal: AbortSignal;
}

/** How a webhook took an update: an error in the server's words, or success, perhaps with a call. */
export interface WebhookAnswer {
  error?: string;
  retryAfterMs?: number;
  call?: Json;
}

/** Posts one update; never rejects. */
export function postWebhook(delivery: WebhookDelivery): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const body = Buffer.from(JSON.stringify(delivery.update));
    const request = open(delivery.webhook, body, (response) => {
      readAnswer(response).then(resolve, (error: Error) => resolve({ error: connectionError(error) }));
    });
    request.setTimeout(delivery.timeoutMs, () => request.destroy(new Error('Read timeout expired')));
    request.on('error', (error) => resolve({ error: connectionError(error) }));
    const abort = (): void => void request.destroy(new Error('the sandbox closes'));
    delivery.signal.addEventListener('abort', abort, { once: true });
    request.on('close', () => delivery.signal.removeEventListener('abort', abort));
    request.end(body);
  });
}

function open(
  webhook: Webhook,
  body: Buffer,
  onResponse: (response: IncomingMessage) => void,
): ClientRequest {
  const url = new URL(webhook.url);
  const headers: Record<string, string | number> = {
    'content-type': 'application/json',
    'content-length': body.length,
    'user-agent': 'TelegramBot (like TwitterBot)',
  };
  if (webhook.secretToken) headers['x-telegram-bot-api-secret-token'] = webhook.secretToken;
  const isSecure = url.protocol === 'https:';
  const agent = isSecure ? agents['https:'] : agents['http:'];
  return (isSecure ? httpsRequest : httpRequest)(url, { method: 'POST', headers, agent }, onResponse);
}

async function readAnswer(response: IncomingMessage): Promise<WebhookAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { call: callIn(Buffer.concat(chunks)) };
  const seconds = Number(response.headers['retry-after'] ?? 0);
  const retryAfterMs = seconds > 0 ? Math.min(seconds, maxRetryAfterSeconds) * 1000 : undefined;
  return {
    error: `Wrong response from the webhook: ${status} ${response.statusMessage ?? ''}`.trim(),
    retryAfterMs,
  };
}

function callIn(body: Buffer): Json | undefined {
  if (!body.includes('"method"')) return undefined;
  try {
    const call = JSON.parse(body.toString()) as Json;
    return typeof call.method === 'string' ? call : undefined;
  } catch {
    return undefined;
  }
}

function connectionError(error: Error & { code?: string }): string {
  if (error.code === 'ECONNREFUSED') return 'Connection refused';
  if (error.code === 'ECONNRESET') return 'Connection reset by peer';
  return error.message;
}
