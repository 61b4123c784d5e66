import type { ModelBot, ModelPerson } from './model.js';
import type { WorldBot, YearWorld } from './world.js';

/** Somebody of the model, and where they are in the fleet. */
export interface Pair {
  readonly person: ModelPerson;
  readonly bot: WorldBot;
  readonly userId: string;
}

/** Everybody, and what is found of them. */
export interface Pairs {
  readonly all: readonly Pair[];
  /** What the fleet did otherwise than the model. */
  readonly faults: string[];
  readonly counts: Record<string, number>;
  find(botId: string, userId: string): Pair;
  count(what: string): void;
  fault(pair: Pair, text: string): void;
}

/** Pairs the people of the model with those of the fleet. */
export function openPairs(world: YearWorld, model: readonly ModelBot[]): Pairs {
  const all = model.flatMap((bot) => {
    const place = world.bots[bot.number] as WorldBot;
    return bot.people.map((person): Pair => {
      const { userId } = place.people[person.number] as { userId: string };
      return { person, bot: place, userId };
    });
  });
  const byPlace = new Map(all.map((pair) => [`${pair.bot.bot.botId} ${pair.userId}`, pair]));
  const faults: string[] = [];
  const counts: Record<string, number> = {};
  return {
    all,
    faults,
    counts,
    find: (botId, userId) => byPlace.get(`${botId} ${userId}`) as Pair,
    count: (what) => void (counts[what] = (counts[what] ?? 0) + 1),
    fault: ({ person }, text) => {
      const at = new Date(Date.now()).toISOString();
      faults.push(`${at} bot ${person.bot.number}, person ${person.number}: ${text}`);
    },
  };
}
