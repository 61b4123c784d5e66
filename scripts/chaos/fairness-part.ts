import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import { median } from '../bench/figures.js';
import type { ChaosBot } from './fleet.js';
import type { Mischief } from './mischief.js';
import { probe, shown, type Waiting } from './probe.js';
import { settle } from './settle.js';
import { openTrial, type TrialSpec, type Report, type Trial } from './trial.js';

const size = { bots: 24, peoplePerBot: 60, concurrency: 16 };
const crew = { worker: 2, poller: 1, ingress: 1 };
/** Two on one core would only take it from each other. */
const crewOf = ({ workerCore }: TrialSpec) => (workerCore === undefined ? crew : { ...crew, worker: 1 });
/** Of the quiet bot: less than its fair share of what a busy machine does, or it would be one of the loud ones. */
const perSecond = 6;
const flood = 10_000;
/** Updates of each person to each bot before it begins. */
const warmRounds = 3;
/** How much longer the quiet bot's slowest hundredth may wait than alone. */
const mayWait = { one: 2, ten: 3, hanging: 2 };
/** A bot may use so many of a worker's slots, over the whole fleet. */
const capPerBot = size.concurrency / 2;

interface Storm {
  readonly bots: number;
  /** Of each bot. */
  readonly updates: number;
  readonly mischief?: Mischief;
}

interface Scene extends Storm {
  readonly title: string;
  /** The greatest ratio of the quiet bot's p99 to that without the others. */
  readonly most: number;
}
const scenes: readonly Scene[] = [
  { title: 'one bot floods', bots: 1, updates: flood, most: mayWait.one },
  { title: 'ten bots flood', bots: 10, updates: flood / 10, most: mayWait.ten },
  // Here the workers' slots are what is short, not the processors that they share with everything else.
  { title: 'one bot floods slow work', bots: 1, updates: flood, most: mayWait.one, mischief: 'slow' },
  { title: 'ten bots flood slow work', bots: 10, updates: flood / 10, most: mayWait.ten, mischief: 'slow' },
  { title: 'handlers of one bot hang', bots: 1, updates: 500, most: mayWait.hanging, mischief: 'hang' },
  { title: 'handlers of ten bots hang', bots: 10, updates: 50, most: mayWait.hanging, mischief: 'hang' },
];

/**
 * A bot that floods, ten that do, with work that is quick or waits, and one whose handlers hang, beside a quiet bot. Each
 * scene is played `runs` times, in turn with the others, and judged by the median: a p99 of some hundred replies is the
 * third slowest of them, which one pause of the machine may be.
 */
export async function measureFairness(spec: TrialSpec): Promise<Report> {
  const wanted = scenes.filter(({ title }) =>
    spec.scene === undefined ? title.includes(spec.fault ?? '') : title === spec.scene,
  );
  if (!wanted.length) throw new Error(`fairness knows ${scenes.map(({ title }) => title).join(', ')}`);
  const played = wanted.map((scene) => ({ scene, runs: [] as Comparison[] }));
  for (let run = 1; run <= spec.runs; run += 1)
    for (const { scene, runs } of played) {
      const found = await compare(spec, scene);
      runs.push(found);
      spec.say(`${scene.title} (${run} of ${spec.runs}): ${shown(found.alone)} → ${shown(found.amid)} ms`);
    }
  const judged = played.map(({ scene, runs }) => judgeScene(scene, runs));
  const { worker } = crewOf(spec);
  const medians = spec.runs > 1 ? `, medians of ${spec.runs} runs, (least–most)` : '';
  return {
    title: `Fairness (${worker} worker${worker > 1 ? 's' : ''} of ${size.concurrency} slots${medians})`,
    rows: judged.flatMap(({ rows }) => rows),
    faults: judged.flatMap(({ faults }) => faults),
  };
}

function judgeScene({ title, most }: Scene, runs: readonly Comparison[]): Pick<Report, 'rows' | 'faults'> {
  const ratios = runs.map(({ alone, amid }) => amid.p99 / alone.p99);
  const ratio = median(ratios);
  const missing = runs.reduce((sum, { amid }) => sum + amid.missing, 0);
  const slots = Math.max(...runs.map((run) => run.slots));
  const rates = runs.map(({ rate }) => rate);
  const faults: string[] = [];
  if (!(ratio <= most)) faults.push(`${title}: p99 grows ${ratio.toFixed(2)} times`);
  if (missing) faults.push(`${title}: ${missing} replies are missing`);
  if (slots > capPerBot) faults.push(`${title}: a bot took ${slots} slots`);
  return {
    faults,
    rows: [
      [`${title}: quiet bot alone, p50 / p99 ms`, shownOfAll(runs.map(({ alone }) => alone))],
      [`${title}: quiet bot meanwhile, p50 / p99 ms`, shownOfAll(runs.map(({ amid }) => amid))],
      [`${title}: ratio of p99 (at most ${most})`, `${ratio.toFixed(2)}${spread(ratios, 2)}`],
      [`${title}: updates of such bots done in a second`, `${median(rates).toFixed(0)}${spread(rates)}`],
      [`${title}: most slots of one such bot (at most ${capPerBot})`, String(slots)],
    ],
  };
}

