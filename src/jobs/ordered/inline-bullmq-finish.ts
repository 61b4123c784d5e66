import type { Redis } from '#platform/redis.js';
import { bullmqScript } from './inline-bullmq-add.js';
import type { Place } from './items.js';
import { readReply } from './replies.js';
import type { ScriptCalls, Scripted } from './script-calls.js';
import { commonKeys, finishAndEnd, finishingKeys } from './scripts.js';

/** A job of an ordered queue that ended together with its turn. */
export interface JobEnd {
  /** What BullMQ's own script replied: negative when the job is not the worker's any more, and nothing was changed. */
  readonly reply: unknown;
  /** The chat was released with it. */
  readonly isReleased: boolean;
  /** Resolves when what was released is in BullMQ; rejects when it is not: then the sweep sees to it. */
  readonly followed: Promise<void>;
}

/** What a job ends with: its place, and what BullMQ sends for its end, keys first. */
interface Ending {
  readonly place: Place;
  readonly sent: readonly (number | string | Buffer)[];
}

/** Ends a job in BullMQ and releases its chat, by one script; undefined while the connection has not got BullMQ's. */
export function finishWithJob(
  redis: Redis,
  calls: Pick<ScriptCalls, 'argsOf' | 'common' | 'goOn'>,
  ending: Ending,
): Promise<JobEnd> | undefined {
  return defineFinishing(redis) ? run(redis, calls, ending) : undefined;
}

async function run(
  redis: Redis,
  { argsOf, common, goOn }: Pick<ScriptCalls, 'argsOf' | 'common' | 'goOn'>,
  { place, sent }: Ending,
): Promise<JobEnd> {
  const [keys, args] = [sent.slice(0, finishingKeys), sent.slice(finishingKeys)];
  const { orderedFinishWithJob: script } = redis as unknown as Scripted;
  const own = [...argsOf(place), '', '', ''];
  const replies: unknown[] = await script.call(redis, ...common, ...keys, ...own, ...args);
  const [reply, finished] = replies;
  if (!finished) return { reply, isReleased: false, followed: Promise.resolve() };
  return { reply, isReleased: true, followed: goOn(readReply('orderedFinish', finished, place)) };
}

function defineFinishing(redis: Redis): boolean {
  if ('orderedFinishWithJob' in redis) return true;
  const move = bullmqScript(redis, 'moveToFinished');
  if (move)
    redis.defineCommand('orderedFinishWithJob', {
      numberOfKeys: commonKeys + finishingKeys,
      lua: finishAndEnd(move),
    });
  return move !== undefined;
}
