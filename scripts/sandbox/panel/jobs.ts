import { minuteMs } from '#platform/units.js';
import { isMonthDay } from './calendar.js';
import { tell, userEvent } from './webhooks.js';
import { panelNow, setStatus, type Account, type PanelWorld } from './world.js';

type Job = (world: PanelWorld) => void;

const hourMs = 60 * minuteMs;

const isOver = (world: PanelWorld, { expireAt }: Account): boolean => new Date(expireAt) <= panelNow(world);
const isUsedUp = ({ trafficLimitBytes: limit, usedTrafficBytes: used }: Account): boolean =>
  limit > 0 && used >= limit;

/** Ends accounts by their date; one that is switched off stays so. */
const endAccounts: Job = (world) => {
  for (const account of world.accounts.values())
    if ((account.status === 'ACTIVE' || account.status === 'LIMITED') && isOver(world, account))
      move(world, account, 'EXPIRED');
};

/** Stops accounts whose traffic is used up. */
const limitAccounts: Job = (world) => {
  for (const account of world.accounts.values())
    if (account.status === 'ACTIVE' && isUsedUp(account)) move(world, account, 'LIMITED');
};

function move(world: PanelWorld, account: Account, status: 'EXPIRED' | 'LIMITED'): void {
  if (world.stuck.has(account.username)) return;
  account.status = status;
  tell(world, userEvent(world, `user.${status.toLowerCase()}`, account));
}

/** The used traffic of a strategy begins at zero, of accounts that are off as well; only limited ones are told of. */
const reset =
  (strategy: string, isDue: (world: PanelWorld, account: Account) => boolean): Job =>
  (world) => {
    for (const account of world.accounts.values()) {
      if (account.trafficLimitStrategy !== strategy || !isDue(world, account)) continue;
      account.usedTrafficBytes = 0;
      account.lastTrafficResetAt = panelNow(world).toISOString();
      if (account.status !== 'LIMITED') continue;
      setStatus(world, account, 'ACTIVE');
      tell(world, userEvent(world, 'user.enabled', account));
    }
  };
const always = (): boolean => true;

/** Hours from an end at which it is told of; below zero: before it. */
const marks = [-72, -48, -24, 24];

/** Tells of ends that come or have passed, in the minute in which it is so. */
const tellEnds: Job = (world) => {
  const at = panelNow(world).getTime();
  for (const account of world.accounts.values())
    for (const expiration of marks) {
      const passedMs = at - (Date.parse(account.expireAt) + expiration * hourMs);
      if (passedMs >= 0 && passedMs < minuteMs)
        tell(world, userEvent(world, 'user.expiration', account, { expiration }));
    }
};

interface Timed {
  readonly job: Job;
  /** Is it time for it in the second that begins at this instant? */
  readonly isDue: (at: Date) => boolean;
}

const each = (seconds: number) => (at: Date) => Math.floor(at.getTime() / 1_000) % seconds === 0;
const atTime = (hours: number, minutes: number) => (at: Date) =>
  at.getUTCHours() === hours && at.getUTCMinutes() === minutes && at.getUTCSeconds() === 0;
const resets: readonly Timed[] = [
  { job: reset('DAY', always), isDue: atTime(0, 5) },
  {
    job: reset('MONTH_ROLLING', (world, { createdAt }) => isMonthDay(new Date(createdAt), panelNow(world))),
    isDue: atTime(0, 10),
  },
  { job: reset('WEEK', always), isDue: (at) => at.getUTCDay() === 1 && atTime(0, 15)(at) },
  { job: reset('MONTH', always), isDue: (at) => at.getUTCDate() === 1 && atTime(0, 20)(at) },
];
const timetable: readonly Timed[] = [
  { job: endAccounts, isDue: each(30) },
  { job: limitAccounts, isDue: each(45) },
  { job: tellEnds, isDue: each(60) },
  ...resets,
];

const run = (world: PanelWorld, jobs: readonly Timed[]): void => {
  for (const { job } of jobs) job(world);
  if (jobs.length > 0) world.onChange();
};

/** Does at once what the panel does by the half minute: ends accounts, and stops those whose traffic is used up. */
export function runFrequentJobs(world: PanelWorld): void {
  endAccounts(world);
  limitAccounts(world);
  world.onChange();
}

const stepMs = 15_000;
const dueAt = (at: number): readonly Timed[] => timetable.filter(({ isDue }) => isDue(new Date(at)));

/** Moves the panel's clock on, with all that its jobs do meanwhile; they all begin at a quarter of a minute. */
export function passTime(world: PanelWorld, ms: number): void {
  const from = panelNow(world).getTime();
  for (let at = Math.floor(from / stepMs + 1) * stepMs; at <= from + ms; at += stepMs) {
    world.clockAheadMs = at - Date.now();
    run(world, dueAt(at));
  }
  world.clockAheadMs = from + ms - Date.now();
}

/** After a longer sleep of this machine its jobs are not made up for. */
const longestGapMs = 300_000;

/** Lets the panel's jobs run by its clock; returns what stops them. */
export function startJobs(world: PanelWorld): () => void {
  let done = panelNow(world).getTime();
  const timer = setInterval(() => {
    const until = panelNow(world).getTime();
    const from = Math.max(done, until - longestGapMs);
    for (let at = Math.floor(from / stepMs + 1) * stepMs; at <= until; at += stepMs) run(world, dueAt(at));
    done = until;
  }, 1_000).unref();
  return () => clearInterval(timer);
}
