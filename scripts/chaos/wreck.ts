import { pause } from '#platform/clock.js';
import { lockMs } from '../../src/workers/run-job.js';
import type { ChaosFleet } from './fleet.js';
import type { ChaosProcess, Role } from './processes.js';
import type { Random } from './random.js';

/** What was done to the processes. */
export interface Wreckage {
  kills: Record<Role, number>;
  pauses: Record<Role, number>;
  added: number;
  removed: number;
}

export interface WreckOptions {
  readonly random: Random;
  readonly kills: number;
  /** It ends after so many seconds, however many kills are left. */
  readonly seconds: number;
  readonly say: (line: string) => void;
}

/** Fewest and most processes of a role. */
const population: Readonly<Record<Role, readonly [number, number]>> = {
  worker: [3, 5],
  poller: [2, 3],
  ingress: [2, 3],
};
const roles: readonly Role[] = ['worker', 'worker', 'worker', 'poller', 'ingress'];
/** A process stands still for longer than its jobs stay its own. */
const pauseMs: readonly [number, number] = [lockMs + 2_000, lockMs + 8_000];
const restMs: readonly [number, number] = [200, 1_400];
/** So many are struck at the same moment, each as likely. */
const victimsAtOnce = [1, 1, 1, 2, 2, 3];
/** No more are struck while so many are on their way up. */
const startsAtOnce = 5;

/** Kills, stops for a while, adds and removes processes at random; every process killed has a successor. */
export async function wreck(fleet: ChaosFleet, options: WreckOptions): Promise<Wreckage> {
  const { random, kills, seconds, say } = options;
  const none = () => ({ ingress: 0, poller: 0, worker: 0 });
  const done: Wreckage = { kills: none(), pauses: none(), added: 0, removed: 0 };
  const started = performance.now();
  const isOver = () => performance.now() - started > seconds * 1000;
  const starting = new Set<Promise<unknown>>();
  const sleeping = new Set<Promise<void>>();
  const faults: unknown[] = [];
  const total = () => Object.values(done.kills).reduce((sum, count) => sum + count, 0);
  const awake = (role: Role) => fleet.crew.all(role).filter((one) => one.isReady && !one.isPaused);

  const start = (role: Role): void => {
    const started = fleet.crew
      .start(role)
      .catch((error: unknown) => void faults.push(error))
      .finally(() => starting.delete(started));
    starting.add(started);
  };
  async function kill(victim: ChaosProcess): Promise<void> {
    victim.isReady = false;
    done.kills[victim.role] += 1;
    if (total() % 50 === 0)
      say(`${total()} kills after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    await victim.kill();
    if (fleet.crew.all(victim.role).length < population[victim.role][0]) start(victim.role);
  }
  function sleep(victim: ChaosProcess): void {
    done.pauses[victim.role] += 1;
    victim.pause();
    const waking = pause(random.between(...pauseMs)).then(() => {
      victim.resume();
      sleeping.delete(waking);
    });
    sleeping.add(waking);
  }
  async function changeNumber(victim: ChaosProcess): Promise<void> {
    const [fewest, most] = population[victim.role];
    const count = fleet.crew.all(victim.role).length;
    if (count < most) {
      done.added += 1;
      start(victim.role);
    } else if (count > fewest) {
      victim.isReady = false;
      done.removed += 1;
      await victim.stop();
    }
  }
  async function act(): Promise<void> {
    const role = random.pick(roles);
    const victims = awake(role);
    if (!victims.length) return;
    const victim = random.pick(victims);
    const dice = random.next();
    if (dice < 0.7) await kill(victim);
    else if (dice < 0.88 && victims.length > 1) sleep(victim);
    else await changeNumber(victim);
  }

  while (total() < kills && !isOver()) {
    await pause(random.between(...restMs));
    if (faults.length) throw faults[0];
    if (starting.size >= startsAtOnce) continue;
    await Promise.all(Array.from({ length: random.pick(victimsAtOnce) }, act));
  }
  await Promise.all([...starting, ...sleeping]);
  if (faults.length) throw faults[0];
  return done;
}
