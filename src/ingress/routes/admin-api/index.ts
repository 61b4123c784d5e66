/**
 * `/api/v1`: thin. What it does with a request, in this order:
 *
 * 1. The address and the method (404, 405, OPTIONS), then whose token it is (400, 401).
 * 2. What that token may (404 for another's bot, 403), and how often and how much it and its bot (429).
 * 3. Headers, path, query and body by the contract (400, 404, 413, 415, 422).
 * 4. A job for the worker, and its answer; or 202.
 */
import type { Context, Middleware, Next } from 'koa';
import { refusalAnswer, type Answer } from '#api/answer.js';
import {
  apiRoot,
  bodyBytesOf,
  checkInput,
  type Endpoint,
  type Method,
  type RawInput,
} from '#api/endpoint.js';
import { endpointOf, endpoints, type EndpointName } from '#api/index.js';
import { openApiDocument } from '#api/openapi.js';
import { problems, type ProblemCode } from '#api/problem.js';
import { id } from '#api/schemas.js';
import type { DirectoryFollower } from '#directory/directory.js';
import { wholeFleet } from '#jobs/requests/intake.js';
import { classify, RetryableError } from '#platform/errors.js';
import type { RequestNotes } from '../../request-notes.js';
import { askWorker, type AskParts } from './ask-worker.js';
import { countRequest } from './count-request.js';
import { findFault } from './find-fault.js';
import { authorize, knowCallers, type Caller } from './identify-caller.js';
import { matchPath, type Match } from './match-path.js';
import { bodyReader, unstorable } from './read-body.js';
import { readWishes } from './read-wishes.js';
import { ApiRefusal } from './refuse.js';
import { compress, sendAnswer, type SentAnswer } from './send-answer.js';
import { showJob } from './show-job.js';

export interface AdminApiLimits {
  /** Longest wait for a result before 202, in ms. */
  readonly waitMs: number;
  /** Requests a minute of a bot's token, and of the master token; the bounds of a bot follow from it (rate-limit.ts). */
  readonly perMinute: number;
  readonly masterPerMinute: number;
}

export interface AdminApiParts extends AskParts {
  readonly directory: DirectoryFollower;
  readonly limits: AdminApiLimits;
}

/** The admin API as one middleware; everything else passes by. */
export function adminApi(parts: AdminApiParts): Middleware<RequestNotes> {
  const readers = new Map(bodySizes.map((bytes) => [bytes, bodyReader(bytes)]));
  const readBody: Prepared['readBody'] = (ctx, endpoint) =>
    (readers.get(bodyBytesOf(endpoint)) as (from: Context) => Promise<unknown>)(ctx);
  const identify = knowCallers(parts.directory);
  const document = documentAnswer();
  return async (ctx: Context, next: Next) => {
    if (ctx.path !== apiRoot && !ctx.path.startsWith(`${apiRoot}/`)) {
      await next();
      return;
    }
    const answer = await answerOf(ctx, () => handle(parts, ctx, { readBody, identify, document }));
    await sendAnswer(ctx, answer);
  };
}

const bodySizes = [
  ...new Set(Object.values(endpoints as Readonly<Record<string, Endpoint>>).map(bodyBytesOf)),
];

interface Prepared {
  readonly readBody: (ctx: Context, endpoint: Endpoint) => Promise<unknown>;
  readonly identify: (ctx: Context) => Promise<Caller>;
  readonly document: SentAnswer;
}

async function answerOf(ctx: Context, work: () => Promise<SentAnswer>): Promise<SentAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiRefusal) {
      ctx.state.code = error.refusal.code;
      return error.answer;
    }
    if (!(error instanceof RetryableError)) throw error;
    ctx.state.code = error.code;
    const { retryAfterMs = 2_000 } = classify(error);
    return refusalAnswer({
      code: 'server.busy',
      headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) },
    });
  }
}

