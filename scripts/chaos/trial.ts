import { keyPrefix } from '#platform/redis.js';
import { openChaosFleet, type ChaosFleet, type FleetSize } from './fleet.js';
import {
  checkHistory,
  countZombies,
  type Effect,
  type History,
  type Span,
  type ZombieCount,
} from './history.js';
import type { Role } from './processes.js';
import { openRandom, type Random } from './random.js';
import { hearReplies, tellRepeats, type Replies } from './replies.js';
import type { ChaosServers } from './servers.js';
import { listOwed } from './settle.js';
import { openTraffic, type Traffic, type TrafficManner } from './traffic.js';

/** What every part of the harness is told. */
export interface TrialSpec {
  readonly servers: ChaosServers;
  readonly seed: number;
  /** Length of the part, or of one fault, in seconds. */
  readonly seconds: number;
  readonly kills: number;
  /** Only the faults whose title holds this text. */
  readonly fault?: string;
  /** Only the scene with this very title. */
  readonly scene?: string;
  /** The processor on which workers run; without it, all that the harness may use. */
  readonly workerCore?: number;
  /** Part fairness: how often each scene is played. */
  readonly runs: number;
  /** `WORKER_FLOOD_PACE` of the workers. */
  readonly pace?: string;
  /** Part year: how many days it has, and how many bots live in it. */
  readonly days?: number;
  readonly bots?: number;
  /** How much longer than on a free machine the way back may take (default 1). */
  readonly patience?: number;
  /** Writes one line of progress. */
  say(line: string): void;
}

/** Figures for people, and what must not be: any fault fails the run. */
export interface Report {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
  readonly faults: readonly string[];
}

/** A fleet at work under traffic, watched. */
export interface Trial {
  readonly fleet: ChaosFleet;
  readonly traffic: Traffic;
  readonly replies: Replies;
  readonly random: Random;
  close(): Promise<void>;
}

export interface TrialSetting {
  readonly size: FleetSize;
  readonly crew: Partial<Record<Role, number>>;
  readonly manner?: Omit<TrafficManner, 'random' | 'answered'>;
  readonly poolMax?: number;
}

/** Opens a fleet with its processes, all working. */
export async function openTrial(spec: TrialSpec, setting: TrialSetting): Promise<Trial> {
  const random = openRandom(spec.seed);
  const fleet = await openChaosFleet(spec.servers, {
    ...setting.size,
    workerCore: spec.workerCore,
    floodPace: spec.pace,
  });
  const replies = hearReplies(fleet);
  const traffic = await openTraffic(fleet, { ...setting.manner, random, answered: () => replies.all.length });
  const starts = Object.entries(setting.crew).flatMap(([role, count]) =>
    Array.from({ length: count }, () => fleet.crew.start(role as Role, setting.poolMax)),
  );
  await Promise.all(starts);
  return {
    fleet,
    traffic,
    replies,
    random,
    close: async () => {
      await traffic.close();
      replies.close();
      await fleet.close();
    },
  };
}

export interface Judgement {
  readonly rows: [string, string][];
  readonly faults: string[];
  readonly zombies: ZombieCount;
}

/** Judges a trial: rows for the table, and a fault for each promise that was broken. */
export async function judge(
  trial: Trial,
  { forgotten, mayRepeat = 0 }: { readonly forgotten?: Span; readonly mayRepeat?: number } = {},
): Promise<Judgement> {
  const { fleet, traffic, replies } = trial;
  const effects = await fleet.query<Effect>('select * from chaos_effects order by seq');
  const isOpen = traffic.openUpdates();
  const history = checkHistory({
    sent: traffic.sent,
    effects,
    replies,
    isOpen,
    ...(forgotten && { forgotten }),
  });
  const owed = (await listOwed(fleet)).length;
  const zombies = countZombies(fleet.crew.zombies(), effects);
  const violations = fleet.telegram.violations();
  const counts: [string, number][] = [
    ...(Object.entries(history) as [keyof History, number][]).map(
      ([name, count]) => [titles[name], count] as [string, number],
    ),
    ['still owed by PostgreSQL', owed],
    [breaches, violations.length],
  ];
  const reasons = history.wrong > 0 ? await whyFailed(fleet) : '';
  const harmless = new Set<string>([titles.updates, titles.failed, titles.forgotten, titles.saidTwice]);
  // How much was sent in the last seconds was in Redis too; Telegram's 429 is waited out.
  if (forgotten) harmless.add(breaches);
  const faults = counts.filter(([name, count]) => count > 0 && !harmless.has(name));
  const tell: Readonly<Record<string, () => string>> = {
    [breaches]: () => violations.map(describe).join(', '),
    [titles.saidTwice]: () => `${history.saidTwice} (${tellRepeats(replies)})`,
    [titles.wrong]: () => `${history.wrong} (${reasons})`,
  };
  if (history.saidTwice > mayRepeat) faults.push([titles.saidTwice, history.saidTwice]);
  return {
    zombies,
    rows: counts.map(([name, count]) => [name, String(count)]),
    faults: faults.map(([name, count]) => `${name}: ${tell[name]?.() ?? count}`),
  };
}

/** Why updates failed for good that had no reason to: `2 × job stalled …`. */
async function whyFailed(fleet: Trial['fleet']): Promise<string> {
  const key = `${keyPrefix}:updates`;
  const found = await fleet.redis(async (redis) => {
    const ids = await redis.zrange(`${key}:failed`, '0', '-1');
    return Promise.all(ids.map((id) => redis.hget(`${key}:${id}`, 'failedReason')));
  });
  const times = new Map<string, number>();
  for (const reason of found)
    if (reason && !reason.includes('chaos.poison')) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times].map(([reason, count]) => `${count} × ${reason}`).join('; ');
}

const describe = ({ kind, count, max }: { kind: string; count: number; max: number }): string =>
  kind === 'hold' ? 'sent while told to wait' : `${count} for ${max} (${kind})`;

const breaches = "breaches of Telegram's limits";
const titles: Readonly<Record<keyof History, string>> = {
  updates: 'updates sent',
  failed: 'failed for good, as they should',
  notAcknowledged: 'never taken in',
  lost: 'acknowledged and lost',
  forgotten: 'acknowledged and lost by Redis itself',
  twice: 'effects twice',
  wrong: 'effects of the wrong kind',
  effectsOutOfOrder: 'effects out of order',
  unanswered: 'without a reply',
  repliesOutOfOrder: 'replies out of order',
  saidTwice: 'replies twice (the call that a crash cut off)',
};
