import { luaSendPermits } from '#platform/telegram/send-limits.js';
import { luaItems, timeDigits } from './items.js';

/** One job of so many a flooding bot may release in the ranks of bots with little to do: it goes on whatever others do. */
const everyFirst = 16;
/** Quarters of all slots that bots share; the fourth is for bots that come with little. */
const sharedQuarters = 3;
/** A bot with more busy chats than this moves none up: all of them are read for it, and one ends soon anyway. */
const mostLookedThrough = 16;
/** Ready chats without anything to do that one call passes over, so that none takes long: a repair in a few seconds goes on. */
const mostPassedOver = 100;
/** Milliseconds for which a job has had its rank before it moves up: most have had their turn by then. */
const settledMs = 200;

/**
 * What the scripts of the ordered queue share: how they read a bot's state, and what they do with it.
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
export const luaState = `${luaItems}${luaSendPermits}
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
    for _ = 1, ${mostPassedOver} do
      local who = redis.call('LPOP', ready)
      if not who then return {} end
      local headId, item = head(mailboxes .. who)
      if headId then
        release(who, rank, headId, token)
        return {who, tostring(rank), headId, item, token, token and permitOf(who, headId, token, rank, item)}
      end
      redis.call('HDEL', states, who)
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