/** ` (0.83–2.10)`, of more than one value. */
const spread = (values: readonly number[], digits = 0): string =>
  values.length > 1 ? ` (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})` : '';

/** The medians of runs: `11 / 26 (19–48)`, with the spread of the p99. */
function shownOfAll(runs: readonly Waiting[]): string {
  const [p50, p99] = [runs.map((run) => run.p50), runs.map((run) => run.p99)];
  return `${median(p50).toFixed(0)} / ${median(p99).toFixed(0)}${spread(p99)}`;
}

/** The quiet bot without and beside the others, how many updates of theirs were done in a second, and their slots. */
interface Comparison {
  readonly alone: Waiting;
  readonly amid: Waiting;
  readonly rate: number;
  readonly slots: number;
}

async function compare(spec: TrialSpec, { bots, updates, mischief }: Storm): Promise<Comparison> {
  const trial = await openTrial(spec, { size, crew: crewOf(spec) });
  try {
    const quiet = trial.fleet.bots[1] as ChaosBot;
    const { seconds } = spec;
    await warmUp(trial, spec);
    const alone = await probe(trial, { bot: quiet, seconds, perSecond });
    const loud = trial.fleet.bots.filter((_, at) => at % 2 === 0).slice(0, bots);
    await sendFloods(trial, { loud, updates, mischief });
    await untilBusy(trial, loud);
    const doneBefore = await doneOf(trial, loud);
    const started = performance.now();
    const amid = probe(trial, { bot: quiet, seconds, perSecond });
    const slots = await countSlots(trial, { loud, until: amid });
    const done = (await doneOf(trial, loud)) - doneBefore;
    const rate = (done * 1_000) / (performance.now() - started);
    return { alone, amid: await amid, rate, slots };
  } finally {
    await trial.close();
  }
}

/** The first thousands of updates cost a new process several times what the later ones do: its code is not compiled yet. */
async function warmUp(trial: Trial, { say }: TrialSpec): Promise<void> {
  const { bots, people } = trial.fleet;
  for (let round = 0; round < warmRounds; round += 1)
    for (const bot of bots) for (const chatId of people) trial.traffic.send(bot, chatId);
  await settle(trial, { patience: 120, say });
}

/** In a second or so: to make them all in one go would cost this process as much, and the fleet shares its processors. */
async function sendFloods(
  { traffic, fleet }: Trial,
  { loud, updates, mischief }: { loud: readonly ChaosBot[]; updates: number; mischief: Mischief | undefined },
): Promise<void> {
  for (let at = 0; at < updates; at += 1) {
    for (const bot of loud) traffic.send(bot, fleet.people[at % size.peoplePerBot] as string, mischief);
    if ((at * loud.length) % 100 === 0) await pause(10);
  }
}

/** Updates of the bots that have taken effect. */
async function doneOf({ fleet }: Trial, bots: readonly ChaosBot[]): Promise<number> {
  const sql = 'select count(*)::int from chaos_effects where bot_id = any($1::bigint[])';
  const [row] = await fleet.query<{ count: number }>(sql, [bots.map(({ botId }) => botId)]);
  return row?.count ?? 0;
}

const activeOf = (trial: Trial, bot: ChaosBot): Promise<number> =>
  trial.fleet.redis(async (redis) => {
    const active = await redis.lrange(`${keyPrefix}:updates:active`, 0, -1);
    return active.filter((id) => id.startsWith(`${bot.botId}.`)).length;
  });

async function untilBusy(trial: Trial, loud: readonly ChaosBot[]): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const active = await Promise.all(loud.map((bot) => activeOf(trial, bot)));
    if (active.every((count) => count > 0)) return;
    await pause(50);
  }
}

/** The most slots that one loud bot had at once. */
async function countSlots(
  trial: Trial,
  { loud, until }: { loud: readonly ChaosBot[]; until: Promise<unknown> },
): Promise<number> {
  let most = 0;
  let isOver = false;
  const end = until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const [first] = loud;
    if (first) most = Math.max(most, await activeOf(trial, first));
    await pause(250);
  }
  await end;
  return most;
}
