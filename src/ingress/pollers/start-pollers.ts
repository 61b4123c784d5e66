import { randomUUID } from 'node:crypto';
import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import { pause } from '#platform/clock.js';
import type { Env } from '#env/env.js';
import { log } from '#platform/log.js';
import { metrics as processMetrics, type Metrics } from '#platform/metrics.js';
import { keyPrefix, type Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';
import { waitForColdToken } from '#platform/telegram/cold-tokens.js';
import { isPolled, keepLoops, type LoopKeeper } from './keep-loops.js';
import { openLeases, type Leases, type TickAnswer } from './open-leases.js';
import { openPollPacing } from './poll-pacing.js';

export interface PollersOptions {
  /** A connection that fails fast (`openRedis(url, 'fail')`). */
  readonly redis: Redis;
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly vault: Vault;
  readonly env: Pick<Env, 'telegramApiRoot' | 'telegramNewTokensPerMinute'>;
  readonly metrics?: Metrics;
  readonly prefix?: string;
  readonly timing?: Partial<PollerTiming>;
}

export interface PollerTiming {
  readonly tickMs: number;
  /** A poller that is silent for so long loses its bots. */
  readonly leaseMs: number;
  /** Seconds of one long poll. */
  readonly pollSeconds: number;
  /** Milliseconds that Telegram's answer may be late before the poll is given up and asked again. */
  readonly answerMs: number;
  /** A full comparison with the directory at least so often. */
  readonly surveyMs: number;
}

/** The pollers of this process. */
export interface Pollers {
  /** Ids of the bots that this process polls. */
  held(): string[];
  /** Hands over what has arrived, breaks the long polls off, and gives the bots to the other pollers. */
  close(): Promise<void>;
}

const standard: PollerTiming = {
  tickMs: 2_000,
  leaseMs: 8_000,
  pollSeconds: 50,
  answerMs: 15_000,
  surveyMs: 60_000,
};
const guardMs = 500;
const nudgeMs = 50;
const retryMs = 500;
const closeMs = 5_000;
const batch = 1_000;

interface Supervisor {
  readonly directory: DirectoryFollower;
  readonly leases: Leases;
  readonly loops: LoopKeeper;
  readonly timing: PollerTiming;
  /** When the lease runs out, by the monotonic clock. */
  leasedUntil: number;
  hadLease: boolean;
  isClosed: boolean;
  surveyAt: number;
  mismatches: number;
  readonly wanted: Set<string>;
  /** What the next ticks have to tell. */
  readonly want: Set<string>;
  readonly unwant: Set<string>;
  timer: NodeJS.Timeout | undefined;
  /** Fires when the lease runs out. */
  watch: NodeJS.Timeout | undefined;
  ticking: Promise<void> | undefined;
  isNudged: boolean;
  /** Redis' last refusal, said already. */
  refusal: string;
}

/** Polls every bot that is in polling mode, together with the pollers of other processes: each bot by one of them. */
export function startPollers(options: PollersOptions): Pollers {
  const { redis, directory, prefix = keyPrefix } = options;
  const timing = { ...standard, ...options.timing };
  const leases = openLeases({ redis, prefix, pollerId: randomUUID(), leaseMs: timing.leaseMs });
  const metrics = options.metrics ?? processMetrics;
  const perMinute = options.env.telegramNewTokensPerMinute;
  const loops = keepLoops({
    directory,
    vault: options.vault,
    metrics,
    world: {
      apiRoot: options.env.telegramApiRoot,
      pollSeconds: timing.pollSeconds,
      answerMs: timing.answerMs,
      intake: options.intake,
      isLeased: () => performance.now() < pollers.leasedUntil - guardMs,
      waitForToken: (tokenHash) => waitForColdToken(redis, tokenHash, { perMinute, prefix }),
      pacing: openPollPacing(),
      onUpdates: metrics.updatesCame,
    },
    onFree: () => nudge(pollers),
  });
  const pollers: Supervisor = { directory, leases, loops, timing, ...blank() };
  directory.onChange((entry, isGone) => onChange(pollers, entry, isGone));
  for (const entry of directory.list()) onChange(pollers, entry, false);
  schedule(pollers, 0);
  return { held: () => loops.held(), close: () => close(pollers) };
}

const blank = () => ({
  leasedUntil: -Infinity,
  hadLease: false,
  isClosed: false,
  surveyAt: 0,
  mismatches: 0,
  wanted: new Set<string>(),
  want: new Set<string>(),
  unwant: new Set<string>(),
  timer: undefined,
  watch: undefined,
  ticking: undefined,
  isNudged: false,
  refusal: '',
});

function onChange(pollers: Supervisor, entry: DirectoryEntry, isGone: boolean): void {
  if (pollers.isClosed) return;
  const { botId } = entry;
  const isWanted = !isGone && isPolled(entry);
  const [into, outOf] = isWanted ? [pollers.want, pollers.unwant] : [pollers.unwant, pollers.want];
  if (isWanted) pollers.wanted.add(botId);
  else if (!pollers.wanted.delete(botId)) return;
  into.add(botId);
  outOf.delete(botId);
  nudge(pollers);
}

function nudge(pollers: Supervisor): void {
  if (pollers.isNudged) return;
  pollers.isNudged = true;
  schedule(pollers, nudgeMs + Math.random() * nudgeMs);
}

function schedule(pollers: Supervisor, ms: number): void {
  if (pollers.isClosed || pollers.ticking) return;
  clearTimeout(pollers.timer);
  pollers.timer = setTimeout(() => {
    pollers.isNudged = false;
    pollers.ticking = tick(pollers)
      .catch((error: unknown) => {
        reportRefusal(pollers, error);
        return retryMs;
      })
      .then((nextMs) => {
        pollers.ticking = undefined;
        schedule(pollers, pollers.isNudged ? nudgeMs : nextMs);
      });
  }, ms);
}

/** That Redis cannot be reached is said by its connection; what it refuses, once here. */
function reportRefusal(pollers: Supervisor, error: unknown): void {
  const isRefusal = error instanceof Error && error.name === 'ReplyError';
  if (!isRefusal || error.message === pollers.refusal)
    return log.debug({ err: error }, 'the poller could not renew its leases; trying again');
  pollers.refusal = error.message;
  log.warn(
    { err: error },
    'Redis rejected the commands of this poller; its bots are not polled until that is mended, see the error',
  );
}

async function tick(pollers: Supervisor): Promise<number> {
  const { loops, leases, timing } = pollers;
  const sentAt = performance.now();
  const news = collect(pollers);
  const answer = await leases
    .tick({ ...news, hadLease: pollers.hadLease, heldCount: loops.held().length, room: batch })
    .catch((error: unknown) => {
      putBack(pollers, news);
      throw error;
    });
  pollers.refusal = '';
  if (answer.isLost) {
    log.warn('the lease of this poller expired; it claims its bots again');
    await loops.abandon();
    pollers.hadLease = false;
    for (const botId of pollers.wanted) pollers.want.add(botId);
    return 0;
  }
  renew(pollers, sentAt + timing.leaseMs);
  loops.hold(answer);
  await survey(pollers, answer);
  const isMore = pollers.want.size + pollers.unwant.size > 0 || answer.claimed.length === batch;
  return isMore ? nudgeMs : timing.tickMs * (0.9 + Math.random() * 0.2);
}

function renew(pollers: Supervisor, until: number): void {
  pollers.hadLease = true;
  pollers.leasedUntil = until;
  clearTimeout(pollers.watch);
  pollers.watch = setTimeout(
    () => {
      if (pollers.isClosed) return;
      log.warn('Redis did not renew the lease of this poller in time; polling pauses until it does');
      void pollers.loops.abandon();
    },
    until - guardMs - performance.now(),
  ).unref();
}

type News = Pick<Parameters<Leases['tick']>[0], 'release' | 'forget' | 'want' | 'unwant'>;

function collect(pollers: Supervisor): News {
  const first = (set: Set<string>): string[] => {
    const part = [...set].slice(0, batch);
    for (const botId of part) set.delete(botId);
    return part;
  };
  const { release, forget } = pollers.loops.takeFreed();
  return { release, forget, want: first(pollers.want), unwant: first(pollers.unwant) };
}

function putBack(pollers: Supervisor, { release, forget, want, unwant }: News): void {
  pollers.loops.putFreedBack({ release, forget });
  for (const botId of want) if (!pollers.unwant.has(botId)) pollers.want.add(botId);
  for (const botId of unwant) if (!pollers.want.has(botId)) pollers.unwant.add(botId);
}

/** Compares Redis with the directory when the counts differ twice in a row, and now and then anyway. */
async function survey(pollers: Supervisor, { total }: TickAnswer): Promise<void> {
  const { directory, leases, timing, wanted } = pollers;
  if (!directory.isLoaded()) return;
  const isPending = pollers.want.size + pollers.unwant.size > 0;
  pollers.mismatches = total === wanted.size || isPending ? 0 : pollers.mismatches + 1;
  if (pollers.mismatches < 2 && performance.now() < pollers.surveyAt) return;
  const known = await leases.known();
  for (const botId of wanted) if (!known.has(botId)) pollers.want.add(botId);
  for (const botId of known) if (!wanted.has(botId)) pollers.unwant.add(botId);
  pollers.mismatches = 0;
  pollers.surveyAt = performance.now() + timing.surveyMs * (0.75 + Math.random() * 0.5);
}

async function close(pollers: Supervisor): Promise<void> {
  if (pollers.isClosed) return;
  pollers.isClosed = true;
  clearTimeout(pollers.timer);
  clearTimeout(pollers.watch);
  const giveBack = async (): Promise<void> => {
    await pollers.ticking;
    await pollers.loops.abandon();
    await pollers.leases.leave();
  };
  const late = new AbortController();
  await Promise.race([
    giveBack().catch((error: unknown) =>
      log.warn(
        { err: error },
        'the bots of this poller could not be released; other pollers take them over when its lease expires',
      ),
    ),
    pause(closeMs, late.signal),
  ]);
  late.abort();
}
