import { randomBytes } from 'node:crypto';
import { now } from '#platform/clock.js';
import { sameSecret, sha256, type Vault } from '#platform/secrets.js';

/** Hours that a sign-in lasts. */
export const sessionHours = 12;
/** Name of the operators' cookie. */
export const sessionCookie = 'remnafleet_operator';

const signed = (vault: Vault, text: string, masterHash: string): string =>
  vault.sign('operator', `${text}.${masterHash}`);

/** A new cookie value; it ends with the sign-in's time, or when the master token is changed. */
export function openSession(vault: Vault, masterHash: string): string {
  const text = `${now() + sessionHours * 3_600_000}.${randomBytes(12).toString('base64url')}`;
  return `${text}.${signed(vault, text, masterHash)}`;
}

/** Is it a cookie of ours whose time is not over? */
export function isSession(vault: Vault, masterHash: string, cookie: string | undefined): boolean {
  const [until, nonce, signature] = cookie?.split('.') ?? [];
  if (!until || !nonce || !signature) return false;
  const isOurs = sameSecret(signature, signed(vault, `${until}.${nonce}`, masterHash));
  return isOurs && Number(until) > now();
}

/** Is it the master API token? */
export const isMasterToken = (token: string, masterHash: string): boolean =>
  sameSecret(sha256(token.trim()), masterHash);
