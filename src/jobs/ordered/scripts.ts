import { luaSendPermits } from '#platform/telegram/send-limits.js';
import { luaItems, timeDigits } from './items.js';

/**
 * The ordered queue's state changes, each one atomic.
 *
 * KEYS of all: 1 the fleet's prefix, 2 the prefix of the queue's own keys, 3 BullMQ's meta of the queue. Under 2 stand the mailbox
 * of a chat (ZSET id → `id:item`), ids seen (SET), `current` of a bot (HASH chat → `rank id since`), its ready chats (LIST), the ranks
 * it has taken (bitmap), released jobs (ZSET `bot chat` → ms), busy bots (SET), the backlog (HASH bot → count), and the slots of all
 * workers (STRING, or none while that is unknown). All of them have the hash tag of the prefix, so one slot. No key has the name
 * of a prefix: while that slot moves to another server, a Cluster puts the scripts off instead of running them on half of the keys.
 * ARGV of all: 1 bot, 2 chat, 3 id, 4 cap of the bot, 5 now in ms; then what the script says.
 *
 * A chat is idle (not in `current`), released (its head is a BullMQ job, rank 1..2 cap), ready (rank 0, in the ready list)
 * or parked (rank 0, its head is a delayed BullMQ job). Rank is the BullMQ priority: every bot's first chat goes before
 * any bot's second, so rates are max-min fair; cap is the bulkhead. While chats of a bot stand ready it leaves the first
 * ranks to bots that have less to do, but for one job of sixteen: so those never wait behind one of each flooding bot.
 * Several bots may each stay within their cap and yet have all slots. So a bot gets another one, beyond its first, only while
 * of three quarters of all slots no fewer are free than it has (dynamic thresholds, as switches share buffers): many floods come
 * to even shares, and what is left is for bots that come with little.
 *
 * A released head may be run by the process that offered it, without a job in BullMQ: then `since` is that process'
 * token, digits longer than a time (so an older version takes it for one that is far ahead). Whoever gives the head to
 * BullMQ puts a time there, and the token counts no longer. Nothing is taken so while the queue is paused or limited.
 */

/** Keys of every script, as listed above. */
export const commonKeys = 3;
/** Keys of BullMQ's script for adding, behind them. */
export const addingKeys = 9;

/** One job of so many a flooding bot may release in the ranks of bots with little to do: it goes on whatever others do. */
const everyFirst = 16;
/** Quarters of all slots that bots share; the fourth is for bots that come with little. */
const sharedQuarters = 3;
/** A bot with more busy chats than this moves none up: all of them are read for it, and one ends soon anyway. */
const mostLookedThrough = 16;
/** Milliseconds for which a job has had its rank before it moves up: most have had their turn by then. */
const settledMs = 200;
/** Seconds for which ids count as seen: Telegram keeps an update for 24 hours, and may bring it till then. */
const seenSeconds = 25 * 3_600;
/** Ids whose memory is one key: it goes as a whole when its last one's time is over, and is small enough to go at once. */
export const idsInSet = 500;

