/**
 * How the answer to an admin request comes back from the worker that ran it to the ingress that waits.
 *
 * 1. The worker keeps it in Redis for a bounded time and publishes it on the channel of that ingress, in one step.
 * 2. The ingress hears of it and drops it; a message that was lost on the way it finds by looking at the key now and then.
 * 3. Who got a 202 reads it there until the time is over, or until newer answers of the bot take the room.
 * The answer itself is sealed by the worker and opened by the ingress: Redis and bull-board show nothing of it.
 */
import { randomUUID } from 'node:crypto';
import { log } from '#platform/log.js';
import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import { boundOf, keptLateMs, luaRoom, mostKeptBytes, roomKeys, type RequestRoom } from './room.js';

/** An answer as Redis keeps it. */
export interface StoredReply {
  readonly endpoint: string;
  /** Whose request it was: `master`, or `token`, its bot and its number. */
  readonly caller: string;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly finishedAt: number;
  readonly sealed: string;
}

const keyOf = (prefix: string, jobId: string): string => `${prefix}:answer:${jobId}`;
const channelOf = (prefix: string, replyTo: string): string => `${prefix}:answers:${replyTo}`;

/**
 * KEYS 1 the answer, 2 and 3 what waits of the bot, 4 and 5 its kept answers, 6 the prefix of all answers (no key of its own;
 * same slot). ARGV 1 its text, 2 ms to keep it, 3 channel, 4 job, 5 bytes that it took while it waited, 6 most bytes of
 * kept answers, 7 ms that they are kept at most. Those that end soonest make room: what nobody has read at once first.
 */
const give = redisScript(
  'sendReply',
  `${luaRoom}
  local now, size = nowMs(), #ARGV[1]
  leave(KEYS[2], KEYS[3], ARGV[4] .. ' ' .. ARGV[5])
  leaveEnded(KEYS[4], KEYS[5], now)
  while takenBy(KEYS[5]) + size > tonumber(ARGV[6]) do
    local first = redis.call('ZRANGE', KEYS[4], 0, 0)[1]
    if not first then break end
    redis.call('DEL', KEYS[6] .. string.match(first, '^%S+'))
    leave(KEYS[4], KEYS[5], first)
  end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  enter(KEYS[4], KEYS[5], ARGV[4] .. ' ' .. size, now + ARGV[2], ARGV[7])
  return redis.call('PUBLISH', ARGV[3], ARGV[4] .. ' ' .. ARGV[1])`,
);

/** Where an answer goes, and for how long. */
export interface AnswerPlace {
  readonly jobId: string;
  readonly replyTo: string;
  readonly keepMs: number;
  readonly room: RequestRoom;
}

/**
 * Keeps an answer for `keepMs` and tells the ingress that waits for it; the request waits no longer. Of one bot only so many
 * bytes of answers are kept: the oldest go.
 */
export async function sendReply(
  { redis, prefix }: { readonly redis: Redis; readonly prefix: string },
  { jobId, replyTo, keepMs, room }: AnswerPlace,
  answer: StoredReply,
): Promise<void> {
  const { waiting, waitingBytes, kept, keptBytes } = roomKeys(prefix, room.owner);
  const keys = [keyOf(prefix, jobId), waiting, waitingBytes, kept, keptBytes, keyOf(prefix, '')];
  const most = boundOf(room.owner, mostKeptBytes);
  const text = JSON.stringify(answer);
  await give(redis, keys, [text, keepMs, channelOf(prefix, replyTo), jobId, room.bytes, most, keptLateMs]);
}

/** KEYS 1 the answer, 2 and 3 the kept answers of the bot. ARGV 1 the job with its bytes. */
const drop = redisScript(
  'dropAnswer',
  `${luaRoom}
  redis.call('DEL', KEYS[1])
  leave(KEYS[2], KEYS[3], ARGV[1])`,
);

/** The answer has been read by who waited for it: it is kept no longer. */
async function dropAnswer(
  redis: Redis,
  prefix: string,
  { jobId, owner, text }: { readonly jobId: string; readonly owner: string; readonly text: string },
): Promise<void> {
  const { kept, keptBytes } = roomKeys(prefix, owner);
  await drop(redis, [keyOf(prefix, jobId), kept, keptBytes], [`${jobId} ${Buffer.byteLength(text)}`]);
}

