import type { ChainableCommander } from 'ioredis';
import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import type { JobData } from '../job-data.js';
import { bullmqAddArguments, bullmqAddScript } from './inline-bullmq-add.js';
import { finishWithJob, type JobEnd } from './inline-bullmq-finish.js';
import { itemStandings, type ItemStanding } from './item-standings.js';
import { inTrace, jobIdOf, textOf, type OrderedItem, type Place, type TakenItem } from './items.js';
import {
  scriptCalls,
  takenOf,
  type InlineRunner,
  type OrderedQueueOptions,
  type ScriptCalls,
  type Scripted,
} from './script-calls.js';
import { readReply } from './replies.js';
import { addingKeys, commonKeys, mostTogether, offerAndAdd } from './scripts.js';

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
   * Throws ForgottenError when the key `mark` is missing: nothing is taken in then, since it would overtake what is
   * missing. What is due at once and new goes to `inline` as far as it has room; what is not needed is dropped there.
   */
  offer(
    items: readonly OrderedItem[],
    options?: { mark?: string; inline?: InlineRunner | undefined },
  ): Promise<boolean[]>;
  /** How each of these stands. */
  standings(places: readonly Place[]): Promise<ItemStanding[]>;
  /** Chats of a bot that have something to be done, at work or waiting. */
  busyChats(botId: string): Promise<number>;
  /** The job ended (completed, or failed for good): releases the chat's next. */
  finish(place: Place): Promise<void>;
  /**
   * The same in one step with BullMQ's end of the job: `sent` is what BullMQ sends for it. Undefined while that cannot be: then
   * `finish` follows.
   */
  finishWithJob(place: Place, sent: readonly (number | string | Buffer)[]): Promise<JobEnd> | undefined;
  /** The job waits `pauseMs` for another try: its slot in the bot's share goes to another chat. */
  park(place: Place, pauseMs: number): Promise<void>;
  /** The job waits `pauseMs` for another try, and its bot with it: it keeps its rank, but takes no slot from others. */
  hold(place: Place, pauseMs: number): Promise<void>;
  /** May a job that starts for the second time run now, or is another of its chat at work? */
  claim(place: Place): Promise<boolean>;
  /** Repairs what crashes left: jobs lost between two calls, ended without notice, or removed by hand. */
  sweep(olderThanMs: number): Promise<number>;
  /** The last change of a chat did not come to what it said: the next one is needed, whatever it says. */
  forgetLeft(place: Pick<Place, 'botId' | 'chatId'>): Promise<void>;
  /** The item that this process ran itself ended: releases the chat's next, for `inline` if it has room. */
  finishInline(taken: TakenItem, inline: InlineRunner): Promise<void>;
  /** Is the item that this process runs itself still its own? Then no sweep takes it for as long as at its start. */
  keepInline(taken: TakenItem): Promise<boolean>;
  /** What this process did not bring to its end becomes a BullMQ job, unless it is another's by now. */
  giveBack(taken: TakenItem, how: GivenBack): Promise<void>;
}

/** How an item goes back to BullMQ: after a pause, with its chat's rank passed on if only the chat waits, refused for good. */
export interface GivenBack {
  readonly pauseMs: number;
  readonly isLocal: boolean;
  /** Code and message of an error for which no other attempt can help. */
  readonly refusal?: JobData['refusal'];
}

/** Chats that one sweep asks BullMQ about, one by one; the next sweep, 5 s later, goes on. */
const chatsASweep = 500;

/** Redis was emptied, and what it held before is not back yet. */
export class ForgottenError extends Error {}

