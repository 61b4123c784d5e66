import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import { openChaosFleet, type ChaosFleet, type FleetSize } from './fleet.js';
import { checkHistory, type Effect, type History } from './history.js';
import type { Role } from './processes.js';
import { openRandom, type Random } from './random.js';
import { hearReplies, type Replies } from './replies.js';
import type { ChaosServers } from './servers.js';
import { openTraffic, type Traffic, type TrafficManner } from './traffic.js';

/** What every part of the harness is told. */
export interface Order {
  readonly servers: ChaosServers;
  readonly seed: number;
  /** Length of the part, or of one fault, in seconds. */
  readonly seconds: number;
  readonly kills: number;
  /** Only the faults whose title holds this text. */
  readonly fault?: string;
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
  readonly manner?: Omit<TrafficManner, 'random'>;
  readonly poolMax?: number;
}

/** Opens a fleet with its processes, all working. */
export async function openTrial(order: Order, setting: TrialSetting): Promise<Trial> {
  const random = openRandom(order.seed);
  const fleet = await openChaosFleet(order.servers, setting.size);
  const replies = hearReplies(fleet);
  const traffic = await openTraffic(fleet, { ...setting.manner, random });
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

/**
 * Lets everything that was sent come to its end: nothing unacknowledged, every update (sent at `lostBefore` or later) marked,
 * nothing owed. Resolves with the seconds that took; gives up after `patience` seconds without any progress and leaves the verdict to the
 * history.
 */
export async function settle(
  { fleet, traffic }: Trial,
  { patience, lostBefore = 0 }: { readonly patience: number; readonly lostBefore?: number },
): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const wanted = traffic.sent.filter(({ sentAt }) => sentAt >= lostBefore);
  const updates = [wanted.map(({ bot }) => bot.botId), wanted.map(({ updateId }) => updateId)];
  let least = Infinity;
  let progressAt = 0;
  for (;;) {
    const [now] = await fleet.query<{ missing: number }>(missing, updates);
    const left = (now?.missing ?? 0) + traffic.unacknowledged() + (await countOwed(fleet));
    if (left === 0) return seconds();
    if (left < least) progressAt = seconds();
    least = Math.min(least, left);
    if (seconds() - progressAt > patience) return seconds();
    await pause(300);
  }
}

const missing = `
  select count(*)::int as missing
  from unnest($1::bigint[], $2::bigint[]) as u (bot_id, update_id)
  where not exists (select from chaos_effects e where e.bot_id = u.bot_id and e.update_id = u.update_id)`;

/**
 * Jobs that PostgreSQL owes and that have not ended. A crash right after the end of a job leaves its row behind until the
 * relay strikes it off some minutes later; such a row is owed no longer.
 */
async function countOwed(fleet: ChaosFleet): Promise<number> {
  const rows = await fleet.query<{ id: string; bot_id: string }>('select id, bot_id from outbox');
  if (!rows.length) return 0;
  const ended = await fleet.redis((redis) =>
    Promise.all(
      rows.map(({ id, bot_id: bot }) => redis.hexists(`${keyPrefix}:messages:${bot}.${id}`, 'finishedOn')),
    ),
  );
  return ended.filter((isEnded) => !isEnded).length;
}

/** Judges a trial: rows for the table, and a fault for each promise that was broken. */
export async function judge(
  trial: Trial,
  { lostBefore = 0, mayRepeat = 0 }: { readonly lostBefore?: number; readonly mayRepeat?: number } = {},
): Promise<{ rows: [string, string][]; faults: string[] }> {
  const { fleet, traffic, replies } = trial;
  const effects = await fleet.query<Effect>('select * from chaos_effects order by seq');
  const isOpen = traffic.openUpdates();
  const history = checkHistory({ sent: traffic.sent, effects, replies, isOpen, lostBefore });
  const owed = await countOwed(fleet);
  const violations = fleet.telegram.violations();
  const counts: [string, number][] = [
    ...(Object.entries(history) as [keyof History, number][]).map(
      ([name, count]) => [titles[name], count] as [string, number],
    ),
    ['still owed by PostgreSQL', owed],
    [breaches, violations.length],
  ];
  const harmless = new Set<string>([titles.updates, titles.failed, titles.saidTwice]);
  // How much was sent in the last seconds was in Redis too; Telegram's 429 is waited out.
  if (lostBefore) harmless.add(breaches);
  const faults = counts.filter(([name, count]) => count > 0 && !harmless.has(name));
  if (history.saidTwice > mayRepeat) faults.push([titles.saidTwice, history.saidTwice]);
  return {
    rows: counts.map(([name, count]) => [name, String(count)]),
    faults: faults.map(([name, count]) =>
      name === breaches ? `${name}: ${violations.map(describe).join(', ')}` : `${name}: ${count}`,
    ),
  };
}

const describe = ({ kind, count, max }: { kind: string; count: number; max: number }): string =>
  kind === 'hold' ? 'sent while told to wait' : `${count} for ${max} (${kind})`;

const breaches = "breaches of Telegram's limits";
const titles: Readonly<Record<keyof History, string>> = {
  updates: 'updates sent',
  failed: 'failed for good, as they should',
  notAcknowledged: 'never taken in',
  lost: 'acknowledged and lost',
  twice: 'effects twice',
  wrong: 'effects of the wrong kind',
  effectsOutOfOrder: 'effects out of order',
  unanswered: 'without a reply',
  repliesOutOfOrder: 'replies out of order',
  saidTwice: 'replies twice (the call that a crash cut off)',
};
