import type { ChainableCommander } from 'ioredis';
import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import { addArguments, addingScript } from './add-in-script.js';
import { orderCalls, type OrderedQueueOptions, type OwnRuns, type Scripted } from './order-calls.js';
import {
  dueOf,
  inTrace,
  jobIdOf,
  textOf,
  type Due,
  type OrderedItem,
  type Place,
  type Reply,
  type TakenItem,
} from './order-items.js';
import { offerAndAdd } from './order-scripts.js';
import type { JobData } from './queues.js';

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
   * Throws ForgottenError when the key `mark` is missing, for the sake of order nothing is taken in then. What is due at
   * once and new goes to `own` as far as it has room.
   */
  offer(
    items: readonly OrderedItem[],
    options?: { mark?: string; own?: OwnRuns | undefined },
  ): Promise<boolean[]>;
  /** Which of these are still to be done: an item leaves its chat's mailbox when its job has ended. */
  areOpen(places: readonly Place[]): Promise<boolean[]>;
  /** The job ended (completed, or failed for good): releases the chat's next. */
  finish(place: Place): Promise<void>;
  /** The job waits `pauseMs` for another try: its slot in the bot's share goes to another chat. */
  park(place: Place, pauseMs: number): Promise<void>;
  /** The job waits `pauseMs` for another try, and its bot with it: it keeps its rank, but takes no slot from others. */
  hold(place: Place, pauseMs: number): Promise<void>;
  /** May a job that starts for the second time run now, or is another of its chat at work? */
  claim(place: Place): Promise<boolean>;
  /** Repairs what crashes left: jobs lost between two calls, ended without notice, or removed by hand. */
  sweep(olderThanMs: number): Promise<number>;
  /** The item that this process ran itself ended: releases the chat's next, for `own` if it has room. */
  finishOwn(taken: TakenItem, own: OwnRuns): Promise<void>;
  /** Is the item that this process runs itself still its own? Then no sweep takes it for as long as at its start. */
  keepOwn(taken: TakenItem): Promise<boolean>;
  /** What this process did not bring to its end becomes a BullMQ job, unless it is another's by now. */
  giveBack(taken: TakenItem, how: GivenBack): Promise<void>;
}

/** How an item goes back to BullMQ: after a pause, with its chat's rank passed on if only the chat waits, refused for good. */
export interface GivenBack {
  readonly pauseMs: number;
  readonly isLocal: boolean;
  /** Code and message of the error that no other try can mend. */
  readonly refusal?: JobData['refusal'];
}

/** Redis was emptied, and what it held before is not back yet. */
export class ForgottenError extends Error {}

