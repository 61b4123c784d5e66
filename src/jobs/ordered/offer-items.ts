import type { ChainableCommander } from 'ioredis';
import type { Redis } from '#platform/redis.js';
import { bullmqAddArguments, bullmqAddScript } from './inline-bullmq-add.js';
import { textOf, type OrderedItem } from './items.js';
import type { OrderedQueueOptions, ScriptCalls, Scripted } from './script-calls.js';
import { addingKeys, commonKeys, mostTogether, offerAndAdd } from './scripts.js';

/** An item that is offered; the token is '' when this process would not run it. */
interface Offer {
  readonly item: OrderedItem;
  readonly token: string;
}

/** Arguments of an offer behind those of all scripts. */
const offeredArgs = ({ item, token }: Offer, mark: string): string[] => [
  textOf(item),
  mark,
  token,
  item.isMerged ? '1' : '',
  item.leaves ?? '',
];

/** Sends offers, in their order, and returns what Redis says of each (`orderedOffer`). `mark`: the key without which nothing is taken in; '': none. */
export async function offerItems(
  { redis, queue }: OrderedQueueOptions,
  { argsOf, common, jobOf }: ScriptCalls,
  offers: readonly Offer[],
  mark: string,
): Promise<unknown[]> {
  const ownArgs = (offer: Offer) => [...argsOf(offer.item), ...offeredArgs(offer, mark)];
  // What is to be taken needs no job made beforehand; in the rare case that it is not, a second trip adds it.
  const needNoJob = offers.every(({ token }) => token !== '');
  if (needNoJob && offers.length > 1 && offers.length <= mostTogether)
    return (redis as unknown as Scripted).orderedOfferEach(...common, ...offers.flatMap(ownArgs));
  const isAdding = defineAdding(redis);
  return runAll(redis, offers, (pipeline, offer) => {
    const { item, token } = offer;
    const args = ownArgs(offer);
    const { orderedOffer, orderedOfferAndAdd } = pipeline as unknown as Scripted;
    if (!isAdding || token) return orderedOffer.call(pipeline, ...common, ...args);
    const { keys: added, job, options: opts } = bullmqAddArguments(queue, jobOf({ rank: 1, ...item }));
    return orderedOfferAndAdd.call(pipeline, ...common, ...added, ...args, job, opts);
  });
}

/** From when BullMQ has given its scripts to the connection, an offer adds the job itself. */
function defineAdding(redis: Redis): boolean {
  if ('orderedOfferAndAdd' in redis) return true;
  const add = bullmqAddScript(redis);
  if (add)
    redis.defineCommand('orderedOfferAndAdd', {
      numberOfKeys: commonKeys + addingKeys,
      lua: offerAndAdd(add),
    });
  return add !== undefined;
}

async function runAll<T>(
  redis: Redis,
  items: readonly T[],
  command: (pipeline: ChainableCommander, item: T) => unknown,
): Promise<unknown[]> {
  // A pipeline costs more to make than a command: ioredis gives each every script that BullMQ has. Several commands without one might
  // change places, where Redis has to be given a script anew.
  const [only] = items;
  if (items.length === 1) return [await command(redis as unknown as ChainableCommander, only as T)];
  const pipeline = redis.pipeline();
  items.forEach((item) => command(pipeline, item));
  const results = (await pipeline.exec()) ?? [];
  return results.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}
