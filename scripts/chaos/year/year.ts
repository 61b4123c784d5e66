import { enqueueAudits } from '#services/audits/enqueue-audits.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { enqueueAutopayBots } from '#services/subscriptions/autopay-due.js';
import { relayOutbox } from '#jobs/outbox.js';
import { cleanUpHandler } from '../../../src/workers/handlers/fleet-clean-up.js';
import { expireOrdersOfFleetHandler } from '../../../src/workers/handlers/fleet-expire-orders.js';
import { watchBillingOfFleetHandler } from '../../../src/workers/handlers/fleet-watch-billing.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { openRandom, type Random } from '../random.js';
import { castBots } from './cast.js';
import { checkYear } from './check-year.js';
import { openFollower, type Follower } from './follow.js';
import { openKiller, type Deaths, type Killer, type Mortality } from './killer.js';
import { newModelBot } from './model.js';
import { openPeople } from './people.js';
import { openWorld, type YearWorld } from './world.js';
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
  /** Day of its first midnight (UTC), such as 2027-01-01. */
  readonly from: string;
  readonly say: (line: string) => void;
}

/** What came of it: what differs from the model, first of all. */
export interface YearReport {
  readonly faults: readonly string[];
  readonly deaths: Deaths;
  readonly counts: Readonly<Record<string, number>>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Lets a fleet live through it, and holds it against the model every day. */
export async function liveYear(spec: YearSpec): Promise<YearReport> {
  const { days, peoplePerBot, seed } = spec;
  const startAt = Date.parse(`${spec.from}T00:00:00Z`);
  const terms = castBots(spec.bots, seed);
  const model = terms.map((one, at) => newModelBot(one, at, peoplePerBot));
  const world = await openWorld(terms, { people: peoplePerBot, startAt });
  try {
    const random = openRandom(seed + 1);
    const killer = openKiller(world, openRandom(seed + 2), spec.mortality);
    const acts = openActs(world, killer);
    const follower = openFollower({ world, acts, model });
    const people = openPeople({ world, acts, model, follower, random, killer });
    const clock = openSchedule({ world, killer, follower, spec });
    await people.begin();
    for (let hours = 0; hours < days * 24 && follower.faults.length === 0; hours += 1) {
      const events = [
        ...clock.ticksOf(startAt, hours, follower.endsOf()),
        ...people.actsOf(startAt + hours * hour),
      ].sort((left, right) => left.at - right.at);
      for (const { at, run } of events) {
        await world.database.setClock(at);
        await run(at);
      }
      if (hours % 24 === 23) {
        const faults = await checkYear({ world, model });
        follower.faults.push(...faults.map((fault) => `day ${Math.floor(hours / 24)}: ${fault}`));
        if (hours % 240 === 239) spec.say(`day ${(hours + 1) / 24}: ${follower.summary()}`);
      }
    }
    return { faults: follower.faults, deaths: killer.deaths, counts: follower.counts() };
  } finally {
    await world.close();
  }
}

interface Event {
  readonly at: number;
  readonly run: (at: number) => Promise<void>;
}

interface Schedule {
  readonly world: YearWorld;
  readonly killer: Killer;
  readonly follower: Follower;
  readonly spec: YearSpec;
}

/** What the schedule of the fleet starts, at its times. */
function openSchedule({ world, killer, follower, spec }: Schedule) {
  const { driver } = world;
  const random: Random = openRandom(spec.seed + 3);
  const panel = openFleetPanel(driver)();
  let panelAt = Date.parse(`${spec.from}T00:00:00Z`);
  /** The panel is looked at by nobody until then. */
  let silentUntil = 0;

  function passPanel(at: number): void {
    driver.panel.world.clockAheadMs = panelAt - Date.now();
    driver.panel.passTime(at - panelAt);
    follower.passPanel(panelAt, at);
    panelAt = at;
    driver.panel.world.clockAheadMs = 0;
  }

  async function tick(at: number): Promise<void> {
    passPanel(at);
    await killer.start(enqueueDueWords);
    await killer.settle();
    follower.passWords(at);
    await killer.start(enqueueAutopayBots);
    await killer.settle();
    await follower.passAutopay(at);
  }

  async function walk(at: number): Promise<void> {
    if (random.next() < 0.03) silentUntil = at + day;
    const isSilent = at < silentUntil;
    await follower.useTraffic(random, isSilent);
    driver.panel.runJobs();
    await killer.settle();
    if (isSilent) return;
    // One tick ends the last walk, the other begins the next.
    for (const _ of ['end', 'begin'])
      await killer.start(() => walkPanel({ panel, pages: 1_000, everyMs: 0 }));
    await killer.settle();
    follower.seeTraffic();
  }

  /** Each hour a little later than the last, so that nothing is due at the very second at which it is looked at. */
  const offset = (hours: number): number => ((hours * 7) % 1_800) * 1_000;

  async function hourly(at: number, hours: number): Promise<void> {
    await tick(at);
    if (hours % spec.walkHours === 0) await walk(at);
    await killer.start(() => expireOrdersOfFleetHandler().run(undefined, {}, {} as never));
    await killer.start(() => watchBillingOfFleetHandler().run(undefined, {}, {} as never));
    await killer.start(() => relayOutbox(driver.jobs));
    if (hours % 24 === 12) await killer.start(enqueueAudits);
    if (hours % 24 === 13) await killer.start(() => cleanUpHandler(driver).run(undefined, {}, {} as never));
    await killer.settle();
    follower.expireCarts(at);
  }

  return {
    ticksOf: (startAt: number, hours: number, ends: readonly number[]): Event[] => {
      const at = startAt + hours * hour + offset(hours);
      const next = startAt + (hours + 1) * hour + offset(hours + 1);
      const near = ends.flatMap((end) => [end - 4 * minute, end + 30_000]);
      return [
        { at, run: (when) => hourly(when, hours) },
        ...near
          .filter((one) => one > at + minute && one < Math.min(next, at + hour) - minute)
          .map((one) => ({ at: one, run: tick })),
      ];
    },
  };
}