const shared = `${luaItems}${luaSendPermits}
  local bot, chat, id, cap, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]
  local prefix, base, meta = KEYS[1], KEYS[2], KEYS[3]
  local mailboxes = base .. ':mail:' .. bot .. ':'
  local mailbox = mailboxes .. chat
  local states, ready, ranks = base .. ':current:' .. bot, base .. ':ready:' .. bot, base .. ':ranks:' .. bot
  local released, bots, backlog, slotsKey = base .. ':released', base .. ':bots', base .. ':backlog', base .. ':slots'
  local function hasRoom(taken)
    local slots = taken > 0 and redis.call('GET', slotsKey)
    if not slots then return true end
    return taken <= math.ceil(slots * ${sharedQuarters} / 4) - redis.call('ZCOUNT', released, '-inf', now)
  end
  local function freeRank(first, isHeld)
    local bits, taken, free = redis.call('GET', ranks) or '', 0, nil
    for at = 0, #bits * 8 - 1 do
      local byte = string.byte(bits, math.floor(at / 8) + 1)
      if math.floor(byte / 2 ^ (7 - at % 8)) % 2 == 1 then taken = taken + 1
      elseif at + 1 >= first then free = free or at + 1 end
    end
    if taken >= cap or not (isHeld or hasRoom(taken)) then return 0 end
    return free or math.max(first, #bits * 8 + 1)
  end
  local function firstRank(waiting)
    if waiting < 2 then return 1 end
    if tonumber(redis.call('HGET', backlog, bot) or 0) % ${everyFirst} == 0 then return 1 end
    return cap + 1
  end
  local function head(box)
    local first = redis.call('ZRANGE', box, 0, 0, 'WITHSCORES')
    if not first[1] then return nil end
    return string.format('%.0f', first[2]), itemIn(first[1])
  end
  local function release(who, rank, headId, since)
    redis.call('SETBIT', ranks, rank - 1, 1)
    redis.call('HSET', states, who, rank .. ' ' .. headId .. ' ' .. (since or now))
    redis.call('ZADD', released, now, bot .. ' ' .. who)
  end
  local function isToken(since) return #since > ${timeDigits} end
  local function mayTake(token)
    if token == '' then return false end
    for _, set in ipairs(redis.call('HMGET', meta, 'paused', 'concurrency', 'max')) do
      if set then return false end
    end
    return true
  end
  local function permitOf(who, itemId, token, rank, item)
    local method = rank <= cap and methodIn(item)
    if not method or isFreeOfLimits(method) then return '' end
    local botWait, chatWait = takeSendPermit(prefix, bot, who, itemId .. '.' .. token)
    return botWait == 0 and chatWait == 0 and '1' or ''
  end
  local function closePermit(token, how)
    if how ~= '' then closeSendPermit(prefix, bot, chat, id .. '.' .. token, how) end
  end
  local function releaseNext(token)
    local waiting = redis.call('LLEN', ready)
    local rank = waiting > 0 and freeRank(firstRank(waiting)) or 0
    if rank == 0 then return {} end
    local who = redis.call('LPOP', ready)
    while who do
      local headId, item = head(mailboxes .. who)
      if headId then
        release(who, rank, headId, token)
        return {who, tostring(rank), headId, item, token, token and permitOf(who, headId, token, rank, item)}
      end
      redis.call('HDEL', states, who)
      who = redis.call('LPOP', ready)
    end
    return {}
  end
  local function moveUp()
    local size = redis.call('HLEN', states)
    if size == 0 or size > ${mostLookedThrough} then return {} end
    local rank, all = freeRank(1, true), redis.call('HGETALL', states)
    local who, most, rest
    for n = 1, #all, 2 do
      local taken, tail, since = string.match(all[n + 1], '^(%d+) (%S* (%d+))$')
      taken = tonumber(taken)
      if taken > (most or rank) and now - since >= ${settledMs} then who, most, rest = all[n], taken, tail end
    end
    if rank == 0 or not who then return {} end
    redis.call('SETBIT', ranks, most - 1, 0)
    redis.call('SETBIT', ranks, rank - 1, 1)
    redis.call('HSET', states, who, rank .. ' ' .. rest)
    return {who, tostring(rank), string.match(rest, '^%S*'), ''}
  end
  local function current()
    local value = redis.call('HGET', states, chat)
    if not value then return nil end
    local rank, curId, since = string.match(value, '^(%d+) (%S*) (%d*)')
    return tonumber(rank), curId, since
  end
  local function forgetWhenIdle()
    if redis.call('HLEN', states) == 0 then redis.call('DEL', ranks); redis.call('SREM', bots, bot) end
  end
`;

/**
 * Takes one item in, unless the key that ARGV 7 names is missing: {-1} then. ARGV 6 item (`name`, a line break, the data
 * as JSON), 7 that key (same slot) or ''. Returns {fresh, chat, rank, id, item}; without a
 * chat no job is to be added. `add` is BullMQ's script for adding (KEYS 4 and on, ARGV 10 job, 11 options): with it the
 * item that is due is added at once, unless another one of its chat is. ARGV 8 token of a process that would run the item
 * itself, or '': it may when the answer is {1, '', rank, permit}, where a permit '1' lets its call to Telegram leave. ARGV 9 '1': it is not needed when one of its line waits behind the
 * head, which may be at work; then the answer is {0}.
 */
