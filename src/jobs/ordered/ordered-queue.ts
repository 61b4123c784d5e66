import { now } from '#platform/clock.js';
import type { JobData } from '../job-data.js';
import { finishWithJob, type JobEnd } from './inline-bullmq-finish.js';
import { itemStandings, type ItemStanding } from './item-standings.js';
import { inTrace, jobIdOf, type OrderedItem, type Place, type TakenItem } from './items.js';
import { scriptCalls, takenOf, type InlineRunner, type OrderedQueueOptions } from './script-calls.js';
import { readReply } from './replies.js';
import { offerItems } from './offer-items.js';

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
  const { add, call, goOn, jobOf, keys, refill } = calls;

  async function offer(
    items: readonly OrderedItem[],
    { mark = '', inline }: { mark?: string; inline?: InlineRunner | undefined } = {},
  ): Promise<boolean[]> {
    const offers = items.map(inTrace).map((item) => ({ item, token: tokenFor(item, inline) }));
    const askedAt = performance.now();
    const raw = await offerItems(options, calls, offers, mark);
    const replies = offers.map(({ item }, at) => readReply('orderedOffer', raw[at], item));
    offers.forEach(({ item, token }, at) => {
      const { takenAtRank: rank, isPermitted, isNeedless } = replies[at] as (typeof replies)[number];
      if (isNeedless) inline?.drop?.(item);
      if (rank !== undefined)
        inline?.run(takenOf({ rank, ...item }, token, isPermitted ? askedAt : undefined));
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

/** How the permit of an item is closed in the step that ends it; '' when it has none. */
const closingOf = ({ permit }: TakenItem): string => permit?.closing() ?? '';

let tokens = 0;

/** A token for an item that `inline` would run, longer than a time and no two of a process alike; '' when it would not. */
function tokenFor({ botId }: Place, inline?: InlineRunner): string {
  if (!inline?.takes(botId)) return '';
  tokens = (tokens + 1) % 1_000;
  return `9${now()}${String(tokens).padStart(3, '0')}`;
}
