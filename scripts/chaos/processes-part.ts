import { settle } from './settle.js';
import { judge, openTrial, type TrialSpec, type Report } from './trial.js';
import { wreck, type Wreckage } from './wreck.js';

/** How much of the traffic does mischief to its handler. */
const mischief = { busy: 0.03, 'busy-after': 0.02, bug: 0.03, 'bug-after': 0.02, poison: 0.01, slow: 0.15 };

export interface Crowd {
  readonly bots: number;
  readonly peoplePerBot: number;
  readonly perSecond: number;
}
const fullCrowd: Crowd = { bots: 50, peoplePerBot: 40, perSecond: 80 };
/** A fleet that is killed faster than it works would only pile up work: people wait for it then. */
const mostOpen = 4_000;
/** Slots of a worker: so many calls to Telegram may be under way when it dies, and be made again. */
const concurrency = 16;
/** After the last kill: leases (15 s), locks (10 s), sweeps and what had piled up. */
const patience = 120;
/** After so many workers stood still, one should have had work in hand. */
const enoughPauses = 5;

/** Point 1: order and exactly one effect while processes are killed, stand still, come and go. */
export async function wreckProcesses(spec: TrialSpec, crowd: Crowd = fullCrowd): Promise<Report> {
  const { bots, peoplePerBot, perSecond } = crowd;
  const crew = { worker: 3, poller: 2, ingress: 2 };
  const trial = await openTrial(spec, {
    size: { bots, peoplePerBot, concurrency },
    crew,
    manner: { mischief },
  });
  try {
    const started = performance.now();
    trial.traffic.flow(perSecond, mostOpen);
    const { kills, seconds, say } = spec;
    const done = await wreck(trial.fleet, { random: trial.random, kills, seconds, say });
    await trial.traffic.stop();
    const ms = performance.now() - started;
    const recovery = await settle(trial, { patience, say });
    const mayRepeat = (done.kills.worker + done.pauses.worker) * concurrency;
    const { rows, faults, zombies } = await judge(trial, { mayRepeat });
    if (done.pauses.worker >= enoughPauses && zombies.refused + zombies.first === 0)
      faults.push('no worker that stood still came back to its work: nothing was shown of zombies');
    return {
      title: `Processes killed, stopped, added and removed (${bots} bots, ${bots * peoplePerBot} chats, seed ${spec.seed})`,
      rows: [
        ...describe(done),
        ['seconds under fire', (ms / 1000).toFixed(0)],
        ...rows,
        ['late work of zombies: their commit refused', String(zombies.refused)],
        ['late work of zombies: theirs came first, the other refused', String(zombies.first)],
        ['seconds until all was done after the end', recovery.toFixed(1)],
      ],
      faults,
    };
  } finally {
    await trial.close();
  }
}

const countOf = (byRole: Record<string, number>): number =>
  Object.values(byRole).reduce((sum, count) => sum + count, 0);

const list = (byRole: Record<string, number>): string =>
  `${countOf(byRole)} (${Object.entries(byRole)
    .map(([role, count]) => `${role} ${count}`)
    .join(', ')})`;

function describe({ kills, pauses, added, removed }: Wreckage): [string, string][] {
  return [
    ['SIGKILL', list(kills)],
    ['SIGSTOP for longer than a lock', list(pauses)],
    ['added, removed', `${added}, ${removed}`],
  ];
}
