import { LRUCache } from 'lru-cache';
import { enqueue } from '#jobs/enqueue.js';
import { botBounds } from '#platform/bounds.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { newApiToken, sha256 } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** An API token of a bot without the token itself; the bot's first has the id `0`. */
export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

/** The bot's first token, which was made with it. */
const firstTokenId = '0';

const readTokens = `
  select '0' as id, 'first token' as name, 'write' as scope, created_at, null::timestamptz as expires_at,
    api_token_used_at as last_used_at, null::timestamptz as revoked_at
  from bots where id = $1 and api_token_hash is not null
  union all
  (select id::text, name, scope, created_at, expires_at, last_used_at, revoked_at from api_tokens
   where bot_id = $1 and coalesce(least(revoked_at, expires_at), 'infinity') > now() - interval '90 days'
   order by api_tokens.id)`;

/** The API tokens of a bot, revoked and expired ones of the last 90 days too. */
export const listApiTokens = ({ botId }: Tenant, tx: Tx): Promise<ApiTokenView[]> =>
  tx.sql<ApiTokenView>(readTokens, [botId]);

/** One of them. Throws PermanentError('resource.unknown'). */
export async function findApiToken(tenant: Tenant, tx: Tx, id: string): Promise<ApiTokenView> {
  const found = (await listApiTokens(tenant, tx)).find((token) => token.id === id);
  if (!found) throw new PermanentError('resource.unknown');
  return found;
}

// Tokens of one bot are made one after another, so that no two of them together are too many.
const lockBot = 'select id from bots where id = $1 for no key update';
const countLive = `
  select count(*)::int as count from api_tokens
  where bot_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())`;
const forgetEnded = `
  delete from api_tokens where bot_id = $1 and id = any(array(
    select id from api_tokens where bot_id = $1 and least(revoked_at, expires_at) <= now()
    order by least(revoked_at, expires_at) desc, id desc offset $2))`;
const insertToken = `
  insert into api_tokens (bot_id, name, token_hash, scope, expires_at) values ($1, $2, $3, $4, $5)
  returning id::text, name, scope, created_at, expires_at, last_used_at, revoked_at`;

export interface NewApiToken {
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly expiresAt: Date | null;
}

/**
 * Makes an API token; the token itself is returned this once. Of those that ended the oldest are forgotten. Throws PermanentError 'api_token.too_many' or
 * 'api_token.expiry_past'.
 */
export async function createApiToken(
  tenant: Tenant,
  tx: Tx,
  { name, scope, expiresAt }: NewApiToken,
): Promise<{ token: ApiTokenView; secret: string }> {
  if (expiresAt && expiresAt.getTime() <= now()) throw new PermanentError('api_token.expiry_past');
  await tx.sql(lockBot, [tenant.botId]);
  const [live] = await tx.sql<{ count: number }>(countLive, [tenant.botId]);
  if ((live?.count ?? 0) >= botBounds.liveTokens) throw new PermanentError('api_token.too_many');
  await tx.sql(forgetEnded, [tenant.botId, botBounds.endedTokens]);
  const secret = newApiToken();
  const values = [tenant.botId, name, sha256(secret), scope, expiresAt];
  const [token] = await tx.sql<ApiTokenView>(insertToken, values);
  await enqueue(tenant, 'bot.publish', {});
  return { token: token as ApiTokenView, secret };
}

const revokeFirst = 'update bots set api_token_hash = null, updated_at = clock_timestamp() where id = $1';
const revokeNamed = `
  update api_tokens set revoked_at = now(), updated_at = now() where bot_id = $1 and id = $2 and revoked_at is null`;

/** Ends an API token; ending an ended one changes nothing. Throws PermanentError('resource.unknown'). */
export async function revokeApiToken(tenant: Tenant, tx: Tx, id: string): Promise<void> {
  await findApiToken(tenant, tx, id);
  if (id === firstTokenId) await tx.sql(revokeFirst, [tenant.botId]);
  else await tx.sql(revokeNamed, [tenant.botId, id]);
  await enqueue(tenant, 'bot.publish', {});
}

const replaceFirst = 'update bots set api_token_hash = $2, updated_at = clock_timestamp() where id = $1';

/** Gives a bot another first API token; it is returned this once. */
export async function rotateFirstToken(tenant: Tenant, tx: Tx): Promise<string> {
  const secret = newApiToken();
  await tx.sql(replaceFirst, [tenant.botId, sha256(secret)]);
  await enqueue(tenant, 'bot.publish', {});
  return secret;
}

const useFirst = `
  update bots set api_token_used_at = now()
  where id = $1 and (api_token_used_at is null or api_token_used_at < now() - interval '1 minute')`;
const useNamed = `
  update api_tokens set last_used_at = now()
  where bot_id = $1 and id = $2 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

const notedEveryMs = 60_000;
const noted = new LRUCache<string, true>({ max: 10_000, ttl: notedEveryMs });

/** Notes that a token was used, to the minute; this process asks PostgreSQL at most once a minute for each. */
export async function noteTokenUse(tenant: Tenant, id: string): Promise<void> {
  const key = `${tenant.botId} ${id}`;
  if (noted.has(key)) return;
  noted.set(key, true);
  await tenant.db((tx) =>
    id === firstTokenId ? tx.sql(useFirst, [tenant.botId]) : tx.sql(useNamed, [tenant.botId, id]),
  );
}
