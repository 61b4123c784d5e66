import { openRandom } from '../random.js';
import { castBots } from './cast.js';
import { checkYear } from './check-year.js';
import { openFollower } from './follow.js';
import { openKiller, type Deaths, type Mortality } from './killer.js';
import { newModelBot } from './model.js';
import { openPurses } from './money-comes.js';
import { openPairs } from './pairs.js';
import { openPeople, openTenants } from './people.js';
import { openSchedule } from './schedule.js';
import { openShopping } from './shopping.js';
import { openWorld } from './world.js';
import { openActs } from './world-acts.js';

/** How long a year, and how full. */
export interface YearSpec {
  readonly days: number;
  readonly bots: number;
  readonly peoplePerBot: number;
  readonly seed: number;
  /** Hours from one walk over the panel to the next. */
  readonly walkHours: number;
  readonly mortality: Mortality;
  /** Its first day (UTC), such as 2027-01-01. */
  readonly from: string;
  readonly say: (line: string) => void;
}

/** What came of it. */
export interface YearReport {
  /** What the fleet did otherwise than the model, of the first day on which it did. */
  readonly faults: readonly string[];
  readonly deaths: Deaths;
  readonly counts: Readonly<Record<string, number>>;
}

const hour = 3_600_000;

/** Lets a fleet live through it, and holds it against the model every day; ends where they differ. */
export async function liveYear(spec: YearSpec): Promise<YearReport> {
  const { days, peoplePerBot, seed, say } = spec;
  const startAt = Date.parse(`${spec.from}T00:00:00Z`);
  const terms = castBots(spec.bots, seed);
  const model = terms.map((one, at) => newModelBot(one, at, peoplePerBot));
  const world = await openWorld(terms, { people: peoplePerBot, startAt });
  try {
    const pairs = openPairs(world, model);
    const killer = openKiller(world, openRandom(seed + 1), spec.mortality);
    const acts = openActs(world, killer);
    const follower = openFollower({ world, acts, pairs });
    const random = openRandom(seed + 2);
    const moneyComes = openPurses({ acts, follower, pairs });
    const shopping = openShopping({ acts, follower, pairs, random, killer });
    const people = openPeople({ acts, pairs, random, killer, moneyComes, shopping });
    const tenants = openTenants({ acts, killer, pairs, random, model });
    const ticking = { world, killer, follower, pairs, startAt, walkHours: spec.walkHours };
    const schedule = openSchedule({ ...ticking, random: openRandom(seed + 3) });
    await tenants.begin();
    await people.begin();
    for (let hours = 0; hours < days * 24 && pairs.faults.length === 0; hours += 1) {
      const from = startAt + hours * hour;
      const happenings = [...schedule.ticksOf(hours), ...people.deedsOf(from), ...tenants.deedsOf(from)];
      for (const { at, run } of happenings.sort((left, right) => left.at - right.at)) {
        await world.database.setClock(at);
        await run(at);
      }
      if (hours % 24 < 23) continue;
      pairs.faults.push(...(await checkYear({ world, model })));
      if (hours % 240 === 239) say(`day ${(hours + 1) / 24} of ${days}: ${pairs.counts.sales ?? 0} sales`);
    }
    const told = model.flatMap((bot) => bot.people).reduce((sum, person) => sum + person.told.length, 0);
    return {
      faults: pairs.faults,
      deaths: killer.deaths,
      counts: { ...pairs.counts, 'notices that the model names': told },
    };
  } finally {
    await world.close();
  }
}
