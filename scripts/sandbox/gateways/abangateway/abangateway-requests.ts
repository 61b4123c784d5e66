import { isIP } from 'node:net';
import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** What an invoice takes; what the real one would ignore is refused here, so that nothing is sent in vain. */
const invoiceRequest = z.strictObject({
  amount_rial: z.int().positive(),
  order_id: z.string().min(1).max(128).optional(),
  callback_url: z.url().max(512).optional(),
  return_url: z.url().max(512).optional(),
  description: z.string().max(1_000).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  expiry_minutes: z.int().min(1).max(1_440).default(30),
});
export type AbangatewayGiven = z.output<typeof invoiceRequest>;

/** What is wrong with a request, as the API says it; a request without a body must have none, or `{}`. */
export function readAbangatewayRequest({ headers, body }: Pick<StandInCall, 'body' | 'headers'>) {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return invoiceRequest.safeParse(isJson ? parseJson(body.toString()) : undefined);
}

/** Takes it a callback there? Public addresses by HTTPS, and this very machine, where the sandbox's fleet is. */
export function isSafeCallback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (hostname === '127.0.0.1' || hostname === 'localhost') return true;
  return protocol === 'https:' && isIP(hostname.replace(/[[\]]/g, '')) === 0 && hostname.includes('.');
}
