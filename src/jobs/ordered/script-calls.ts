import type { JobsOptions, Queue } from 'bullmq';
import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import type { JobData } from '../job-data.js';
import { dueOf, jobIdOf, type Due, type Place, type Reply, type TakenItem } from './items.js';
import { orderedScripts, type OrderedScript } from './scripts.js';

/**
 * A process that runs items itself, without a turn in BullMQ: one that dies loses them to the next sweep. None is handed
 * to it while the queue is paused or has a limit of its own.
 */
export interface InlineRunner {
  /** Is there room for one more, of this bot? */
  takes(botId: string): boolean;
  /** Begins the work; does not throw. */
  run(taken: TakenItem): void;
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
  OrderedScript | 'orderedOfferAndAdd',
  (...args: (string | number | Buffer)[]) => Promise<never>
>;

/** Keys of one ordered queue, all in one hash slot. */
export const orderedKeys = (prefix: string, queue: string) => {
  const base = `${prefix}:order:${queue}`;
  return {
    backlog: `${base}:backlog`,
    bots: `${base}:bots`,
    current: (bot: string) => `${base}:current:${bot}`,
    mailbox: (bot: string, chat: string) => `${base}:mail:${bot}:${chat}`,
    ranks: (bot: string) => `${base}:ranks:${bot}`,
    ready: (bot: string) => `${base}:ready:${bot}`,
    released: `${base}:released`,
    seen: (bot: string, id: string) => `${base}:seen:${bot}:${Math.floor(Number(id) / 500)}`,
    slots: `${base}:slots`,
    workers: `${base}:workers`,
  };
};

/** The scripts of an ordered queue, and what follows from their answers. */
export function scriptCalls(options: OrderedQueueOptions) {
  const { redis, queue, cap } = options;
  const keys = orderedKeys(options.prefix, queue.name);
  for (const [name, lua] of Object.entries(orderedScripts))
    if (!(name in redis)) redis.defineCommand(name, { numberOfKeys: 11, lua });

  const keysOf = ({ botId, chatId, id }: Place): string[] => [
    keys.mailbox(botId, chatId),
    keys.seen(botId, id),
    keys.current(botId),
    keys.ready(botId),
    keys.ranks(botId),
    keys.released,
    keys.bots,
    keys.backlog,
    keys.mailbox(botId, ''),
    queue.toKey('meta'),
    keys.slots,
  ];
  const jobOf = (due: Due, extra: Partial<JobData> = {}) => asJob(due, options, extra);
  const argsOf = ({ botId, chatId, id }: Place) => [botId, chatId, id, cap, now()];
  const call = (script: OrderedScript, place: Place, ...extra: (number | string)[]): Promise<unknown> =>
    (redis as unknown as Scripted)[script](...keysOf(place), ...argsOf(place), ...extra);

  const add = async (due: readonly Due[]): Promise<void> => {
    const [first, ...others] = due.map((one) => jobOf(one));
    if (!first) return;
    if (others.length) await queue.addBulk([first, ...others]);
    else await queue.add(first.name, first.data, first.opts);
  };
  const goOn = async (botId: string, reply: unknown, inline?: InlineRunner): Promise<void> => {
    const [, , , , , token, isMore] = reply as Reply;
    const due = dueOf(botId, reply as Reply);
    if (due && token && inline) inline.run({ ...due, token });
    else await (due ? add([due]) : moveUp(queue, botId, reply as Reply));
    if (isMore) await goOn(botId, await call('orderedRefill', { botId, chatId: '0', id: '0' }));
  };
  return { add, argsOf, call, goOn, jobOf, keys, keysOf };
}

function asJob(due: Due, { jobOptions }: OrderedQueueOptions, extra: Partial<JobData>) {
  const options = jobOptions(due.name, due.trace ?? null);
  return {
    name: due.name,
    data: { ...due.data, ...extra },
    opts: { ...options, jobId: jobIdOf(due), priority: Math.max(1, due.rank) },
  };
}

/** Gives a job that is in BullMQ already the better rank that its bot has free. */
async function moveUp(queue: Queue, botId: string, [, , rank, id, text]: Reply): Promise<void> {
  if (!id || text !== '') return;
  const job = await queue.getJob(jobIdOf({ botId, id }));
  await job?.changePriority({ priority: Math.max(1, Number(rank)) });
}
