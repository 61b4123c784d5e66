import { luaState } from './script-state.js';

/** The ordered queue's state changes, each one atomic; what they share, and their keys and arguments, is in `script-state.ts`. */

/** Keys of every script. */
export const commonKeys = 3;
/** Keys of BullMQ's script for adding, behind them. */
export const addingKeys = 9;
/** Keys of BullMQ's script for a finished job, behind them. */
export const finishingKeys = 14;

/** Arguments of an offer. */
const offerArguments = 10;
/** Most items that one call of `offerEach` takes in: Redis does nothing else meanwhile. */
export const mostTogether = 10;

/** Arguments of `finish`. */
const finishArguments = 8;

/** Seconds for which ids count as seen: Telegram keeps an update for 24 hours, and may bring it till then. */
const seenSeconds = 25 * 3_600;
/** Seconds for which is known how the last change of a line left things: people tap twice, or ask again, sooner. */
const leftSeconds = 120;
/** Ids whose memory is one key: it goes as a whole when its last one's time is over, and is small enough to go at once. */
export const idsInSet = 500;

/**
 * Takes one item in, unless the key that ARGV 7 names is missing: {-1} then. ARGV 6 item (`name`, a line break, the data
 * as JSON), 7 that key (same slot) or ''. Returns {fresh, chat, rank, id, item}; without a
 * chat no job is to be added. `add` is BullMQ's script for adding (KEYS 4 and on, ARGV 11 job, 12 options): with it the
 * item that is due is added at once, unless another one of its chat is. ARGV 8 token of a process that would run the item
 * itself, or '': it may when the answer is {1, '', rank, permit}, where a permit '1' lets its call to Telegram leave. ARGV 9 '1': it is not needed when one of its line waits behind the
 * head, which may be at work; then the answer is {0}.
 * ARGV 10 how it leaves what it changes, or '': when the last one of its line left it so, it is not needed, and the answer is {2}. One
 * that comes after a later one (ids rise) might run before it or after it, so then nothing is known any more.
 */
const offerWith = (add: string): string => `${luaState}
  local seen = base .. ':seen:' .. bot .. ':' .. string.format('%.0f', math.floor(id / ${idsInSet}))
  if ARGV[7] ~= '' and redis.call('EXISTS', ARGV[7]) == 0 then return {-1} end
  local fresh = redis.call('SADD', seen, id)
  if fresh == 1 then
    redis.call('EXPIRE', seen, ${seenSeconds})
    if ARGV[9] == '1' and redis.call('ZCARD', mailbox) > 1 then return {0} end
    if ARGV[10] ~= '' then
      local left = base .. ':left:' .. bot .. ':' .. chat
      local lastId, last = string.match(redis.call('GET', left) or '', '^(%d+) (.*)$')
      local isLate = lastId and tonumber(lastId) > tonumber(id)
      if last == ARGV[10] and not isLate then return {2} end
      if isLate then redis.call('DEL', left)
      else redis.call('SET', left, id .. ' ' .. ARGV[10], 'EX', ${leftSeconds}) end
    end
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
      local options = cmsgpack.unpack(ARGV[12])
      options.priority = rank
      addJob({unpack(KEYS, ${commonKeys + 1})}, {ARGV[11], dataIn(item), cmsgpack.pack(options)})
      return {fresh}
    end`);

/** Takes several items in, with the arguments of `orderedOffer` for one after the other, and returns what it says of each. */
export const offerEach = `
  local function offer(KEYS, ARGV)
    ${offerWith('')}
  end
  local replies = {}
  for at = 1, #ARGV, ${offerArguments} do
    replies[#replies + 1] = offer(KEYS, {unpack(ARGV, at, at + ${offerArguments - 1})})
  end
  return replies
`;

/**
 * The chat's job ended: forget it, go on with the bot's next ready chat. When none is ready, the bot's job that has the
 * worst rank and has had it for a while moves up into the freed one: while other bots flood, the worse rank might not get
 * its turn at all. Returns {was current, chat, rank, id, item}; with an empty item the job is in BullMQ and changes its rank.
 * ARGV 6 the token under which a process ran it itself, or '' for a job; 7 the token under which it would run the next one,
 * or '': it may when the sixth of the answer is it. The seventh is 1 when yet another chat of the bot might be released, the
 * eighth when the next one has a permit to send. ARGV 8 how the permit of the one that ended is closed, '' when it has none.
 * The last chat of a bot, when nothing stands behind it, takes the short way: all of the bot is forgotten.
 */
const finish = `${luaState}
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

/**
 * The end of a chat's BullMQ job and what follows from it in one step: `move` is BullMQ's script for a finished job (KEYS 4 and
 * on, ARGV 9 and on, behind those of `finish`). Returns {what that script does, and what finish does}; without the second, and with
 * nothing changed, when BullMQ refuses: the job is not that worker's any more.
 */
export const finishAndEnd = (move: string): string => `
  local function move(KEYS, ARGV)
    ${move}
  end
  local moved = move({unpack(KEYS, ${commonKeys + 1})}, {unpack(ARGV, ${finishArguments + 1})})
  if type(moved) == 'number' and moved < 0 then return {moved} end
  local function finish()
    ${finish}
  end
  return {moved, finish()}
`;

/** Does the process still have the item that it runs itself under the token ARGV 6? Then it has it for longer. Returns 1 or 0. */
const keep = `${luaState}
  local rank, curId, since = current()
  if curId ~= id or since ~= ARGV[6] then return 0 end
  redis.call('ZADD', released, now, bot .. ' ' .. chat)
  return 1
`;

/**
 * The process gives the item that it ran itself under the token ARGV 6 to BullMQ, to run in ARGV 7 ms. ARGV 8 how its permit to
 * send is closed, '' when it has none. Returns its rank, or 0 when it has it no longer.
 */
const giveBack = `${luaState}
  closePermit(ARGV[6], ARGV[8])
  local rank, curId, since = current()
  if curId ~= id or since ~= ARGV[6] then return 0 end
  redis.call('HSET', states, chat, rank .. ' ' .. id .. ' ' .. now)
  redis.call('ZADD', released, now + ARGV[7], bot .. ' ' .. chat)
  return rank
`;

/** The chat's job waits for a later try: its rank passes to another chat. ARGV 6 ms of the pause. Returns like finish. */
const park = `${luaState}
  local rank, curId = current()
  if not rank or curId ~= id then return {0} end
  redis.call('HSET', states, chat, '0 ' .. id .. ' ' .. now)
  redis.call('ZADD', released, tonumber(now) + tonumber(ARGV[6]), bot .. ' ' .. chat)
  if rank > 0 then redis.call('SETBIT', ranks, rank - 1, 0) end
  local next = releaseNext()
  return {1, next[1], next[2], next[3], next[4]}
`;

/** May a job that is started again (a crash, a later try, a person's retry) run now? Returns 1, or 0: another is at work. */
const claim = `${luaState}
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
const refill = `${luaState}
  local next = releaseNext()
  if not next[1] then forgetWhenIdle(); return {0} end
  return {1, next[1], next[2], next[3], next[4]}
`;

/**
 * Repair of one chat that was released before ARGV 6 (ms): what should be at work there? ARGV 3 unused. Returns
 * {rank, id, item} or {}; touches its release time, and takes it from a process that ran it itself.
 */
const inspect = `${luaState}
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
