/** How a phone proves that a bank's message comes from the tenant; docs/bank-messages.md is the contract, with examples. */
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { now } from '#platform/clock.js';
import { sameSecret } from '#platform/secrets.js';

/** What a request shows for a proof, before its body is known. */
export type MessageProof =
  | {
      readonly kind: 'signed';
      readonly timestamp: string;
      readonly nonce: string;
      readonly signature: string;
    }
  /** The body alone is signed: what forwarders of messages do by themselves. */
  | { readonly kind: 'body_signed'; readonly signature: string }
  /** Of a forwarder that cannot sign: the secret itself. */
  | { readonly kind: 'shown'; readonly secret: string };

/** A signature is fresh for so long before and after its time, in seconds. */
const windowSeconds = 300;
const hexDigest = /^(?:sha256=)?([\da-f]{64})$/i;
const bearer = /^Bearer ([\x21-\x7e]{1,1000})$/i;

const one = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};
const digestIn = (header: string): string | undefined => hexDigest.exec(header)?.[1]?.toLowerCase();

/** The proof that a request shows; undefined: none, or nothing that could be one. The strongest one counts. */
export function readProof(headers: IncomingHttpHeaders): MessageProof | undefined {
  if (headers['x-message-signature'] !== undefined) {
    const [timestamp, nonce] = [one(headers, 'x-message-timestamp'), one(headers, 'x-message-nonce')];
    const signature = digestIn(one(headers, 'x-message-signature'));
    const isWhole = /^\d{1,12}$/.test(timestamp) && /^[\w-]{16,64}$/.test(nonce);
    return signature !== undefined && isWhole ? { kind: 'signed', timestamp, nonce, signature } : undefined;
  }
  if (headers['x-signature'] !== undefined) {
    const signature = digestIn(one(headers, 'x-signature'));
    return signature === undefined ? undefined : { kind: 'body_signed', signature };
  }
  const secret = bearer.exec(one(headers, 'authorization'))?.[1];
  return secret === undefined ? undefined : { kind: 'shown', secret };
}

interface Proven {
  readonly botId: string;
  readonly secret: string;
  readonly body: Buffer;
}

/**
 * Does the proof hold for this body? `stale`: yes, but it was signed at another time. Compared in constant time. That one message
 * does nothing twice is not judged here: a worker knows it by what it says.
 */
export function judgeProof(
  proof: MessageProof,
  { botId, secret, body }: Proven,
): 'right' | 'stale' | 'wrong' {
  if (proof.kind === 'shown') return sameSecret(proof.secret, secret) ? 'right' : 'wrong';
  const hmac = createHmac('sha256', secret);
  if (proof.kind === 'body_signed')
    return sameSecret(proof.signature, hmac.update(body).digest('hex')) ? 'right' : 'wrong';
  const { timestamp, nonce, signature } = proof;
  const head = ['bank-message-1', botId, timestamp, nonce, ''].join('\n');
  if (!sameSecret(signature, hmac.update(head).update(body).digest('hex'))) return 'wrong';
  return Math.abs(now() / 1_000 - Number(timestamp)) <= windowSeconds ? 'right' : 'stale';
}