/** Opens the ordered queue that stands before `queue`. */
export function orderedQueue(options: OrderedQueueOptions): OrderedQueue {
  const { redis, queue } = options;
  const calls = scriptCalls(options);
  const { add, argsOf, call, goOn, jobOf, keys, refill } = calls;

  async function offer(
    items: readonly OrderedItem[],
    { mark = '', inline }: { mark?: string; inline?: InlineRunner | undefined } = {},
  ): Promise<boolean[]> {
    const offered = items.map(inTrace);
    const takenBy = offered.map((item) => tokenFor(item, inline));
    const askedAt = performance.now();
    const raw = await sendOffers(
      options,
      calls,
      offered.map((item, at) => {
        const token = takenBy[at] ?? '';
        return { item, token, args: [...argsOf(item), ...offeredArgs(item, mark, token)] };
      }),
    );
    const replies = offered.map((item, at) => readReply('orderedOffer', raw[at], item));
    replies.forEach(({ takenAtRank: rank, isPermitted, isNeedless }, at) => {
      if (isNeedless) inline?.drop?.(offered[at] as OrderedItem);
      const due = rank !== undefined && { rank, ...(offered[at] as OrderedItem) };
      if (due) inline?.run(takenOf(due, takenBy[at] as string, isPermitted ? askedAt : undefined));
    });
    await add(replies.flatMap(({ due }) => due ?? []));
    if (replies.some(({ isForgotten }) => isForgotten)) throw new ForgottenError(`redis lacks ${mark}`);
    return replies.map(({ isFresh }) => isFresh);
  }

  async function mend(botId: string, chatId: string, releasedBefore: number): Promise<boolean> {
    const head = await call('orderedInspect', { botId, chatId, id: '0' }, releasedBefore);
    if (!head) return false;
    const { id, due } = head;
    const jobId = jobIdOf({ botId, id });
    const state = await queue.getJobState(jobId);
    if (state === 'active') return false;
    if (state === 'completed' || state === 'failed' || !due) {
      await finish({ botId, chatId, id });
      return true;
    }
    if (state !== 'unknown') return false;
    await queue.remove(jobId);
    const { name, data, opts } = jobOf(due, { is_again: true });
    await queue.add(name, data, opts);
    return true;
  }

  async function sweep(olderThanMs: number): Promise<number> {
    let mended = 0;
    const before = now() - olderThanMs;
    const overdue = await redis.zrangebyscore(keys.released, '-inf', before, 'LIMIT', 0, chatsASweep);
    for (const entry of overdue) {
      const [botId, chatId] = entry.split(' ') as [string, string];
      if (await mend(botId, chatId, before)) mended += 1;
    }
    for (const botId of await redis.smembers(keys.bots)) {
      const reply = await refill(botId);
      if (reply.hasActed) mended += 1;
      await goOn(reply);
    }
    return mended;
  }

  const finish = async (place: Place) => goOn(await call('orderedFinish', place, '', '', ''));

  async function finishInline(taken: TakenItem, inline: InlineRunner): Promise<void> {
    const args = [taken.token, tokenFor(taken, inline), closingOf(taken)];
    const askedAt = performance.now();
    await goOn(await call('orderedFinish', taken, ...args), inline, askedAt);
  }

  async function giveBack(taken: TakenItem, { pauseMs, isLocal, refusal }: GivenBack): Promise<void> {
    const rank = await call('orderedGiveBack', taken, taken.token, pauseMs, closingOf(taken));
    if (rank === 0) return;
    if (isLocal) await park(taken, pauseMs);
    const { name, data, opts } = jobOf(Object.assign({}, taken, { rank }), {
      is_again: true,
      ...(refusal && { refusal }),
    });
    await queue.add(name, data, { delay: Math.max(0, pauseMs), ...opts });
  }

  const park = async (place: Place, pauseMs: number) => goOn(await call('orderedPark', place, pauseMs));

  return {
    cap: options.cap,
    busyChats: (botId) => redis.hlen(keys.current(botId)),
    offer,
    finish,
    finishWithJob: (place, sent) => finishWithJob(redis, calls, { place, sent }),
    standings: (places) => itemStandings(redis, keys, places),
    sweep,
    park,
    hold: async ({ botId, chatId }, pauseMs) => {
      await redis.zadd(keys.released, 'XX', now() + pauseMs, `${botId} ${chatId}`);
    },
    forgetLeft: calls.forgetLeft,
    finishInline,
    giveBack,
    keepInline: (taken) => call('orderedKeep', taken, taken.token),
    claim: (place) => call('orderedClaim', place),
  };
}

/** Arguments of an offer behind those of all scripts. */
const offeredArgs = (item: OrderedItem, mark: string, token = ''): string[] => [
  textOf(item),
  mark,
  token,
  item.isMerged ? '1' : '',
  item.leaves ?? '',
];

/** An item that is offered, with the arguments of its offer; the token '' when this process would not run it. */
interface Offer {
  readonly item: OrderedItem;
  readonly token: string;
  readonly args: readonly (number | string)[];
}

/** Sends offers, in their order, and returns what Redis says of each. */
async function sendOffers(
  { redis, queue }: OrderedQueueOptions,
  { common, jobOf }: ScriptCalls,
  offers: readonly Offer[],
): Promise<unknown[]> {
  // What is to be taken needs no job made beforehand; in the rare case that it is not, a second trip adds it.
  const needNoJob = offers.every(({ token }) => token !== '');
  if (needNoJob && offers.length > 1 && offers.length <= mostTogether)
    return (redis as unknown as Scripted).orderedOfferEach(...common, ...offers.flatMap(({ args }) => args));
  const isAdding = defineAdding(redis);
  return runAll(redis, offers, (pipeline, { item, token, args }) => {
    const { orderedOffer, orderedOfferAndAdd } = pipeline as unknown as Scripted;
    if (!isAdding || token) return orderedOffer.call(pipeline, ...common, ...args);
    const { keys: added, job, options: opts } = bullmqAddArguments(queue, jobOf({ rank: 1, ...item }));
    return orderedOfferAndAdd.call(pipeline, ...common, ...added, ...args, job, opts);
  });
}

/** How the permit of an item is closed in the step that ends it; '' when it has none. */
const closingOf = ({ permit }: TakenItem): string => permit?.closing() ?? '';

let tokens = 0;

/** A token for an item that `inline` would run, longer than a time and no two of a process alike; '' when it would not. */
function tokenFor({ botId }: Place, inline?: InlineRunner): string {
  if (!inline?.takes(botId)) return '';
  tokens = (tokens + 1) % 1_000;
  return `9${now()}${String(tokens).padStart(3, '0')}`;
}

/** From when BullMQ has given its scripts to the connection, an offer adds the job itself. */
function defineAdding(redis: Redis): boolean {
  if ('orderedOfferAndAdd' in redis) return true;
  const add = bullmqAddScript(redis);
  if (add)
    redis.defineCommand('orderedOfferAndAdd', {
      numberOfKeys: commonKeys + addingKeys,
      lua: offerAndAdd(add),
    });
  return add !== undefined;
}

async function runAll<T>(
  redis: Redis,
  items: readonly T[],
  command: (pipeline: ChainableCommander, item: T) => unknown,
): Promise<unknown[]> {
  // A pipeline costs more to make than a command: ioredis gives each every script that BullMQ has. Several commands without one might
  // change places, where Redis has to be given a script anew.
  const [only] = items;
  if (items.length === 1) return [await command(redis as unknown as ChainableCommander, only as T)];
  const pipeline = redis.pipeline();
  items.forEach((item) => command(pipeline, item));
  const results = (await pipeline.exec()) ?? [];
  return results.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}
