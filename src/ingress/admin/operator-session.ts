import { randomBytes } from 'node:crypto';
import { now } from '#platform/clock.js';
import { sameSecret, type Vault } from '#platform/secrets.js';
import { hourMs } from '#platform/units.js';
import type { Operator } from './authenticate-operator.js';

/** Hours that a sign-in lasts. */
export const sessionHours = 12;
/** Name of the operators' cookie. */
export const sessionCookie = 'remnafleet_operator';

/** What a cookie of ours says; whose token it came from is looked up anew at each request. */
export interface OperatorSession {
  readonly until: number;
  readonly nonce: string;
  /** `master`, or the id of a read-only token. */
  readonly id: string;
  /** Does it stem from this operator's token, as it is now? */
  isOf(operator: Operator): boolean;
}

const signed = (vault: Vault, text: string, tokenHash: string): string =>
  vault.sign('operator', `${text}.${tokenHash}`);

/** A new cookie value; it ends with the sign-in's time, or when the operator's token is changed or revoked. */
export function openSession(vault: Vault, { id, tokenHash }: Operator): string {
  const text = `${now() + sessionHours * hourMs}.${randomBytes(12).toString('base64url')}.${id}`;
  return `${text}.${signed(vault, text, tokenHash)}`;
}

/** Reads a cookie whose time is not over; nothing in it may be believed before `isOf` said yes. */
export function readSession(vault: Vault, cookie: string | undefined): OperatorSession | undefined {
  const [until, nonce, id, signature, ...more] = cookie?.split('.') ?? [];
  if (!until || !nonce || !id || !signature || more.length || !(Number(until) > now())) return undefined;
  return {
    until: Number(until),
    nonce,
    id,
    isOf: (operator) =>
      operator.id === id &&
      sameSecret(signature, signed(vault, `${until}.${nonce}.${id}`, operator.tokenHash)),
  };
}
