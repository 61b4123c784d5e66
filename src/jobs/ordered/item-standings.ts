import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import type { Place } from './items.js';
import type { orderedKeys } from './script-calls.js';

/**
 * How an item stands: `open`, it is still to be done; `ended`, Redis took it in and it has ended; `unknown`, Redis does not know
 * it: it was never offered, or Redis was emptied since.
 */
export type ItemStanding = 'open' | 'ended' | 'unknown';

/** Items of which one call asks, so that it does not hold Redis up. */
const askedAtOnce = 200;

/**
 * KEYS two an item: the mailbox of its chat and what has seen its id; ARGV their ids. An item leaves its mailbox when its job has
 * ended, and is missing from an emptied Redis as well: so both are looked at, in one step.
 */
const look = redisScript(
  'orderedStandings',
  `
  local standings = {}
  for at, id in ipairs(ARGV) do
    local isOpen = redis.call('ZCOUNT', KEYS[2 * at - 1], id, id) > 0
    local isSeen = isOpen or redis.call('SISMEMBER', KEYS[2 * at], id) == 1
    standings[at] = isOpen and 'open' or isSeen and 'ended' or 'unknown'
  end
  return standings`,
);

/** How each of these stands in the queue of these keys. */
export async function itemStandings(
  redis: Redis,
  keys: ReturnType<typeof orderedKeys>,
  places: readonly Place[],
): Promise<ItemStanding[]> {
  const standings: ItemStanding[] = [];
  for (let at = 0; at < places.length; at += askedAtOnce) {
    const part = places.slice(at, at + askedAtOnce);
    const asked = part.flatMap(({ botId, chatId, id }) => [
      keys.mailbox(botId, chatId),
      keys.seen(botId, id),
    ]);
    const ids = part.map(({ id }) => id);
    standings.push(...((await look(redis, asked, ids)) as ItemStanding[]));
  }
  return standings;
}
