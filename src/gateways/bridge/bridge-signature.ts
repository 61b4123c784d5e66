/** How a bridge and the fleet sign what they say to each other; docs/bridge.md is the contract, with examples. */
import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '#platform/secrets.js';

/** A signature is fresh for so long before and after its time, in seconds. */
const windowSeconds = 300;

/** What stands in a signed message before its body, a line each. */
type Lines = readonly [purpose: 'answer' | 'callback' | 'request', ...rest: string[]];

const digest = (secret: string, [purpose, ...rest]: Lines, body: string | Buffer): string =>
  createHmac('sha256', secret)
    .update([`bridge-1 ${purpose}`, ...rest, ''].join('\n'))
    .update(body)
    .digest('hex');

interface SignedRequest {
  readonly method: string;
  /** With its query, as in the address that is called. */
  readonly path: string;
  readonly body: string;
  /** Unix seconds; default: now. */
  readonly timestamp?: string;
  /** 16 to 64 of `[A-Za-z0-9_-]`, never the same again; default: a new one. */
  readonly nonce?: string;
}

/** The three headers of a request to a bridge. */
export function signRequest(secret: string, request: SignedRequest) {
  const { method, path, body } = request;
  const { timestamp = String(Math.floor(Date.now() / 1000)), nonce = randomBytes(16).toString('hex') } =
    request;
  return {
    'x-bridge-timestamp': timestamp,
    'x-bridge-nonce': nonce,
    'x-bridge-signature': digest(secret, ['request', timestamp, nonce, `${method} ${path}`], body),
  };
}

interface SignedAnswer {
  /** That of the request which it answers. */
  readonly nonce: string;
  readonly status: number;
  readonly text: string;
  readonly signature: string | undefined;
}

/** Did the bridge sign this answer, to this very request? */
export const isSignedAnswer = (
  secret: string,
  { nonce, status, text, signature = '' }: SignedAnswer,
): boolean => sameSecret(signature.toLowerCase(), digest(secret, ['answer', nonce, String(status)], text));

/** The headers that a callback is signed with. */
export const signatureHeaders = ['x-bridge-timestamp', 'x-bridge-nonce', 'x-bridge-signature'] as const;

interface SignedCallback {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Is a callback signed? `stale`: yes, but not now, so it may be an old one that somebody sends again. */
export function judgeSignature(
  secret: string,
  { headers, body }: SignedCallback,
): 'fresh' | 'stale' | 'wrong' {
  const [timestamp = '', nonce = '', signature = ''] = signatureHeaders.map((name) => headers[name]);
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\w-]{16,64}$/.test(nonce)) return 'wrong';
  if (!sameSecret(signature.toLowerCase(), digest(secret, ['callback', timestamp, nonce], body)))
    return 'wrong';
  return Math.abs(Date.now() / 1000 - Number(timestamp)) <= windowSeconds ? 'fresh' : 'stale';
}