const offerWith = (add: string): string => `${shared}
  local seen = base .. ':seen:' .. bot .. ':' .. string.format('%.0f', math.floor(id / ${idsInSet}))
  if ARGV[7] ~= '' and redis.call('EXISTS', ARGV[7]) == 0 then return {-1} end
  local fresh = redis.call('SADD', seen, id)
  if fresh == 1 then
    redis.call('EXPIRE', seen, ${seenSeconds})
    if ARGV[9] == '1' and redis.call('ZCARD', mailbox) > 1 then return {0} end
    if redis.call('ZADD', mailbox, id, id .. ':' .. ARGV[6]) == 1 then redis.call('HINCRBY', backlog, bot, 1) end
  end
  local function toBullmq(rank, dueId, item)
    ${add}
    return {fresh, chat, tostring(rank), dueId, item}
  end
  local rank, curId, since = current()
  if rank then
    if fresh == 0 and rank > 0 and curId == id and not isToken(since) then return toBullmq(rank, id, ARGV[6]) end
    return {fresh}
  end
  local headId, item = head(mailbox)
  if not headId then return {fresh} end
  redis.call('SADD', bots, bot)
  rank = freeRank(1)
  if rank == 0 then
    redis.call('HSET', states, chat, '0 ' .. headId .. ' ' .. now)
    redis.call('RPUSH', ready, chat)
    return {fresh}
  end
  local token = fresh == 1 and headId == id and item == ARGV[6] and mayTake(ARGV[8]) and ARGV[8] or nil
  release(chat, rank, headId, token)
  if token then return {fresh, '', tostring(rank), permitOf(chat, id, token, rank, item)} end
  return toBullmq(rank, headId, item)
`;

/** `orderedOffer` that adds the BullMQ job itself, by BullMQ's own script. */
export const offerAndAdd = (addJob: string): string =>
  offerWith(`
    if dueId == id and item == ARGV[6] then
      local function addJob(KEYS, ARGV)
        ${addJob}
      end
      local options = cmsgpack.unpack(ARGV[11])
      options.priority = rank
      addJob({unpack(KEYS, ${commonKeys + 1})}, {ARGV[10], dataIn(item), cmsgpack.pack(options)})
      return {fresh}
    end`);

/**
 * The chat's job ended: forget it, go on with the bot's next ready chat. When none is ready, the bot's job that has the
 * worst rank and has had it for a while moves up into the freed one: while other bots flood, the worse rank might not get
 * its turn at all. Returns {was current, chat, rank, id, item}; with an empty item the job is in BullMQ and changes its rank.
 * ARGV 6 the token under which a process ran it itself, or '' for a job; 7 the token under which it would run the next one,
 * or '': it may when the sixth of the answer is it. The seventh is 1 when yet another chat of the bot might be released, the
 * eighth when the next one has a permit to send. ARGV 8 how the permit of the one that ended is closed, '' when it has none.
 * The last chat of a bot, when nothing stands behind it, takes the short way: all of the bot is forgotten.
 */
const finish = `${shared}
  closePermit(ARGV[6], ARGV[8])
  local rank, curId, since = current()
  if not rank or curId ~= id or (ARGV[6] ~= '' and since ~= ARGV[6]) then return {0} end
  if redis.call('HLEN', states) == 1 and redis.call('ZCARD', mailbox) == 1
    and redis.call('ZREMRANGEBYSCORE', mailbox, id, id) == 1 then
    redis.call('DEL', states, ranks)
    redis.call('ZREM', released, bot .. ' ' .. chat)
    redis.call('SREM', bots, bot)
    redis.call('HDEL', backlog, bot)
    return {1}
  end
  if redis.call('ZREMRANGEBYSCORE', mailbox, id, id) > 0 and redis.call('HINCRBY', backlog, bot, -1) <= 0 then
    redis.call('HDEL', backlog, bot)
  end
  redis.call('ZREM', released, bot .. ' ' .. chat)
  if rank > 0 then redis.call('SETBIT', ranks, rank - 1, 0) end
  local headId = head(mailbox)
  if headId then
    redis.call('HSET', states, chat, '0 ' .. headId .. ' ' .. now)
    redis.call('RPUSH', ready, chat)
  else
    redis.call('HDEL', states, chat)
  end
  local next = releaseNext(mayTake(ARGV[7]) and ARGV[7] or nil)
  local isReady = redis.call('LLEN', ready) > 0
  local more = next[1] and isReady and freeRank(1) > 0
  if not (next[1] or isReady) then next = moveUp() end
  if not next[1] then forgetWhenIdle() end
  return {
    1, next[1] or '', next[2] or '', next[3] or '', next[4] or '', next[5] or '', more and '1' or '', next[6] or ''
  }
`;

