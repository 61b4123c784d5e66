import type { JobsOptions, Queue } from 'bullmq';
import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import { openSendPermit } from '#platform/telegram/send-limits.js';
import type { JobData } from '../job-data.js';
import { jobIdOf, type Due, type OrderedItem, type Place, type TakenItem } from './items.js';
import { readReply, type NextReply, type ReplyOf } from './replies.js';
import { commonKeys, idsInSet, offerEach, orderedScripts, type OrderedScript } from './scripts.js';

/**
 * A process that runs items itself, without a turn in BullMQ: one that dies loses them to the next sweep. None is handed
 * to it while the queue is paused or has a limit of its own.
 */
export interface InlineRunner {
  /** Is there room for one more, of this bot? */
  takes(botId: string): boolean;
  /** Begins the work; does not throw. */
  run(taken: TakenItem): void;
  /** What was offered is not needed and has ended; where nobody takes note of it, the outbox relay does. */
  drop?(item: OrderedItem): void;
}

export interface OrderedQueueOptions {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly prefix: string;
  /** How many chats of one bot may be at work at once. */
  readonly cap: number;
  readonly jobOptions: (name: string, trace: string | null) => JobsOptions;
}

/** The scripts as ioredis defines them on a connection. */
export type Scripted = Record<
  OrderedScript | 'orderedFinishWithJob' | 'orderedOfferAndAdd' | 'orderedOfferEach',
  (...args: (string | number | Buffer)[]) => Promise<never>
>;

/** Keys of one ordered queue, all in one hash slot; the scripts derive the same from `base` (`scripts.ts`). */
export const orderedKeys = (prefix: string, queue: string) => {
  const base = `${prefix}:order:${queue}`;
  return {
    base,
    backlog: `${base}:backlog`,
    bots: `${base}:bots`,
    current: (bot: string) => `${base}:current:${bot}`,
    left: (bot: string, chat: string) => `${base}:left:${bot}:${chat}`,
    mailbox: (bot: string, chat: string) => `${base}:mail:${bot}:${chat}`,
    ranks: (bot: string) => `${base}:ranks:${bot}`,
    ready: (bot: string) => `${base}:ready:${bot}`,
    released: `${base}:released`,
    seen: (bot: string, id: string) => `${base}:seen:${bot}:${Math.floor(Number(id) / idsInSet)}`,
    slots: `${base}:slots`,
    workers: `${base}:workers`,
  };
};

/** For scripts of a whole bot. */
const noChat = { chatId: '0', id: '0' };
/** The best of BullMQ's priorities: 0 would put the job before all that have one. A chat that holds no rank gets it too. */
const firstPriority = 1;

export type ScriptCalls = ReturnType<typeof scriptCalls>;

/** The scripts of an ordered queue, and what follows from their answers. */
export function scriptCalls(options: OrderedQueueOptions) {
  const { redis, queue, cap } = options;
  const keys = orderedKeys(options.prefix, queue.name);
  for (const [name, lua] of Object.entries({ orderedOfferEach: offerEach, ...orderedScripts }))
    if (!(name in redis)) redis.defineCommand(name, { numberOfKeys: commonKeys, lua });

  const common = [options.prefix, keys.base, queue.toKey('meta')];
  const jobOf = (due: Due, extra?: Partial<JobData>) => asJob(due, options, extra);
  const argsOf = ({ botId, chatId, id }: Place) => [botId, chatId, id, cap, now()];
  const call = async <S extends OrderedScript>(
    script: S,
    place: Place,
    ...extra: (number | string)[]
  ): Promise<ReplyOf<S>> => {
    const raw = await (redis as unknown as Scripted)[script](...common, ...argsOf(place), ...extra);
    return readReply(script, raw, place);
  };
  const refill = (botId: string) => call('orderedRefill', { botId, ...noChat });

  const add = async (due: readonly Due[]): Promise<void> => {
    const [first, ...others] = due.map((one) => jobOf(one));
    if (!first) return;
    if (others.length) await queue.addBulk([first, ...others]);
    else await queue.add(first.name, first.data, first.opts);
  };
  const goOn = async (reply: NextReply, inline?: InlineRunner, askedAt?: number): Promise<void> => {
    const { due, token, raised } = reply;
    if (due && token && inline) inline.run(takenOf(due, token, reply.isPermitted ? askedAt : undefined));
    else if (due) await add([due]);
    else if (raised) await moveUp(queue, reply.botId, raised);
    if (reply.isMore) await goOn(await refill(reply.botId));
  };
  const forgetLeft = async ({ botId, chatId }: Pick<Place, 'botId' | 'chatId'>): Promise<void> => {
    await redis.del(keys.left(botId, chatId));
  };
  return { add, argsOf, call, common, forgetLeft, goOn, jobOf, keys, refill };
}

/** A due item in the hands of this process, with the permit that was asked for at `askedAt` (`performance.now()`), if it got one. */
export function takenOf(due: Due, token: string, askedAt: number | undefined): TakenItem {
  return { token, ...(askedAt !== undefined && { permit: openSendPermit(due.chatId, askedAt) }), ...due };
}

function asJob(due: Due, { jobOptions }: OrderedQueueOptions, extra: Partial<JobData> | undefined) {
  const options = jobOptions(due.name, due.trace ?? null);
  return {
    name: due.name,
    data: extra ? Object.assign({}, due.data, extra) : due.data,
    opts: { jobId: jobIdOf(due), priority: Math.max(firstPriority, due.rank), ...options },
  };
}

/** Gives a job that is in BullMQ already the better rank that its bot has free. */
async function moveUp(
  queue: Queue,
  botId: string,
  { id, rank }: NonNullable<NextReply['raised']>,
): Promise<void> {
  const job = await queue.getJob(jobIdOf({ botId, id }));
  await job?.changePriority({ priority: Math.max(firstPriority, rank) });
}
