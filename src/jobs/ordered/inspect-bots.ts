import { redisScript } from '#platform/redis-script.js';
import type { OrderedQueueName } from '../queue-catalog.js';
import type { Jobs } from '../queues.js';
import { luaItems, timeDigits } from './items.js';
import { orderedKeys } from './script-calls.js';

/** What a bot's chats in an ordered queue are doing. */
export interface BotBacklog {
  readonly botId: string;
  /** Jobs taken in and not ended, in BullMQ and in mailboxes. */
  readonly backlog: number;
  /** Chats whose head is a job in BullMQ, or at work without one. */
  readonly releasedChats: number;
  /** Of these, among those looked at: whose head runs in the process that enqueued it, without a job. */
  readonly inlineRuns: number;
  /** Chats that wait for one of the bot's slots. */
  readonly readyChats: number;
  /** When the oldest of the heads that were looked at was taken in, in ms since 1970. */
  readonly oldestAt: number | undefined;
}

/** Bots looked at in one call: Redis is held for milliseconds. */
const botsAtOnce = 100;
/** Chats of one bot whose heads are looked at: those that have waited longest, and a page of the others. */
const chatsAtOnce = 200;

/**
 * KEYS 1 and 2 prefixes of the bots' `current` and `ready`, 3 of their mailboxes (no keys of their own; same slot).
 * ARGV 1 how many chats, then the bots. Returns for each {busy chats, ready chats, oldest ms or '', inline runs}.
 */
const look = redisScript(
  'inspectBots',
  `${luaItems}
  local most = ARGV[1]
  local function takenIn(bot, chat, state)
    local first = redis.call('ZRANGE', KEYS[3] .. bot .. ':' .. chat, 0, 0)[1]
    return tonumber(first and takenInAt(first) or (state and string.match(state, '(%d+)$')))
  end
  local answer = {}
  for n = 2, #ARGV do
    local bot, oldest, inline = ARGV[n], nil, 0
    local function note(chat, state)
      local at = takenIn(bot, chat, state)
      if at and (not oldest or at < oldest) then oldest = at end
    end
    local ready = KEYS[2] .. bot
    for _, chat in ipairs(redis.call('LRANGE', ready, 0, most - 1)) do note(chat) end
    local page = redis.call('HSCAN', KEYS[1] .. bot, 0, 'COUNT', most)[2]
    for at = 1, math.min(#page, most * 2), 2 do
      note(page[at], page[at + 1])
      if string.find(page[at + 1], ' ${'%d'.repeat(timeDigits + 1)}+$') then inline = inline + 1 end
    end
    local age = oldest and string.format('%.0f', oldest) or ''
    answer[#answer + 1] = {redis.call('HLEN', KEYS[1] .. bot), redis.call('LLEN', ready), age, inline}
  end
  return answer`,
);

type Looked = Omit<BotBacklog, 'backlog' | 'botId'>;

/** {busy, ready, oldest or '', inline} of one bot. */
function readLooked([busy, ready, oldest, inline]: readonly (number | string)[]): Looked {
  return {
    releasedChats: Math.max(0, Number(busy) - Number(ready)),
    readyChats: Number(ready),
    oldestAt: oldest === '' ? undefined : Number(oldest),
    inlineRuns: Number(inline),
  };
}

/** Looks at every busy bot of an ordered queue, a hundred bots in one round trip; Redis is never held for long. */
export async function inspectBots(jobs: Jobs, queue: OrderedQueueName): Promise<BotBacklog[]> {
  const { redis, prefix } = jobs;
  const keys = orderedKeys(prefix, queue);
  const [bots, backlog] = await Promise.all([redis.smembers(keys.bots), redis.hgetall(keys.backlog)]);
  const states: BotBacklog[] = [];
  for (let at = 0; at < bots.length; at += botsAtOnce) {
    const part = bots.slice(at, at + botsAtOnce);
    const prefixes = [keys.current(''), keys.ready(''), keys.mailbox('', '').slice(0, -1)];
    const looked = (await look(redis, prefixes, [chatsAtOnce, ...part])) as (number | string)[][];
    part.forEach((botId, index) => {
      const seen = readLooked(looked[index] ?? [0, 0, '', 0]);
      states.push({ botId, backlog: Number(backlog[botId] ?? 0), ...seen });
    });
  }
  return states;
}
