import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import type { AdminRequestPayload } from '../catalog/admin.js';
import type { JobData } from '../job-data.js';
import { readMember } from '../ordered/items.js';
import { orderedKeys } from '../ordered/script-calls.js';
import { jobOptions, type Jobs } from '../queues.js';

/** Where a request's job is: its id is `<bot_id>.<number>`, with bot 0 for what is about the whole fleet. */
export interface RequestPlace {
  readonly botId: string;
  readonly number: string;
}

/** Id of a request's job, in BullMQ and towards the client. */
export const requestIdOf = ({ botId, number }: RequestPlace): string => `${botId}.${number}`;

/** The bot id of requests about the whole fleet. */
export const wholeFleet = '0';

/**
 * Takes a request in; resolves when Redis holds it. A bot's requests run beside each other: each is alone in its line
 * of the ordered queue, which shares the workers between the bots. Throws RetryableError('redis.unavailable').
 */
export async function offerRequest(
  jobs: Jobs,
  place: RequestPlace,
  payload: AdminRequestPayload,
): Promise<void> {
  const data: JobData = { payload, offered_at: now() };
  try {
    if (place.botId === wholeFleet) await addFleetRequest(jobs, place, data);
    else await addBotRequest(jobs, place, data);
  } catch (error) {
    throw new RetryableError('redis.unavailable', { cause: error, retryAfterMs: 2_000 });
  }
}

async function addFleetRequest(jobs: Jobs, place: RequestPlace, data: JobData): Promise<void> {
  const name = 'admin.fleet-request';
  await jobs.queues.requests.add(name, data, { ...jobOptions(name), jobId: requestIdOf(place), priority: 1 });
}

async function addBotRequest(jobs: Jobs, { botId, number }: RequestPlace, data: JobData): Promise<void> {
  const name = 'admin.request';
  const item = { botId, chatId: number, id: number, name, data: { ...data, bot_id: botId, chat_id: number } };
  await jobs.ordered.requests.offer([item]);
}

/** A request that was taken in and not answered yet; `undefined` when there is none of this id. */
export async function findRequest(jobs: Jobs, place: RequestPlace): Promise<JobData | undefined> {
  const job = await jobs.queues.requests.getJob(requestIdOf(place));
  if (job) return job.finishedOn === undefined ? job.data : undefined;
  const mailbox = orderedKeys(jobs.prefix, 'requests').mailbox(place.botId, place.number);
  const [member] = (await jobs.redis.zrange(mailbox, '0', '0')) as string[];
  return member === undefined ? undefined : readMember(member).data;
}
