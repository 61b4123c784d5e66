import type { JobsOptions, Queue } from 'bullmq';
import type { ChainableCommander } from 'ioredis';
import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import { carriedTrace } from '#platform/tracing.js';
import { addArguments, addingScript } from './add-in-script.js';
import { offerAndAdd, orderScripts, type OrderScript } from './order-scripts.js';
import type { JobData } from './queues.js';

/** Where a job stands in its chat's line; `id` rises in the order of the chat (update_id, outbox id). */
export interface Place {
  readonly botId: string;
  readonly chatId: string;
  readonly id: string;
}

export interface OrderedItem extends Place {
  readonly name: string;
  readonly data: JobData;
  /** The trace that its job joins (`carriedTrace`); absent: that of the code that offers it, null: none. */
  readonly trace?: string | null;
}

/**
 * A BullMQ queue in which the jobs of one chat run one at a time and in the order of their ids, whatever
 * crashes, and in which bots share the workers fairly. Each item is its own job, `<bot_id>.<id>`; a chat has
 * one such job at a time, the rest wait in its mailbox and are released when the job before has ended.
 */
export interface OrderedQueue {
  /** How many chats of one bot may be at work at once; a job of a higher rank is a flood's. */
  readonly cap: number;
  /**
   * Takes items in; resolves when Redis holds them. Tells for each whether it was new (an id counts for 25 hours).
   * Throws ForgottenError when the key `mark` is missing, for the sake of order nothing is taken in then.
   */
  offer(items: readonly OrderedItem[], mark?: string): Promise<boolean[]>;
  /** Which of these are still to be done: an item leaves its chat's mailbox when its job has ended. */
  areOpen(places: readonly Place[]): Promise<boolean[]>;
  /** The job ended (completed, or failed for good): releases the chat's next. */
  finish(place: Place): Promise<void>;
  /** The job waits `pauseMs` for another try: its slot in the bot's share goes to another chat. */
  park(place: Place, pauseMs: number): Promise<void>;
  /** May a job that starts for the second time run now, or is another of its chat at work? */
  claim(place: Place): Promise<boolean>;
  /** Repairs what crashes left: jobs lost between two calls, ended without notice, or removed by hand. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Redis was emptied, and what it held before is not back yet. */
export class ForgottenError extends Error {}

export interface OrderedQueueOptions {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly prefix: string;
  /** How many chats of one bot may be at work at once. */
  readonly cap: number;
  readonly jobOptions: (name: string, trace: string | null) => JobsOptions;
}

type Due = OrderedItem & { readonly rank: number };
type Reply = [number, string?, string?, string?, string?];
type Scripted = Record<
  OrderScript | 'orderOfferAndAdd',
  (...args: (string | number | Buffer)[]) => Promise<never>
>;

/** Keys of one ordered queue, all in one hash slot. */
export const orderKeys = (prefix: string, queue: string) => {
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
  };
};

/** Opens the ordered queue that stands before `queue`. */
export function orderedQueue(options: OrderedQueueOptions): OrderedQueue {
  const { redis, queue, cap } = options;
  const keys = orderKeys(options.prefix, queue.name);
  for (const [name, lua] of Object.entries(orderScripts))
    if (!(name in redis)) redis.defineCommand(name, { numberOfKeys: 9, lua });

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
  ];
  const jobOf = (due: Due, extra: Partial<JobData> = {}) => asJob(due, options, extra);
  const argsOf = ({ botId, chatId, id }: Place) => [botId, chatId, id, cap, now()];
  const call = (script: OrderScript, place: Place, ...extra: number[]): Promise<unknown> =>
    (redis as unknown as Scripted)[script](...keysOf(place), ...argsOf(place), ...extra);

  const add = async (due: readonly Due[]): Promise<void> => {
    const [first, ...others] = due.map((one) => jobOf(one));
    if (!first) return;
    if (others.length) await queue.addBulk([first, ...others]);
    else await queue.add(first.name, first.data, first.opts);
  };
  const goOn = async (botId: string, reply: unknown): Promise<void> => {
    const due = dueOf(botId, reply as Reply);
    await (due ? add([due]) : moveUp(queue, botId, reply as Reply));
  };

  async function offer(items: readonly OrderedItem[], mark = ''): Promise<boolean[]> {
    const isAdding = defineAdding(redis);
    const replies = await runAll(redis, items, (pipeline, offered) => {
      const { orderOffer, orderOfferAndAdd } = pipeline as unknown as Scripted;
      const item = inTrace(offered);
      const args = [...argsOf(item), textOf(item), mark];
      if (!isAdding) return orderOffer.call(pipeline, ...keysOf(item), ...args);
      const { keys: added, job, options: opts } = addArguments(queue, jobOf({ ...item, rank: 1 }));
      return orderOfferAndAdd.call(pipeline, ...keysOf(item), ...added, ...args, job, opts);
    });
    const due = replies.map((reply, at) => dueOf((items[at] as OrderedItem).botId, reply));
    await add(due.filter((one) => one !== undefined));
    if (replies.some(([fresh]) => fresh === -1)) throw new ForgottenError(`redis lacks ${mark}`);
    return replies.map(([fresh]) => fresh === 1);
  }

  async function mend(botId: string, chatId: string): Promise<boolean> {
    const place = { botId, chatId, id: '0' };
    const [rank, id, text] = (await call('orderInspect', place)) as [string?, string?, string?];
    if (!id) return false;
    const jobId = jobIdOf({ botId, id });
    const state = await queue.getJobState(jobId);
    if (state === 'active') return false;
    if (state === 'completed' || state === 'failed' || !text) {
      await finish({ botId, chatId, id });
      return true;
    }
    if (state !== 'unknown') return false;
    const due = dueOf(botId, [1, chatId, rank, id, text]) as Due;
    await queue.remove(jobId);
    const { name, data, opts } = jobOf(due, { is_again: true });
    await queue.add(name, data, opts);
    return true;
  }

  async function sweep(olderThanMs: number): Promise<number> {
    let mended = 0;
    const suspects = await redis.zrangebyscore(keys.released, '-inf', now() - olderThanMs, 'LIMIT', 0, 500);
    for (const suspect of suspects) {
      const [botId, chatId] = suspect.split(' ') as [string, string];
      if (await mend(botId, chatId)) mended += 1;
    }
    for (const botId of await redis.smembers(keys.bots)) {
      const reply = (await call('orderRefill', { botId, chatId: '0', id: '0' })) as Reply;
      if (reply[0] === 1) mended += 1;
      await goOn(botId, reply);
    }
    return mended;
  }

  async function finish(place: Place): Promise<void> {
    await goOn(place.botId, await call('orderFinish', place));
  }

  async function areOpen(places: readonly Place[]): Promise<boolean[]> {
    const counts = await runAll(redis, places, (pipeline, { botId, chatId, id }) =>
      pipeline.zcount(keys.mailbox(botId, chatId), id, id),
    );
    return counts.map((count) => Number(count) > 0);
  }

  return {
    cap,
    areOpen,
    offer,
    finish,
    sweep,
    park: async (place, pauseMs) => goOn(place.botId, await call('orderPark', place, pauseMs)),
    claim: async (place) => (await call('orderClaim', place)) === 1,
  };
}

