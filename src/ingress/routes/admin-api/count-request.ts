import type { Context } from 'koa';
import { bodyBytesOf, isWrite, type Endpoint } from '#api/endpoint.js';
import type { Jobs } from '#jobs/queues.js';
import {
  boundsFor,
  leaveGate,
  leastBytesOfChange,
  checkRateLimit,
  windowSeconds,
  type RequestAllowance,
  type Met,
  type RequestBounds,
} from '#jobs/requests/rate-limit.js';
import { bytesOfJob, masterRoom, type RequestRoom } from '#jobs/requests/room.js';
import { RetryableError } from '#platform/errors.js';
import type { Caller } from './identify-caller.js';
import { ApiRefusal } from './refuse.js';

/** A request whose token and bot may make it. */
export interface Counted {
  readonly number: string;
  readonly room: RequestRoom;
  /** It becomes no job: it takes no room any more. */
  release(): void;
}

interface Request {
  readonly caller: Caller;
  readonly endpoint: Endpoint;
  /** Whose rows it is about, as in its job's number. */
  readonly botId: string;
  /** Requests a minute of the token. */
  readonly perMinute: number;
}

/**
 * Counts a request for its token and for its bot, and says in the headers what is left. Throws ApiRefusal 429 that names the
 * bound, RetryableError('redis.unavailable').
 */
export async function countRequest(
  jobs: Pick<Jobs, 'prefix' | 'redis'>,
  ctx: Context,
  { caller, endpoint, botId, perMinute }: Request,
): Promise<Counted> {
  const bounds = boundsFor(perMinute);
  const bodyBytes = largestBody(ctx, endpoint);
  const bytes = endpoint.scope === 'ingress' ? 0 : bytesOfJob + ctx.url.length + bodyBytes;
  const room = { owner: caller.botId ?? masterRoom, bytes };
  const asking = { token: caller.key, room, botId, isChange: isWrite(endpoint), bodyBytes };
  const admission = await checkRateLimit(jobs, bounds, asking).catch((error: unknown) => {
    throw new RetryableError('redis.unavailable', { cause: error, retryAfterMs: 2_000 });
  });
  say(ctx, bounds, admission);
  const { number, met } = admission;
  const release = (): void => void leaveGate(jobs, { room, botId, number }).catch(() => undefined); // It ends by itself.
  return met === undefined ? { number, room, release } : refuse(admission, met, bounds);
}

/** How large a body can become: what its length says, or all that the endpoint takes. */
function largestBody(ctx: Context, endpoint: Endpoint): number {
  if (!endpoint.body) return 0;
  const most = bodyBytesOf(endpoint);
  const isPacked = ctx.get('content-encoding') !== '';
  return isPacked || ctx.request.length === undefined ? most : Math.min(most, ctx.request.length);
}

function say(ctx: Context, bounds: RequestBounds, { left, resetSeconds }: RequestAllowance): void {
  const bytes = 'qu="content-bytes"';
  ctx.set(
    'ratelimit-policy',
    [
      `"default";q=${bounds.perMinute};w=${windowSeconds}`,
      `"bot";q=${bounds.botPerMinute};w=${windowSeconds}`,
      `"bytes";q=${bounds.botBytesPerMinute};w=${windowSeconds};${bytes}`,
    ].join(', '),
  );
  ctx.set(
    'ratelimit',
    [
      `"default";r=${left.token};t=${resetSeconds}`,
      `"bot";r=${left.bot};t=${resetSeconds}`,
      `"bytes";r=${left.bytes};t=${resetSeconds}`,
    ].join(', '),
  );
}

function refuse({ resetSeconds }: RequestAllowance, met: Met, bounds: RequestBounds): never {
  const says: Readonly<Record<Met, string>> = {
    token: `A token may make ${bounds.perMinute} requests a minute.`,
    requests: `All tokens of a bot together may make ${bounds.botPerMinute} requests a minute.`,
    bytes: `All tokens of a bot together may send ${bounds.botBytesPerMinute} bytes a minute; a change counts as ${leastBytesOfChange} at least.`,
    changes: `All tokens of a bot together may make ${bounds.botChangesPerDay} changes a day.`,
    waiting: 'As many requests of the bot wait as may; ask again when some are done.',
  };
  throw new ApiRefusal({
    code: 'rate.limited',
    detail: `${says[met]} Wait for ${resetSeconds} seconds.`,
    headers: { 'retry-after': String(resetSeconds) },
  });
}
