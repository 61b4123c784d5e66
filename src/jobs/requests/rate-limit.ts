import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import { requestIdOf } from './intake.js';
import { boundOf, luaRoom, mostWaitingBytes, roomKeys, waitingMs, type RequestRoom } from './room.js';

/** Seconds of the window in which requests are counted. */
export const windowSeconds = 60;
const daySeconds = 86_400;

/** What a token, and all tokens of its bot together, may ask for. */
export interface RequestBounds {
  /** Requests a minute of one token. */
  readonly perMinute: number;
  /** Requests a minute of all tokens of a bot. */
  readonly botPerMinute: number;
  /** Bytes of bodies a minute of all tokens of a bot; a change counts as `leastBytesOfChange` at least. */
  readonly botBytesPerMinute: number;
  /** Changes a day of all tokens of a bot. */
  readonly botChangesPerDay: number;
}

/** What a change counts as at least: about as much is left of it in the database. */
export const leastBytesOfChange = 16_384;

/** The bounds that go with so many requests a minute of one token. */
export const boundsFor = (perMinute: number): RequestBounds => ({
  perMinute,
  botPerMinute: 2 * perMinute,
  botBytesPerMinute: 8_192 * perMinute,
  botChangesPerDay: 100 * perMinute,
});

/** Which limit a request exceeded. */
export type Met = 'bytes' | 'changes' | 'requests' | 'token' | 'waiting';

/** What the rate limit leaves to a token after one request. */
export interface RequestAllowance {
  /** Rises with each request of the fleet and never comes twice, also after Redis was emptied; '' when there is no place. */
  readonly number: string;
  /** The limit that it exceeded; undefined: none. */
  readonly met: Met | undefined;
  /** How many more requests of the token, requests of the bot and bytes of the bot the window takes. */
  readonly left: { readonly token: number; readonly bot: number; readonly bytes: number };
  /** Seconds until the next window, or until it is worth asking again. */
  readonly resetSeconds: number;
}

/** A request at the gate. */
export interface Asking {
  /** Names the token. */
  readonly token: string;
  /** Whose bot's bounds hold, and what the request takes while it waits; 0 bytes: it makes no job. */
  readonly room: RequestRoom;
  /** Whose rows it is about. */
  readonly botId: string;
  readonly isChange: boolean;
  /** Largest size that its body can have. */
  readonly bodyBytes: number;
}

/**
 * KEYS 1 requests of the token in this window, 2 requests and 3 bytes of the bot in it, 4 changes of the bot in this day,
 * 5 and 6 what of it waits (room.ts), 7 the last number. ARGV 1 ms of the window, 2 ms of the day, 3 most requests of the
 * token, 4 of the bot, 5 most bytes, 6 most changes, 7 most bytes that wait, 8 bytes of this one, 9 is it a change ('1'),
 * 10 bytes while it waits, 11 how long that may be, 12 the bot that it is about.
 * Returns {limit exceeded or '', ms to wait, number, requests left of the token, of the bot, bytes left}.
 */