/** Opens the ordered queue that stands before `queue`. */
export function orderedQueue(options: OrderedQueueOptions): OrderedQueue {
  const { redis, queue } = options;
  const { add, argsOf, call, goOn, jobOf, keys, keysOf } = orderCalls(options);

  async function offer(
    items: readonly OrderedItem[],
    { mark = '', own }: { mark?: string; own?: OwnRuns | undefined } = {},
  ): Promise<boolean[]> {
    const isAdding = defineAdding(redis);
    const offered = items.map(inTrace);
    const takenBy = offered.map((item) => tokenFor(item, own));
    const replies = await runAll(redis, offered, (pipeline, item, at) => {
      const { orderOffer, orderOfferAndAdd } = pipeline as unknown as Scripted;
      const merged = item.isMerged ? '1' : '';
      const args = [...argsOf(item), textOf(item), mark, takenBy[at] ?? '', merged];
      // What is to be taken needs no job made beforehand; in the rare case that it is not, a second trip adds it.
      if (!isAdding || takenBy[at]) return orderOffer.call(pipeline, ...keysOf(item), ...args);
      const { keys: added, job, options: opts } = addArguments(queue, jobOf({ ...item, rank: 1 }));
      return orderOfferAndAdd.call(pipeline, ...keysOf(item), ...added, ...args, job, opts);
    });
    offered.forEach((item, at) => {
      const [, chatId, rank] = replies[at] as Reply;
      if (chatId === '') own?.run({ ...item, rank: Number(rank), token: takenBy[at] as string });
    });
    const due = replies.map((reply, at) => dueOf((items[at] as OrderedItem).botId, reply));
    await add(due.filter((one) => one !== undefined));
    if (replies.some(([fresh]) => fresh === -1)) throw new ForgottenError(`redis lacks ${mark}`);
    return replies.map(([fresh]) => fresh === 1);
  }

  async function mend(botId: string, chatId: string, releasedBefore: number): Promise<boolean> {
    const place = { botId, chatId, id: '0' };
    const answer = await call('orderInspect', place, releasedBefore);
    const [rank, id, text] = answer as [string?, string?, string?];
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
    const before = now() - olderThanMs;
    const suspects = await redis.zrangebyscore(keys.released, '-inf', before, 'LIMIT', 0, 500);
    for (const suspect of suspects) {
      const [botId, chatId] = suspect.split(' ') as [string, string];
      if (await mend(botId, chatId, before)) mended += 1;
    }
    for (const botId of await redis.smembers(keys.bots)) {
      const reply = (await call('orderRefill', { botId, chatId: '0', id: '0' })) as Reply;
      if (reply[0] === 1) mended += 1;
      await goOn(botId, reply);
    }
    return mended;
  }

  async function finish(place: Place): Promise<void> {
    await goOn(place.botId, await call('orderFinish', place, '', ''));
  }

  async function finishOwn(taken: TakenItem, own: OwnRuns): Promise<void> {
    await goOn(taken.botId, await call('orderFinish', taken, taken.token, tokenFor(taken, own)), own);
  }

  async function giveBack(taken: TakenItem, { pauseMs, isLocal, refusal }: GivenBack): Promise<void> {
    const rank = Number(await call('orderGiveBack', taken, taken.token, pauseMs));
    if (rank === 0) return;
    if (isLocal) await park(taken, pauseMs);
    const extra = { is_again: true, ...(refusal && { refusal }) };
    const { name, data, opts } = jobOf({ ...taken, rank }, extra);
    await queue.add(name, data, { ...opts, ...(pauseMs > 0 && { delay: pauseMs }) });
  }

  async function park(place: Place, pauseMs: number): Promise<void> {
    await goOn(place.botId, await call('orderPark', place, pauseMs));
  }

  async function areOpen(places: readonly Place[]): Promise<boolean[]> {
    const counts = await runAll(redis, places, (pipeline, { botId, chatId, id }) =>
      pipeline.zcount(keys.mailbox(botId, chatId), id, id),
    );
    return counts.map((count) => Number(count) > 0);
  }

  return {
    cap: options.cap,
    areOpen,
    offer,
    finish,
    sweep,
    park,
    hold: async ({ botId, chatId }, pauseMs) => {
      await redis.zadd(keys.released, 'XX', now() + pauseMs, `${botId} ${chatId}`);
    },
    finishOwn,
    giveBack,
    keepOwn: async (taken) => (await call('orderKeep', taken, taken.token)) === 1,
    claim: async (place) => (await call('orderClaim', place)) === 1,
  };
}

let tokens = 0;

/** A token for an item that `own` would run, longer than a time and no two of a process alike; '' when it would not. */
function tokenFor({ botId }: Place, own?: OwnRuns): string {
  if (!own?.takes(botId)) return '';
  tokens = (tokens + 1) % 1_000;
  return `9${now()}${String(tokens).padStart(3, '0')}`;
}

/** From when BullMQ has given its scripts to the connection, an offer adds the job itself. */
function defineAdding(redis: Redis): boolean {
  if ('orderOfferAndAdd' in redis) return true;
  const add = addingScript(redis);
  if (add) redis.defineCommand('orderOfferAndAdd', { numberOfKeys: 20, lua: offerAndAdd(add) });
  return add !== undefined;
}

async function runAll<T>(
  redis: Redis,
  items: readonly T[],
  command: (pipeline: ChainableCommander, item: T, at: number) => unknown,
): Promise<Reply[]> {
  // A pipeline costs more to make than a command: ioredis gives each every script that BullMQ has.
  const [only] = items;
  if (items.length === 1)
    return [(await command(redis as unknown as ChainableCommander, only as T, 0)) as Reply];
  const pipeline = redis.pipeline();
  items.forEach((item, at) => command(pipeline, item, at));
  const results = (await pipeline.exec()) ?? [];
  return results.map(([error, reply]) => {
    if (error) throw error;
    return reply as Reply;
  });
}