function asJob(due: Due, { jobOptions }: OrderedQueueOptions, extra: Partial<JobData>) {
  const options = jobOptions(due.name, due.trace ?? null);
  return {
    name: due.name,
    data: { ...due.data, ...extra },
    opts: { ...options, jobId: jobIdOf(due), priority: Math.max(1, due.rank) },
  };
}

function dueOf(botId: string, [, chatId, rank, id, text]: Reply): Due | undefined {
  if (!chatId || !id || !text) return undefined;
  const head = text.slice(0, text.indexOf('\n'));
  const [name = '', trace] = head.split(' ');
  const data = JSON.parse(text.slice(head.length + 1)) as JobData;
  return { botId, chatId, id, rank: Number(rank), name, data, ...(trace !== undefined && { trace }) };
}

/** An item that names no trace joins that of the running code. */
function inTrace(item: OrderedItem): OrderedItem {
  const trace = item.trace === undefined ? carriedTrace() : undefined;
  return trace === undefined ? item : { ...item, trace };
}

/**
 * What a mailbox keeps of an item: its name and trace, a line break, its data. The release, whoever does it, is part of
 * the item's own trace.
 */
function textOf({ name, data, trace }: OrderedItem): string {
  return `${name}${trace ? ` ${trace}` : ''}\n${JSON.stringify(data)}`;
}

/** From when BullMQ has given its scripts to the connection, an offer adds the job itself. */
function defineAdding(redis: Redis): boolean {
  if ('orderOfferAndAdd' in redis) return true;
  const add = addingScript(redis);
  if (add) redis.defineCommand('orderOfferAndAdd', { numberOfKeys: 18, lua: offerAndAdd(add) });
  return add !== undefined;
}

/** Gives a job that is in BullMQ already the better rank that its bot has free. */
async function moveUp(queue: Queue, botId: string, [, , rank, id, text]: Reply): Promise<void> {
  if (!id || text !== '') return;
  const job = await queue.getJob(jobIdOf({ botId, id }));
  await job?.changePriority({ priority: Math.max(1, Number(rank)) });
}

/** BullMQ's id of an ordered job: `<bot_id>.<id>`. */
export const jobIdOf = ({ botId, id }: Pick<Place, 'botId' | 'id'>): string => `${botId}.${id}`;

async function runAll<T>(
  redis: Redis,
  items: readonly T[],
  command: (pipeline: ChainableCommander, item: T) => unknown,
): Promise<Reply[]> {
  // A pipeline costs more to make than a command: ioredis gives each every script that BullMQ has.
  const [only] = items;
  if (items.length === 1)
    return [(await command(redis as unknown as ChainableCommander, only as T)) as Reply];
  const pipeline = redis.pipeline();
  for (const item of items) command(pipeline, item);
  const results = (await pipeline.exec()) ?? [];
  return results.map(([error, reply]) => {
    if (error) throw error;
    return reply as Reply;
  });
}
