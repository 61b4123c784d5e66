import { relayOutbox } from '#jobs/relay-outbox.js';
import { enqueueAudits } from '#services/audits/enqueue-audits.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { enqueueAutopayBots } from '#services/subscriptions/autopay-due.js';
import { cleanUpHandler } from '../../../src/workers/handlers/fleet-clean-up.js';
import { expireOrdersOfFleetHandler } from '../../../src/workers/handlers/fleet-expire-orders.js';
import { watchBillingOfFleetHandler } from '../../../src/workers/handlers/fleet-watch-billing.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import type { Random } from '../random.js';
import type { Follower } from './follow.js';
import type { Killer } from './killer.js';
import type { Pairs } from './pairs.js';
import type { Happening } from './people.js';
import { usePanel } from './use-panel.js';
import type { YearWorld } from './world.js';

interface Parts {
  readonly world: YearWorld;
  readonly killer: Killer;
  readonly follower: Follower;
  readonly pairs: Pairs;
  readonly random: Random;
  readonly startAt: number;
  /** Hours from one walk over the panel to the next. */
  readonly walkHours: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What the fleet's schedule starts by itself, each hour and when a subscription ends; and the panel, which goes its own way. */
export function openSchedule({ world, killer, follower, pairs, random, startAt, walkHours }: Parts) {
  const { driver } = world;
  const panel = openFleetPanel(driver)();
  let panelAt = startAt;
  /** Nobody walks over the panel until then. */
  let silentUntil = 0;

  function passPanel(at: number): void {
    driver.panel.world.clockAheadMs = panelAt - Date.now();
    driver.panel.passTime(at - panelAt);
    driver.panel.world.clockAheadMs = 0;
    follower.passPanel(panelAt, at);
    panelAt = at;
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
    await usePanel(world, pairs, { random, isSilent });
    driver.panel.runJobs();
    await killer.settle();
    if (isSilent) return;
    // One tick ends the last walk, the other begins the next.
    for (const _ of ['end', 'begin'])
      await killer.start(() => walkPanel({ panel, pages: 1_000, everyMs: 0 }));
    await killer.settle();
    follower.seeTraffic();
  }

  const run = (handler: { run(tenant: undefined, payload: object, run: never): Promise<unknown> }) =>
    killer.start(() => handler.run(undefined, {}, {} as never));

  async function hourly(at: number, hours: number): Promise<void> {
    await tick(at);
    if (hours % walkHours === 0) await walk(at);
    await run(expireOrdersOfFleetHandler());
    await run(watchBillingOfFleetHandler());
    await killer.start(() => relayOutbox(driver.jobs));
    if (hours % 24 === 12) await killer.start(enqueueAudits);
    if (hours % 24 === 13) await run(cleanUpHandler(driver));
    await killer.settle();
    follower.expireCarts(at);
  }

  /** Each hour a little later than the last, so that nothing is due at the very second at which it is looked at. */
  const tickAt = (hours: number): number => startAt + hours * hour + ((hours * 7) % 1_800) * 1_000;

  return {
    /** The ticks of an hour: its own, and for each end one right before and one right after it. */
    ticksOf: (hours: number): Happening[] => {
      const [at, next] = [tickAt(hours), tickAt(hours + 1)];
      const near = follower.endsOf().flatMap((end) => [end - 4 * minute, end + minute / 2]);
      const between = near.filter((one) => one > at + minute && one < Math.min(next, at + hour) - minute);
      return [
        { at, run: (when) => hourly(when, hours) },
        ...between.map((one): Happening => ({ at: one, run: tick })),
      ];
    },
  };
}
