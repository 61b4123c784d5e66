import { refusalAnswer, type Answer } from '#api/answer.js';
import { sealOwner } from '#api/caller.js';
import { apiRoot, isWrite, type RawInput } from '#api/endpoint.js';
import { endpointOf, type EndpointName } from '#api/index.js';
import type { AdminRequestPayload } from '#jobs/catalog/admin.js';
import type { Jobs } from '#jobs/queues.js';
import { offerRequest, requestIdOf, wholeFleet } from '#jobs/requests/intake.js';
import type { ReplyListener } from '#jobs/requests/replies.js';
import type { RequestRoom } from '#jobs/requests/room.js';
import { now } from '#platform/clock.js';
import type { Vault } from '#platform/secrets.js';
import type { Caller } from './identify-caller.js';
import type { Wishes } from './read-wishes.js';

export interface AskParts {
  readonly jobs: Jobs;
  readonly vault: Vault;
  readonly replies: ReplyListener;
}

export interface Asked {
  readonly name: EndpointName;
  readonly caller: Caller;
  /** Whose rows it is about; undefined: the fleet's. */
  readonly botId: string | undefined;
  readonly raw: RawInput;
  readonly wishes: Wishes;
  readonly requestId: string;
  /** Number of the request, from the gate, and what it takes while it waits. */
  readonly number: string;
  readonly room: RequestRoom;
}

/**
 * Makes the job and waits for its answer. A change that takes too long or is not to be waited for: 202; a look: 503, since
 * nobody comes back for what it would have shown.
 */
export async function askWorker({ jobs, vault, replies }: AskParts, asked: Asked): Promise<Answer> {
  const { botId = wholeFleet, wishes, number } = asked;
  const jobId = requestIdOf({ botId, number });
  const { waitMs } = wishes;
  const payload = payloadOf(asked, jobId, { vault, replyTo: replies.replyTo });
  const { owner } = asked.room;
  const answer = waitMs > 0 ? replies.expect({ jobId, owner, waitMs }) : undefined;
  try {
    await offerRequest(jobs, { botId, number }, payload);
  } catch (error) {
    replies.forget(jobId);
    throw error;
  }
  const stored = await answer;
  if (stored) return openAnswer(vault, jobId, stored.sealed);
  if (isWrite(endpointOf(asked.name))) return acceptedAnswer(jobId, wishes);
  return refusalAnswer({ code: 'server.busy', headers: { 'retry-after': '2' } });
}

function payloadOf(
  { name, raw, caller, requestId, wishes, room }: Asked,
  jobId: string,
  { vault, replyTo }: { readonly vault: Vault; readonly replyTo: string },
): AdminRequestPayload {
  const { idempotencyKey, ifMatch, waitMs } = wishes;
  return {
    endpoint: name,
    job_id: jobId,
    params: raw.params,
    query: raw.query,
    ...(raw.body !== undefined && { sealed_body: vault.encrypt(JSON.stringify(raw.body), sealOwner(jobId)) }),
    caller: { kind: caller.kind, id: caller.id, name: caller.name },
    request_id: requestId,
    ...(idempotencyKey !== undefined && { idempotency_key: idempotencyKey }),
    ...(ifMatch !== undefined && { if_match: ifMatch }),
    reply_to: replyTo,
    accepted_at: now(),
    waits_until: waitMs > 0 ? now() + waitMs : 0,
    room,
  };
}

function acceptedAnswer(jobId: string, { isAsync }: Wishes): Answer {
  const applied: Record<string, string> = isAsync ? { 'preference-applied': 'respond-async' } : {};
  return {
    status: 202,
    headers: { location: `${apiRoot}/jobs/${jobId}`, 'retry-after': '1', ...applied },
    body: JSON.stringify({ job_id: jobId, status: 'waiting' }),
  };
}

/** Opens an answer that a worker sealed. */
export function openAnswer(vault: Vault, jobId: string, sealed: string): Answer {
  try {
    return JSON.parse(vault.decrypt(sealed, sealOwner(jobId))) as Answer;
  } catch {
    // A worker with another APP_SECRET ran it; nobody can read its answer here.
    return refusalAnswer({ code: 'server.busy', detail: 'The answer was sealed under another APP_SECRET.' });
  }
}
