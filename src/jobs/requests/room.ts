import { dayMs, hourMs } from '#platform/units.js';
/**
 * What the requests of one bot take of Redis, counted in bytes: bodies that wait for a worker, and answers that wait to be
 * read. The scripts that put something there or take it away count in the same step, so that no crash leaves the count
 * wrong for longer than the things themselves are kept.
 */

/** Whose room it is: the bot of the token that asks, or the master token's. */
export interface RequestRoom {
  readonly owner: string;
  /** What the request takes while it waits. */
  readonly bytes: number;
}

/** The room of requests that the master token makes, about whichever bot. */
export const masterRoom = 'master';

/** Bytes of requests that wait, and of answers that are kept, of one bot; the master token has ten times as much. */
export const mostWaitingBytes = 4_194_304;
export const mostKeptBytes = 8_388_608;
const masterShare = 10;
/** A request waits for a day at most. */
export const waitingMs = 25 * hourMs;
/** An answer is kept for a day at most. */
export const keptLateMs = dayMs;

/** The bound of an owner. */
export const boundOf = (owner: string, bytes: number): number =>
  owner === masterRoom ? bytes * masterShare : bytes;

/** What a request takes beside its body: its job, twice, without what people wrote. */
export const bytesOfJob = 2_048;

/** Keys of a room: what waits and what is kept (ZSET `<job> <bytes>` → ms of its end), and the bytes of both. */
export const roomKeys = (prefix: string, owner: string) => ({
  waiting: `${prefix}:requests-waiting:${owner}`,
  waitingBytes: `${prefix}:requests-waiting-bytes:${owner}`,
  kept: `${prefix}:answers-kept:${owner}`,
  keptBytes: `${prefix}:answers-kept-bytes:${owner}`,
});

/** For the scripts: things in a list with their bytes, `member` being `<job> <bytes>`. */
export const luaRoom = `
  local function bytesOf(member) return tonumber(string.match(member, ' (%d+)$')) end
  local function enter(list, sum, member, untilMs, keepMs)
    if redis.call('ZADD', list, untilMs, member) == 1 then redis.call('INCRBY', sum, bytesOf(member)) end
    redis.call('PEXPIRE', list, keepMs)
    redis.call('PEXPIRE', sum, keepMs)
  end
  local function leave(list, sum, member)
    if redis.call('ZREM', list, member) == 0 then return end
    if redis.call('DECRBY', sum, bytesOf(member)) <= 0 then redis.call('DEL', sum) end
  end
  local function leaveEnded(list, sum, now)
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', list, '-inf', now, 'LIMIT', 0, 200)) do
      leave(list, sum, member)
    end
  end
  local function takenBy(sum) return tonumber(redis.call('GET', sum) or 0) end
  local function nowMs()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
`;
