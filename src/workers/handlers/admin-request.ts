import { refusalAnswer, type Answer } from '#api/answer.js';
import { callerKey, sealOwner } from '#api/caller.js';
import { checkInput } from '#api/endpoint.js';
import { isWrite } from '#api/endpoint.js';
import { endpointOf, isEndpointName } from '#api/index.js';
import type { AdminRequestPayload } from '#jobs/catalog/admin.js';
import { leaveGate } from '#jobs/requests/rate-limit.js';
import { findReply, sendReply } from '#jobs/requests/replies.js';
import { keptLateMs, masterRoom } from '#jobs/requests/room.js';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { hourMs } from '#platform/units.js';
import { noteTokenUse } from '#services/access/api-tokens.js';
import { asFleet, type Tenant } from '#tenancy/scope.js';
import { makeEndpointHandlers } from '../endpoints/index.js';
import { refusedRequestOf } from '../endpoints/refusal-of.js';
import { runEndpoint, type AnyEndpointHandler, type Ground, type Request } from '../run-endpoint.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** How long an answer is kept for an ingress that waits; a client that was answered 202 has a day. */
const keptMs = 60_000;
/** A request that could not be done is given up after a day. */
const runForAtMostMs = 36 * hourMs;
/** An answer this close to the end of the wait may miss it. */
const closeMs = 5_000;

/** An admin request about one bot: runs in its scope. */
export function adminRequestHandler(deps: WorkerDeps): Handler<'admin.request'> {
  const { run, failed } = answerer(deps);
  return {
    run: (tenant, payload) => run({ tenant, db: tenant.db }, payload),
    failed: (tenant, payload) => failed(tenant, payload),
  };
}

/** An admin request of the master token about the fleet: sees the rows of all bots. */
export function adminFleetRequestHandler(deps: WorkerDeps): Handler<'admin.fleet-request'> {
  const { run, failed } = answerer(deps);
  const db: Ground['db'] = (work) => asFleet('run an admin request about the fleet', work);
  return {
    run: (_, payload) => run({ tenant: undefined, db }, payload),
    failed: (_, payload) => failed(undefined, payload),
  };
}

function answerer(deps: WorkerDeps) {
  const handlers = makeEndpointHandlers(deps) as unknown as Readonly<Record<string, AnyEndpointHandler>>;

  async function run(ground: Ground, payload: AdminRequestPayload): Promise<void> {
    demandYoung(payload);
    if (isForNobody(payload)) return leaveUnasked(deps, payload);
    try {
      await give(deps, ground.tenant, payload, await answerOf(deps, handlers, { ground, payload }));
    } catch (error) {
      if (error instanceof RetryableError) throw error;
      await give(deps, ground.tenant, payload, refusalAnswer({ code: 'server.bug' }));
      throw error;
    }
    await noteUse(ground.tenant, payload);
  }
  /** Given up without an answer: it took workers down, or the world was away for a day. */
  async function failed(tenant: Tenant | undefined, payload: AdminRequestPayload): Promise<void> {
    const { redis, prefix } = deps.jobs;
    if (await findReply(redis, prefix, payload.job_id)) return;
    const refusal = { code: 'server.busy', detail: 'It could not be done and was given up.' } as const;
    await give(deps, tenant, payload, refusalAnswer(refusal));
  }
  return { run, failed };
}

/** Its claim, by which its effect is had once, is kept for two days: one that is older might have it again. */
function demandYoung({ accepted_at: at }: AdminRequestPayload): void {
  if (now() - at > runForAtMostMs) throw new PermanentError('request.too_old');
}

const isChange = ({ endpoint }: AdminRequestPayload): boolean =>
  !isEndpointName(endpoint) || isWrite(endpointOf(endpoint));

/** A look that nobody waits for any more: in a flood the looks behind it are sooner done without it. */
const isForNobody = (payload: AdminRequestPayload): boolean =>
  payload.waits_until !== 0 && now() > payload.waits_until && !isChange(payload);

async function leaveUnasked(
  { jobs }: WorkerDeps,
  { job_id: jobId, room }: AdminRequestPayload,
): Promise<void> {
  const [botId = '', number = ''] = jobId.split('.');
  if (room) await leaveGate(jobs, { room, botId, number });
}

interface Given {
  readonly ground: Ground;
  readonly payload: AdminRequestPayload;
}

async function answerOf(
  deps: WorkerDeps,
  handlers: Readonly<Record<string, AnyEndpointHandler>>,
  { ground, payload }: Given,
): Promise<Answer> {
  const { endpoint: name } = payload;
  const handler = handlers[name];
  // An ingress of a newer version asks for what this worker does not know: a newer worker does it.
  if (!isEndpointName(name) || !handler)
    throw new RetryableError('api.unknown_endpoint', { retryAfterMs: 2_000, context: { endpoint: name } });
  const body = openBody(deps, payload);
  const raw = { params: payload.params, query: payload.query, ...(body !== undefined && { body }) };
  const checked = checkInput(endpointOf(name), raw);
  if (!checked.ok) return refusalAnswer({ code: 'request.invalid', faults: checked.faults });
  try {
    return await runEndpoint({ vault: deps.vault, handler }, ground, { name, payload, input: checked.input });
  } catch (error) {
    return refused(error, { name, payload, input: checked.input });
  }
}

function openBody(
  { vault }: WorkerDeps,
  { sealed_body: sealed, job_id: jobId }: AdminRequestPayload,
): unknown {
  if (sealed === undefined) return undefined;
  try {
    return JSON.parse(vault.decrypt(sealed, sealOwner(jobId))) as unknown;
  } catch (error) {
    throw new RetryableError('api.sealed_otherwise', { retryAfterMs: 10_000, cause: error });
  }
}

/** A change waits for our own servers to come back; what looks, or needs others, is told at once that they are away. */
function refused(error: unknown, { name, payload }: Request): Answer {
  const isOurs = error instanceof RetryableError && error.trouble === 'stores';
  if (isOurs && (isWrite(endpointOf(name)) || payload.waits_until === 0)) throw error;
  const refusal = refusedRequestOf(error);
  if (!refusal) throw error;
  return refusalAnswer(refusal);
}

async function give(
  { jobs, vault }: WorkerDeps,
  tenant: Tenant | undefined,
  payload: AdminRequestPayload,
  answer: Answer,
): Promise<void> {
  const { job_id: jobId, reply_to: replyTo, waits_until: until, endpoint } = payload;
  const isLate = isChange(payload) && now() > until - closeMs;
  const keepMs = isLate ? keptLateMs : keptMs;
  const room = payload.room ?? { owner: tenant?.botId ?? masterRoom, bytes: 0 };
  try {
    await sendReply(
      jobs,
      { jobId, replyTo, keepMs, room },
      {
        endpoint,
        caller: callerKey(tenant?.botId, payload.caller),
        acceptedAt: payload.accepted_at,
        finishedAt: now(),
        sealed: vault.encrypt(JSON.stringify(answer), sealOwner(jobId)),
      },
    );
  } catch (error) {
    throw new RetryableError('redis.answer', { cause: error });
  }
}

/** Best effort: the request is answered already. */
async function noteUse(tenant: Tenant | undefined, { caller }: AdminRequestPayload): Promise<void> {
  if (!tenant || caller.kind !== 'token' || caller.id === null) return;
  await noteTokenUse(tenant, caller.id).catch((error: unknown) =>
    log.warn(
      { err: error },
      'the last use of an API token could not be recorded; the request itself was answered',
    ),
  );
}