/** Does the process still have the item that it runs itself under the token ARGV 6? Then it has it for longer. Returns 1 or 0. */
const keep = `${shared}
  local rank, curId, since = current()
  if curId ~= id or since ~= ARGV[6] then return 0 end
  redis.call('ZADD', released, now, bot .. ' ' .. chat)
  return 1
`;

/**
 * The process gives the item that it ran itself under the token ARGV 6 to BullMQ, to run in ARGV 7 ms. ARGV 8 how its permit to
 * send is closed, '' when it has none. Returns its rank, or 0 when it has it no longer.
 */
const giveBack = `${shared}
  closePermit(ARGV[6], ARGV[8])
  local rank, curId, since = current()
  if curId ~= id or since ~= ARGV[6] then return 0 end
  redis.call('HSET', states, chat, rank .. ' ' .. id .. ' ' .. now)
  redis.call('ZADD', released, now + ARGV[7], bot .. ' ' .. chat)
  return rank
`;

/** The chat's job waits for a later try: its rank passes to another chat. ARGV 6 ms of the pause. Returns like finish. */
const park = `${shared}
  local rank, curId = current()
  if not rank or curId ~= id then return {0} end
  redis.call('HSET', states, chat, '0 ' .. id .. ' ' .. now)
  redis.call('ZADD', released, tonumber(now) + tonumber(ARGV[6]), bot .. ' ' .. chat)
  if rank > 0 then redis.call('SETBIT', ranks, rank - 1, 0) end
  local next = releaseNext()
  return {1, next[1], next[2], next[3], next[4]}
`;

/** May a job that is started again (a crash, a later try, a person's retry) run now? Returns 1, or 0: another is at work. */
const claim = `${shared}
  local rank, curId = current()
  if rank then
    if curId ~= id then return 0 end
    redis.call('ZADD', released, now, bot .. ' ' .. chat)
    return 1
  end
  redis.call('HSET', states, chat, '0 ' .. id .. ' ' .. now)
  redis.call('ZADD', released, now, bot .. ' ' .. chat)
  redis.call('SADD', bots, bot)
  return 1
`;

/** Repair of one bot: a free rank goes to a ready chat. Returns {1, chat, rank, id, item} or {0}. */
const refill = `${shared}
  local next = releaseNext()
  if not next[1] then forgetWhenIdle(); return {0} end
  return {1, next[1], next[2], next[3], next[4]}
`;

/**
 * Repair of one chat that was released before ARGV 6 (ms): what should be at work there? ARGV 3 unused. Returns
 * {rank, id, item} or {}; touches its release time, and takes it from a process that ran it itself.
 */
const inspect = `${shared}
  local rank, curId, since = current()
  if not rank then redis.call('ZREM', released, bot .. ' ' .. chat); forgetWhenIdle(); return {} end
  local at = tonumber(redis.call('ZSCORE', released, bot .. ' ' .. chat) or 0)
  if at > tonumber(ARGV[6]) then return {} end
  redis.call('ZADD', released, now, bot .. ' ' .. chat)
  if isToken(since) then redis.call('HSET', states, chat, rank .. ' ' .. curId .. ' ' .. now) end
  local found = redis.call('ZRANGEBYSCORE', mailbox, curId, curId)
  return {tostring(rank), curId, found[1] and itemIn(found[1]) or ''}
`;

export const orderedScripts = {
  orderedClaim: claim,
  orderedFinish: finish,
  orderedGiveBack: giveBack,
  orderedInspect: inspect,
  orderedKeep: keep,
  orderedOffer: offerWith(''),
  orderedPark: park,
  orderedRefill: refill,
} as const;
export type OrderedScript = keyof typeof orderedScripts;