async function handle(
  parts: AdminApiParts,
  ctx: Context,
  { readBody, identify, document }: Prepared,
): Promise<SentAnswer> {
  const path = ctx.path.slice(apiRoot.length);
  if (path === '/openapi.json') return showDocument(ctx, document);
  const match = matchPath(path);
  if (!match) throw new ApiRefusal({ code: 'route.unknown' });
  if (ctx.method === 'OPTIONS') return { status: 204, headers: { allow: allowed(match) }, body: null };
  const name = match.methods.get((ctx.method === 'HEAD' ? 'GET' : ctx.method) as Method);
  if (!name) throw new ApiRefusal({ code: 'route.method', headers: { allow: allowed(match) } });
  const endpoint = endpointOf(name);
  ctx.state.route = `${apiRoot}${endpoint.path}`;
  const caller = await identify(ctx);
  ctx.state.bot = match.params.bot_id ?? caller.botId;
  authorize(caller, endpoint, match.params);
  return answerOne(parts, ctx, { name, caller, params: match.params, readBody });
}

interface Authorized extends Pick<Prepared, 'readBody'> {
  readonly name: EndpointName;
  readonly caller: Caller;
  readonly params: Match['params'];
}

async function answerOne(
  parts: AdminApiParts,
  ctx: Context,
  { name, caller, params, readBody }: Authorized,
): Promise<Answer> {
  const { limits, jobs } = parts;
  const endpoint = endpointOf(name);
  const perMinute = caller.kind === 'master' ? limits.masterPerMinute : limits.perMinute;
  const place = (endpoint.scope === 'bot' && params.bot_id) || wholeFleet;
  const counted = await countRequest(jobs, ctx, { caller, endpoint, botId: place, perMinute });
  try {
    const wishes = readWishes(ctx, endpoint, limits.waitMs);
    const { botId, raw } = await checked(ctx, { endpoint, params }, readBody);
    if (name === 'jobs.get') return await showJob(parts, caller, raw.params.job_id ?? '');
    const requestId = String(ctx.state.requestId);
    return await askWorker(parts, { name, caller, botId, raw, wishes, requestId, ...counted });
  } catch (error) {
    counted.release();
    throw error;
  }
}

/** The document is the same for everybody, and packed once. */
function documentAnswer(): SentAnswer {
  const body = JSON.stringify(openApiDocument());
  let packed: Promise<Buffer> | undefined;
  return { status: 200, headers: {}, body, packed: () => (packed ??= compress(body)) };
}

function showDocument(ctx: Context, document: SentAnswer): SentAnswer {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD')
    throw new ApiRefusal({ code: 'route.method', headers: { allow: 'GET, HEAD' } });
  return document;
}

function allowed({ methods }: Match): string {
  const names = [...methods.keys()].sort();
  return [...names, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

interface Asked {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** The request as it came, once the contract has nothing against it; a bot's endpoints have its id apart. */
async function checked(
  ctx: Context,
  { endpoint, params }: Asked,
  readBody: Prepared['readBody'],
): Promise<{ botId: string | undefined; raw: RawInput }> {
  const { bot_id: named, ...own } = params;
  const botId = endpoint.scope === 'bot' ? named : undefined;
  if (botId !== undefined && !id.safeParse(botId).success) throw new ApiRefusal({ code: 'bot.unknown' });
  const body = endpoint.body ? await readBody(ctx, endpoint) : undefined;
  const raw = {
    params: botId === undefined ? params : own,
    query: { ...ctx.query },
    ...(body !== undefined && { body }),
  };
  if (findFault(raw.params)) throw new ApiRefusal({ code: unknownAt(endpoint) });
  if (findFault(raw.query)) throw unstorable();
  const result = checkInput(endpoint, raw);
  if (result.ok) return { botId, raw };
  if (result.part === 'params') throw new ApiRefusal({ code: unknownAt(endpoint) });
  throw new ApiRefusal({ code: 'request.invalid', faults: result.faults });
}

/** What an address says whose values cannot be anything's: the same as one whose values are nothing's. */
const unknownAt = ({ errors = [] }: Endpoint): ProblemCode =>
  errors.find((code) => problems[code].status === 404) ?? 'bot.unknown';
