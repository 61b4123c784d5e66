import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { hourMs, minuteMs } from '#platform/units.js';
import { callGateway } from '../call-gateway.js';

/** The key of an environment of WATA, the same for every merchant. */
interface Kept {
  /** The last good one; it stays when no newer one can be had. */
  key?: KeyObject;
  /** When it was asked for last, and when that succeeded. */
  askedAt: number;
  readAt: number;
  asking?: Promise<void>;
}

/** There are two environments, and who puts another in their place has one more. */
const mostKept = 8;
const kept = new LRUCache<string, Kept>({ max: mostKept });
/** How long a key counts without a question whether it still does. */
const freshForMs = hourMs;
/** Whoever sends wrong signatures makes us ask no more often than this. */
const leastPauseMs = minuteMs;

const answerSchema = z.object({ value: z.string() });

/** PEM of either kind; its line ends may be written out. */
function readKey(json: unknown, text: string): KeyObject | undefined {
  const pem = answerSchema.safeParse(json).data?.value ?? text;
  try {
    const key = createPublicKey(pem.replaceAll('\\n', '\n'));
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}

async function fetchKey(root: string, one: Kept): Promise<void> {
  one.askedAt = now();
  const asked = { gateway: 'wata', operation: 'public-key', method: 'GET', money: 'untouched' } as const;
  try {
    const { status, json, text } = await callGateway({ ...asked, url: `${root}/public-key` });
    const key = status === 200 ? readKey(json, text) : undefined;
    if (key) Object.assign(one, { key, readAt: one.askedAt });
  } catch (error) {
    if (!(error instanceof RetryableError) && !(error instanceof PermanentError)) throw error;
  }
}

/** Asks for the key, but not again within a minute; all who need it meanwhile wait for one answer. */
async function renew(root: string, one: Kept): Promise<void> {
  if (!one.asking && now() - one.askedAt < leastPauseMs) return;
  one.asking ??= fetchKey(root, one).finally(() => {
    delete one.asking;
  });
  return one.asking;
}

/**
 * Did WATA sign these bytes? undefined: that cannot be said, for its key was not to be had. A wrong signature may be of a newer
 * key, so that is asked for first.
 */
export async function isSignedByWata(
  root: string,
  { body, signature }: { readonly body: Buffer; readonly signature: string },
): Promise<boolean | undefined> {
  const one = kept.get(root) ?? { askedAt: -Infinity, readAt: -Infinity };
  kept.set(root, one);
  const bytes = Buffer.from(signature, 'base64');
  const isRight = (): boolean => one.key !== undefined && verify('sha512', body, one.key, bytes);
  if (now() - one.readAt > freshForMs) await renew(root, one);
  if (isRight()) return true;
  await renew(root, one);
  if (isRight()) return true;
  return one.readAt === one.askedAt ? false : undefined;
}