/** The answer to a job, while it is kept. */
export async function findReply(
  redis: Redis,
  prefix: string,
  jobId: string,
): Promise<StoredReply | undefined> {
  const text = await redis.get(keyOf(prefix, jobId));
  return text === null ? undefined : (JSON.parse(text) as StoredReply);
}

/** A request whose answer is waited for. */
export interface Expected {
  readonly jobId: string;
  /** Whose room the answer takes. */
  readonly owner: string;
  readonly waitMs: number;
}

/** How one ingress process hears of answers. */
export interface ReplyListener {
  /** Names this process in the jobs that it makes. */
  readonly replyTo: string;
  /**
   * Begins to listen for a job's answer; call it before the job is made. The answer, which Redis keeps no longer, or
   * undefined when there is none after `waitMs`.
   */
  expect(wanted: Expected): Promise<StoredReply | undefined>;
  /** The job could not be made: nobody waits for it any more. */
  forget(jobId: string): void;
  /** Stops listening; who still waits gets undefined. */
  close(): void;
}

/** How often requests that take long are looked up, all with one question, in case a message was lost. */
const lookEveryMs = 1_000;
/** Answers that one question asks for. */
const lookedUpAtOnce = 500;

interface Waiting {
  readonly since: number;
  end(text: string | undefined): void;
}

/** Opens the listener on a connection of its own. */
export function openReplyListener(redis: Redis, prefix: string): ReplyListener {
  const replyTo = randomUUID();
  const waiting = new Map<string, Waiting>();
  const connection = listenOn(redis);
  const channel = channelOf(prefix, replyTo);
  connection.on('error', () => undefined); // The connection that it was made from reports that Redis is away.
  const subscribe = (): void => {
    connection
      .subscribe(channel)
      .catch((error: unknown) =>
        log.debug(
          { err: error },
          'could not subscribe to the replies to requests; it is tried again when Redis reconnects',
        ),
      );
  };
  if (connection.status === 'ready') subscribe();
  connection.on('ready', subscribe);
  connection.on('message', (_: string, message: string) => {
    const at = message.indexOf(' ');
    waiting.get(message.slice(0, at))?.end(message.slice(at + 1));
  });
  const looks = setInterval(() => void lookForLate().catch(() => undefined), lookEveryMs).unref(); // Redis is away: the next one.

  async function lookForLate(): Promise<void> {
    const before = performance.now() - lookEveryMs;
    const late = [...waiting].filter(([, { since }]) => since <= before);
    for (let at = 0; at < late.length; at += lookedUpAtOnce) {
      const part = late.slice(at, at + lookedUpAtOnce);
      const found = await redis.mget(part.map(([jobId]) => keyOf(prefix, jobId)));
      part.forEach(([, { end }], place) => typeof found[place] === 'string' && end(found[place]));
    }
  }

  function expect({ jobId, owner, waitMs }: Expected): Promise<StoredReply | undefined> {
    return new Promise((resolve) => {
      const end = (text: string | undefined): void => {
        clearTimeout(last);
        if (!waiting.delete(jobId)) return;
        resolve(text === undefined ? undefined : (JSON.parse(text) as StoredReply));
        // One that stays ends by itself.
        if (text !== undefined) dropAnswer(redis, prefix, { jobId, owner, text }).catch(() => undefined);
      };
      const look = async (): Promise<string | undefined> =>
        redis.get(keyOf(prefix, jobId)).then(
          (text) => text ?? undefined,
          () => undefined,
        );
      const last = setTimeout(() => void look().then(end), waitMs);
      waiting.set(jobId, { since: performance.now(), end });
    });
  }
  return {
    replyTo,
    expect,
    forget: (jobId) => waiting.get(jobId)?.end(undefined),
    close: () => {
      clearInterval(looks);
      for (const { end } of waiting.values()) end(undefined);
      connection.disconnect();
    },
  };
}

/** A connection for listening waits out what its model fails fast on. */
function listenOn(redis: Redis): Redis {
  if ('nodes' in redis) return redis.duplicate([], { enableOfflineQueue: true });
  return redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
}
