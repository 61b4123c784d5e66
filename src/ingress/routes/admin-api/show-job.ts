import { refusalAnswer, type Answer } from '#api/answer.js';
import { callerKey } from '#api/caller.js';
import type { AdminRequestPayload } from '#jobs/catalog/admin.js';
import { findRequest } from '#jobs/requests/intake.js';
import { findReply } from '#jobs/requests/replies.js';
import { openAnswer, type AskParts } from './ask-worker.js';
import type { Caller } from './identify-caller.js';

/** `GET /jobs/{job_id}`: the state or the result of a request, for who made it and for the master token. */
export async function showJob(
  { jobs, vault }: Pick<AskParts, 'jobs' | 'vault'>,
  caller: Caller,
  jobId: string,
): Promise<Answer> {
  const mine = callerKey(caller.botId, caller);
  const may = (owner: string): boolean => caller.kind === 'master' || owner === mine;
  const stored = await findReply(jobs.redis, jobs.prefix, jobId);
  if (stored && may(stored.caller)) {
    const { status, headers, body } = openAnswer(vault, jobId, stored.sealed);
    return shown({
      id: jobId,
      endpoint: stored.endpoint,
      status: 'done',
      accepted_at: new Date(stored.acceptedAt).toISOString(),
      finished_at: new Date(stored.finishedAt).toISOString(),
      result: { status, headers, body: body === null ? null : (JSON.parse(body) as unknown) },
    });
  }
  const [botId = '', number = ''] = jobId.split('.');
  const waiting = await findRequest(jobs, { botId, number });
  const payload = waiting?.payload as AdminRequestPayload | undefined;
  if (!waiting || !payload || !may(callerKey(waiting.bot_id, payload.caller)))
    return refusalAnswer({ code: 'job.unknown' });
  return shown({
    id: jobId,
    endpoint: payload.endpoint,
    status: 'waiting',
    accepted_at: new Date(waiting.offered_at).toISOString(),
    finished_at: null,
    result: null,
  });
}

const shown = (job: object): Answer => ({ status: 200, headers: {}, body: JSON.stringify(job) });
