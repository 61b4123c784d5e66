import { isForeignKeyViolation } from '#platform/database.js';
import { PermanentError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import type { Tx } from '#tenancy/scope.js';

/** A request that changes something, as its repeat is recognised. */
export interface IdempotentRequest {
  /** Whose rows it changes; undefined: the fleet's. */
  readonly botId: string | undefined;
  readonly caller: string;
  /** `key:` and the client's Idempotency-Key, or `job:` and the number of the job. */
  readonly key: string;
  /** HMAC of what was asked: a bare hash could be tried against every number of a card. */
  readonly fingerprint: string;
  /** SHA-256 of it, by which versions before this one kept it; until what they kept has gone by its age. */
  readonly earlierFingerprint?: string;
}

const claimBot = `
  insert into admin_requests (bot_id, caller, request_key, fingerprint) values ($1, $2, $3, $4)
  on conflict (bot_id, caller, request_key) do nothing returning 1`;
const claimFleet = `
  insert into fleet_admin_requests (caller, request_key, fingerprint) values ($1, $2, $3)
  on conflict (caller, request_key) do nothing returning 1`;
const readBot = `
  select fingerprint, sealed_answer from admin_requests where bot_id = $1 and caller = $2 and request_key = $3`;
const readFleet = `
  select fingerprint, sealed_answer from fleet_admin_requests where caller = $1 and request_key = $2`;
const keepBot = `
  update admin_requests set sealed_answer = $4 where bot_id = $1 and caller = $2 and request_key = $3`;
const keepFleet = `update fleet_admin_requests set sealed_answer = $3 where caller = $1 and request_key = $2`;

const placeOf = ({ botId, caller, key }: IdempotentRequest): string[] =>
  botId === undefined ? [caller, key] : [botId, caller, key];
const ownerOf = (request: IdempotentRequest): string => `answered ${placeOf(request).join(' ')}`;

/**
 * Claims a request in the transaction that will do it: false when it was done before. While another transaction is doing
 * it, waits for the end of that. Keeps the bot from being deleted until the transaction ends; throws
 * PermanentError('bot.unknown') when it was deleted just now.
 */
export async function claimRequest(tx: Tx, request: IdempotentRequest): Promise<boolean> {
  const claim = request.botId === undefined ? claimFleet : claimBot;
  try {
    const rows = await tx.sql(claim, [...placeOf(request), request.fingerprint]);
    return rows.length > 0;
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new PermanentError('bot.unknown', { cause: error });
    throw error;
  }
}

/** Keeps the answer of a claimed request, sealed, together with the commit of the same transaction. */
export function keepAnswer(
  tx: Tx,
  request: IdempotentRequest,
  { vault, answer }: { readonly vault: Vault; readonly answer: string },
): void {
  const keep = request.botId === undefined ? keepFleet : keepBot;
  tx.withCommit(keep, [...placeOf(request), vault.encrypt(answer, ownerOf(request))]);
}

/**
 * The answer of a request that was done, or undefined when it was not. Throws PermanentError
 * 'idempotency.mismatch' when the key was another request's, 'idempotency.unreadable' when its answer is sealed under
 * another APP_SECRET.
 */
export async function recallAnswer(
  tx: Tx,
  request: IdempotentRequest,
  vault: Vault,
): Promise<string | undefined> {
  const recall = request.botId === undefined ? readFleet : readBot;
  const [row] = await tx.sql<{ fingerprint: string; sealed_answer: string | null }>(recall, placeOf(request));
  if (!row) return undefined;
  const isSame = [request.fingerprint, request.earlierFingerprint].includes(row.fingerprint);
  if (!isSame && row.sealed_answer === null) throw new PermanentError('idempotency.mismatch');
  const answer = openAnswer(row.sealed_answer ?? '', request, vault);
  if (!isSame) throw new PermanentError('idempotency.mismatch');
  return answer;
}

/** Under another APP_SECRET the fingerprint is another too, so nothing can be said of the request but this. */
function openAnswer(sealed: string, request: IdempotentRequest, vault: Vault): string {
  try {
    return vault.decrypt(sealed, ownerOf(request));
  } catch (error) {
    throw new PermanentError('idempotency.unreadable', { cause: error });
  }
}
