import type { Pace, ReadPace } from '#bot/bot-means.js';
import type { Jobs } from '#jobs/queues.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { redisScript } from '#platform/redis-script.js';

/** So long one word that somebody is too fast does for all that they send in a row, in ms. */
const quietMs = 5_000;

/**
 * KEYS 1 the pace of a person in a bot: `<served update> <when it came in> <when it was sent> <warned update> <when>`.
 * ARGV 1 the update's number, 2 when it came in, 3 when it was sent (0: not known), 4 the pause that is wanted, 5 ms of quiet.
 * It judges by when updates came in, so that a repeat of one is judged as the first time, however late it is; and what was
 * sent apart is not too fast for having come in together after an outage.
 */
const look = redisScript(
  'readPace',
  `
  local id, at, sent, gap, quiet = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
  local known = redis.call('GET', KEYS[1]) or ''
  local lastId, lastAt, lastSent, warnedId, warnedAt = string.match(known, '^(%d+) (%d+) (%d+) (%d+) (%d+)$')
  if lastId == id then return 0 end
  local isSoon = lastId and math.abs(at - tonumber(lastAt)) < gap
  if isSoon and sent > 0 and tonumber(lastSent) > 0 then isSoon = sent - tonumber(lastSent) < math.max(gap, 1000) end
  if not isSoon then
    redis.call('SET', KEYS[1], table.concat({ id, ARGV[2], ARGV[3], warnedId or '0', warnedAt or '0' }, ' '), 'PX', gap + quiet)
    return 0
  end
  if warnedId == id then return 1 end
  if math.abs(at - tonumber(warnedAt)) < quiet then return 2 end
  redis.call('SET', KEYS[1], table.concat({ lastId, lastAt, lastSent, id, ARGV[2] }, ' '), 'PX', gap + quiet)
  return 1`,
);

const paces: readonly Pace[] = ['served', 'warned', 'quiet'];

/**
 * Looks in Redis, in one command, whether a person of a bot sends faster than the bot serves them. Where Redis cannot tell,
 * everybody is served.
 */
export const openPace =
  ({ redis, prefix }: Pick<Jobs, 'prefix' | 'redis'>): ReadPace =>
  async ({ botId }, { updateId, telegramId, sentAt = 0, arrivedAt = now(), gapMs }) => {
    const args = [updateId, Math.trunc(arrivedAt), Math.trunc(sentAt), gapMs, quietMs];
    try {
      const told = await look(redis, [`${prefix}:pace:${botId}:${telegramId}`], args);
      return paces[Number(told)] ?? 'served';
    } catch (error) {
      log.debug({ err: error }, 'the pace of a person could not be read, so they are served');
      return 'served';
    }
  };