const admit = redisScript(
  'checkRateLimit',
  `${luaRoom}
  local now, bytes, waits = nowMs(), tonumber(ARGV[8]), tonumber(ARGV[10])
  local function count(key, by, ms)
    local sum = redis.call('INCRBY', key, by)
    if sum == by or redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, ms) end
    return sum
  end
  local function ends(key, ms)
    local left = redis.call('PTTL', key)
    return left < 0 and tonumber(ms) or left
  end
  local ofToken = ARGV[3] - count(KEYS[1], 1, ARGV[1])
  if ofToken < 0 then return {'token', ends(KEYS[1], ARGV[1]), '', 0, 0, 0} end
  local ofBot = ARGV[4] - count(KEYS[2], 1, ARGV[1])
  local taken = takenBy(KEYS[3])
  local ofBytes = math.max(0, ARGV[5] - taken)
  local function refuse(bound, ms) return {bound, ms, '', ofToken, math.max(0, ofBot), ofBytes} end
  if ofBot < 0 then return refuse('requests', ends(KEYS[2], ARGV[1])) end
  if taken > 0 and taken + bytes > tonumber(ARGV[5]) then return refuse('bytes', ends(KEYS[3], ARGV[1])) end
  if ARGV[9] == '1' and takenBy(KEYS[4]) >= tonumber(ARGV[6]) then return refuse('changes', ends(KEYS[4], ARGV[2])) end
  leaveEnded(KEYS[5], KEYS[6], now)
  local waiting = takenBy(KEYS[6])
  if waits > 0 and waiting > 0 and waiting + waits > tonumber(ARGV[7]) then return refuse('waiting', 10000) end
  if bytes > 0 then count(KEYS[3], bytes, ARGV[1]) end
  if ARGV[9] == '1' then count(KEYS[4], 1, ARGV[2]) end
  if redis.call('EXISTS', KEYS[7]) == 0 then
    local time = redis.call('TIME')
    redis.call('SET', KEYS[7], time[1] .. string.format('%06d', time[2]))
  end
  local number = string.format('%.0f', redis.call('INCR', KEYS[7]))
  if waits > 0 then
    enter(KEYS[5], KEYS[6], ARGV[12] .. '.' .. number .. ' ' .. waits, now + ARGV[11], ARGV[11])
  end
  return {'', ends(KEYS[1], ARGV[1]), number, ofToken, ofBot, math.max(0, ofBytes - bytes)}`,
);

/** Counts a request of a token and of its bot and numbers it, in one round trip; what it takes while it waits is counted too. */
export async function checkRateLimit(
  { redis, prefix }: { readonly redis: Redis; readonly prefix: string },
  bounds: RequestBounds,
  { token, room, botId, isChange, bodyBytes }: Asking,
): Promise<RequestAllowance> {
  const { owner } = room;
  const { waiting, waitingBytes } = roomKeys(prefix, owner);
  const keys = [
    `${prefix}:requests-of:${token}`,
    `${prefix}:requests-of-bot:${owner}`,
    `${prefix}:request-bytes-of-bot:${owner}`,
    `${prefix}:changes-of-bot:${owner}`,
    waiting,
    waitingBytes,
    `${prefix}:request-number`,
  ];
  const bytes = isChange ? Math.max(bodyBytes, leastBytesOfChange) : bodyBytes;
  const args = [
    ...[windowSeconds * 1_000, daySeconds * 1_000],
    ...[bounds.perMinute, bounds.botPerMinute, bounds.botBytesPerMinute, bounds.botChangesPerDay],
    ...[boundOf(owner, mostWaitingBytes), bytes, isChange ? '1' : '', room.bytes, waitingMs, botId],
  ];
  const [met, ms, number, ofToken, ofBot, ofBytes] = (await admit(redis, keys, args)) as [
    ...[Met | '', number, string],
    ...[number, number, number],
  ];
  return {
    number,
    met: met === '' ? undefined : met,
    left: { token: ofToken, bot: ofBot, bytes: ofBytes },
    resetSeconds: Math.max(1, Math.ceil(ms / 1_000)),
  };
}

/** KEYS 1 and 2 what waits of a bot. ARGV 1 the request with its bytes. */
const release = redisScript('releaseRequest', `${luaRoom} leave(KEYS[1], KEYS[2], ARGV[1])`);

/** A request that the gate let through became no job: it takes no room any more. */
export async function leaveGate(
  { redis, prefix }: { readonly redis: Redis; readonly prefix: string },
  { room, botId, number }: Pick<Asking, 'botId' | 'room'> & { readonly number: string },
): Promise<void> {
  if (room.bytes === 0) return;
  const { waiting, waitingBytes } = roomKeys(prefix, room.owner);
  await release(redis, [waiting, waitingBytes], [`${requestIdOf({ botId, number })} ${room.bytes}`]);
}
