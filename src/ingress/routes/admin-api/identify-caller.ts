import type { Context } from 'koa';
import type { RequestCaller } from '#api/caller.js';
import { isWrite, type Endpoint } from '#api/endpoint.js';
import type { DirectoryFollower } from '#directory/directory.js';
import { pause } from '#platform/clock.js';
import { sameSecret, sha256 } from '#platform/secrets.js';
import { ApiRefusal } from './refuse.js';

/** Whose token a request carries, and what it may. */
export interface Caller extends RequestCaller {
  /** The bot that the token belongs to; undefined: it reaches all. */
  readonly botId: string | undefined;
  readonly scope: 'read' | 'write';
  /** Names the token in limits; not the token itself. */
  readonly key: string;
}

type Known = Pick<DirectoryFollower, 'byApiTokenHash' | 'isLoaded' | 'masterTokenHash' | 'refresh'>;

const challenge = { 'www-authenticate': 'Bearer' };

/**
 * Tells the owner of a request's token. Throws ApiRefusal 400 for two different ones, 401 for none that is good. Wrong
 * tokens, however many, keep no right one out.
 */
export function knowCallers(directory: Known): (ctx: Context) => Promise<Caller> {
  const lookAgain = sharedLook(directory);
  return async (ctx) => {
    const token = tokenOf(ctx);
    if (!directory.isLoaded() || !directory.masterTokenHash())
      throw new ApiRefusal({
        code: 'server.busy',
        detail: 'The list of bots is not loaded yet.',
        headers: { 'retry-after': '2' },
      });
    const caller = token && (ownerOf(directory, token) ?? (await lookAgain(token)));
    if (!caller) throw new ApiRefusal({ code: 'token.invalid', headers: challenge });
    return caller;
  };
}

function tokenOf(ctx: Context): string | undefined {
  const plain = ctx.get('x-api-token').trim();
  const bearer = /^Bearer +(\S+) *$/i.exec(ctx.get('authorization'))?.[1];
  if (plain && bearer && plain !== bearer) throw new ApiRefusal({ code: 'token.conflict' });
  return plain || bearer;
}

function ownerOf(directory: Known, token: string): Caller | undefined {
  const hash = sha256(token);
  const key = hash.slice(0, 24);
  if (sameSecret(hash, directory.masterTokenHash() ?? ''))
    return { kind: 'master', id: null, name: null, botId: undefined, scope: 'write', key };
  const owner = directory.byApiTokenHash(hash);
  if (!owner) return undefined;
  const { id, name, scope } = owner.token;
  return { kind: 'token', id, name, botId: owner.bot.botId, scope, key };
}

const againMs = 100;

/**
 * A token that was made a moment ago may not have come here yet, so an unknown one is looked up anew. All that come in a
 * tenth of a second share one look, the next one: junk costs Redis ten looks a second, and nobody's token is left out.
 */
function sharedLook(directory: Known): (token: string) => Promise<Caller | undefined> {
  let lookedAt = -Infinity;
  let next: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    await pause(Math.max(0, lookedAt + againMs - performance.now()));
    [next, lookedAt] = [undefined, performance.now()];
    await directory.refresh().catch(() => undefined); // Redis is away: what is known stands.
  };
  return async (token) => {
    await (next ??= look());
    return ownerOf(directory, token);
  };
}

/** Throws ApiRefusal when the caller may not use the endpoint: 404 for another's bot, then 403. */
export function authorize(
  caller: Caller,
  endpoint: Endpoint,
  params: Readonly<Record<string, string>>,
): void {
  if (caller.botId === undefined) return;
  if (params.bot_id !== undefined && params.bot_id !== caller.botId)
    throw new ApiRefusal({ code: 'bot.unknown' });
  if (endpoint.access === 'master') throw new ApiRefusal({ code: 'token.master_only' });
  if (caller.scope === 'read' && isWrite(endpoint)) throw new ApiRefusal({ code: 'token.read_only' });
}
