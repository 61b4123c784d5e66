import { lockMs } from '../../src/workers/run-job.js';
import { failedJobs, triesUsedUp, untilAnswering, watch } from './faults.js';
import type { Span } from './history.js';
import type { Reply } from './replies.js';
import { redisFaults, type RedisFault, type Stage } from './redis-faults.js';
import { countKept, untilRestored } from './restored.js';
import { settle } from './settle.js';
import { judge, openTrial, type TrialSpec, type Report, type Trial } from './trial.js';

const size = { bots: 12, peoplePerBot: 10 };
const crew = { worker: 2, poller: 2, ingress: 2 };
const perSecond = 30;
/** Owed work, directory, schedule and leases must be back in so many seconds. */
const backWithin = ({ patience = 1 }: Pick<TrialSpec, 'patience'>): number => 60 * patience;
const warmUp = 3;
/** What was said in the last moment before Redis forgot may be said again: the note of it is gone. */
const notedMs = 1_000;
/** Who has begun with a message asks for so long nobody whether it is still theirs: it may be said twice, too. */
const trustedMs = lockMs / 2;

type Outcome = Pick<Report, 'rows' | 'faults'>;

/** Point 2: Redis dies, hangs, is full, is emptied, is replaced, each under traffic and without a restart of any process. */
export async function wreckRedis(spec: TrialSpec): Promise<Report> {
  const rows: [string, string][] = [];
  const faults: string[] = [];
  for (const fault of redisFaults.filter(({ title }) => title.includes(spec.fault ?? ''))) {
    spec.say(`Redis ${fault.title}`);
    const outcome = await suffer(spec, fault);
    rows.push(...outcome.rows.map(([name, value]): [string, string] => [`${fault.title}: ${name}`, value]));
    faults.push(...outcome.faults.map((text) => `${fault.title}: ${text}`));
  }
  return { title: 'Redis at fault under traffic (appendfsync everysec)', rows, faults };
}

async function suffer(spec: TrialSpec, fault: RedisFault): Promise<Outcome> {
  const stage = await fault.open(spec.servers);
  const mischief = { slow: 0.1 };
  const trial = await openTrial({ ...spec, servers: stage.servers }, { size, crew, manner: { mischief } });
  try {
    trial.traffic.flow(perSecond);
    await watch(trial, warmUp);
    await fault.prepare?.(trial);
    const blow = await (fault.isOneBlow ? strikeOnce(spec, trial, stage) : strikeFor(spec, trial, stage));
    await trial.traffic.stop();
    const forgotten = fault.forgetsMs && { from: blow.from - fault.forgetsMs, to: blow.to };
    const excuse = forgotten ? { forgotten, mayRepeat: countSaid(trial, blow) } : {};
    const settled = await settle(trial, { patience: backWithin(spec), say: spec.say, ...excuse });
    const { rows, faults } = await judge(trial, excuse);
    if (!forgotten) faults.push(...(await failedJobs(trial)), ...triesUsedUp(trial));
    return {
      rows: [
        ...blow.rows,
        ['seconds until all is done', settled.toFixed(1)],
        ...rows.filter(([, value]) => value !== '0'),
      ],
      faults: [...blow.faults, ...faults],
    };
  } finally {
    await trial.close();
    await stage.close();
  }
}

/** When Redis was struck, and how the fleet took it. */
type Blow = Span & Outcome;

async function strikeFor(spec: TrialSpec, trial: Trial, stage: Stage): Promise<Blow> {
  const within = backWithin(spec);
  const from = Date.now();
  await stage.strike(trial);
  const spell = await watch(trial, spec.seconds);
  await stage.mend(trial);
  const back = await untilAnswering(trial, 2 * within);
  return {
    ...{ from, to: Date.now() },
    rows: [
      ['posted to the ingress, acknowledged meanwhile', `${spell.posted}, ${spell.acknowledged}`],
      ['seconds until every bot answers', back.toFixed(1)],
    ],
    faults: tooLate([['every bot answers again', back]], within),
  };
}

async function strikeOnce(spec: TrialSpec, trial: Trial, stage: Stage): Promise<Blow> {
  const within = backWithin(spec);
  const kept = await countKept(trial);
  const from = Date.now();
  await stage.strike(trial);
  const to = Date.now();
  const [back, restored] = await Promise.all([
    untilAnswering(trial, 2 * within),
    untilRestored(trial, kept, 2 * within),
  ]);
  const blowSeconds = (to - from) / 1000;
  const times = [['every bot answers', back] as const, ...restored].map(
    ([what, seconds]) => [what, seconds + blowSeconds] as const,
  );
  await stage.mend(trial);
  return {
    ...{ from, to },
    rows: [
      ['messages owed at that moment', String(kept.owed.length)],
      ...times.map(([what, seconds]): [string, string] => [`seconds until ${what}`, seconds.toFixed(1)]),
    ],
    faults: tooLate(times, within),
  };
}

const tooLate = (times: readonly (readonly [string, number])[], within: number): string[] =>
  times
    .filter(([, seconds]) => seconds > within)
    .map(([what, seconds]) => `only after ${seconds.toFixed(0)} s: ${what}`);

/** Replies of the moment before, and those that came a little later to what had been asked before. */
function countSaid({ replies, traffic }: Trial, { from, to }: Span): number {
  const askedBefore = new Set(
    traffic.sent
      .filter(({ sentAt }) => sentAt < to)
      .map(({ bot, updateId }) => `${bot.token} ${String(updateId)}`),
  );
  const mayBeSaidAgain = ({ at, botToken, updateId }: Reply): boolean =>
    at >= from - notedMs &&
    (at < to || (at < to + trustedMs && askedBefore.has(`${botToken} ${String(updateId)}`)));
  return replies.all.filter(mayBeSaidAgain).length;
}
