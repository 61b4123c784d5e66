import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import { log } from '#platform/log.js';
import type { Metrics } from '#platform/metrics.js';
import type { Vault } from '#platform/secrets.js';
import type { TickAnswer } from './open-leases.js';
import { startPollLoop, type PollLoop, type PollWorld } from './poll-loop.js';
import { reportLoops } from './report-loops.js';

/** Bots that were let go since the last tick; `forget`: nobody shall poll them. */
export interface FreedBots {
  readonly release: readonly string[];
  readonly forget: readonly string[];
}

/** The loops of this process: one for each bot it holds and should poll. */
export interface LoopKeeper {
  held(): string[];
  /** Takes an answer of Redis: new bots are started, those above the share are let go, tokens are compared. */
  hold(answer: TickAnswer): void;
  takeFreed(): FreedBots;
  /** The tick that told of them failed. */
  putFreedBack(freed: FreedBots): void;
  /** Drops every bot; resolves when nothing of theirs runs any more. */
  abandon(): Promise<void>;
}

export interface LoopsSetting {
  readonly directory: DirectoryFollower;
  readonly vault: Vault;
  readonly metrics: Metrics;
  readonly world: PollWorld;
  /** Told when a bot was let go, so that others get it soon. */
  onFree(): void;
}

interface Slot {
  loop: PollLoop | undefined;
  stopping: Promise<void> | undefined;
  isLeaving: boolean;
  unwantedSince: number | undefined;
  /** Hash of a token that cannot be opened with this `APP_SECRET`. */
  sealedElsewhere: string | undefined;
}

interface Keeper extends LoopsSetting {
  readonly slots: Map<string, Slot>;
  readonly release: Set<string>;
  readonly forget: Set<string>;
  readonly report: (slots: Iterable<[string, PollLoop]>) => void;
}

const unwantedMs = 3_000;

/** Is it this entry's turn to be polled by the fleet? */
export const isPolled = (entry: DirectoryEntry | undefined): entry is DirectoryEntry =>
  entry !== undefined && entry.isActive && entry.mode === 'polling' && !entry.isTokenRevoked;

/** Keeps the loops of this process in line with Redis and the directory. */
export function keepLoops(setting: LoopsSetting): LoopKeeper {
  const keeper: Keeper = {
    ...setting,
    slots: new Map(),
    release: new Set(),
    forget: new Set(),
    report: reportLoops(setting.metrics),
  };
  return {
    held: () => [...keeper.slots.keys()],
    hold: (answer) => hold(keeper, answer),
    takeFreed: () => {
      const freed = { release: [...keeper.release], forget: [...keeper.forget] };
      keeper.release.clear();
      keeper.forget.clear();
      return freed;
    },
    putFreedBack: ({ release, forget }) => {
      for (const botId of release) keeper.release.add(botId);
      for (const botId of forget) keeper.forget.add(botId);
    },
    abandon: () => abandon(keeper),
  };
}

function hold(keeper: Keeper, { claimed, held, share }: TickAnswer): void {
  const { slots, release, forget } = keeper;
  const isFreed = (botId: string): boolean => release.has(botId) || forget.has(botId);
  for (const botId of held ?? claimed) if (!slots.has(botId) && !isFreed(botId)) slots.set(botId, newSlot());
  if (held) {
    const all = new Set(held);
    for (const [botId, slot] of slots)
      if (!all.has(botId)) void letGo(keeper, botId, { slot, into: release });
  }
  for (const [botId, slot] of slots) fit(keeper, botId, slot);
  const staying = [...slots].filter(([, slot]) => !slot.isLeaving);
  for (const [botId, slot] of staying.slice(Math.max(0, share)))
    void letGo(keeper, botId, { slot, into: release });
  keeper.report(runningLoops(slots));
}

const newSlot = (): Slot => ({
  loop: undefined,
  stopping: undefined,
  isLeaving: false,
  unwantedSince: undefined,
  sealedElsewhere: undefined,
});

function* runningLoops(slots: Map<string, Slot>): Iterable<[string, PollLoop]> {
  for (const [botId, { loop }] of slots) if (loop) yield [botId, loop];
}

/** Makes a slot's loop what the directory says. */
function fit(keeper: Keeper, botId: string, slot: Slot): void {
  if (slot.isLeaving || slot.stopping) return;
  const entry = keeper.directory.get(botId);
  if (!isPolled(entry)) return fade(keeper, botId, slot);
  slot.unwantedSince = undefined;
  const { loop } = slot;
  if (!loop) return start(keeper, entry, slot);
  if (loop.tokenHash === entry.tokenHash && loop.state() !== 'ended') return;
  void stop(slot).then(() => {
    if (keeper.slots.get(botId) === slot) fit(keeper, botId, slot);
  });
}

/** A bot that is not to be polled is kept a moment: this process's directory may only be late. */
function fade(keeper: Keeper, botId: string, slot: Slot): void {
  if (slot.loop) void stop(slot);
  slot.unwantedSince ??= performance.now();
  if (performance.now() - slot.unwantedSince > unwantedMs)
    void letGo(keeper, botId, { slot, into: keeper.forget });
}

function start(keeper: Keeper, entry: DirectoryEntry, slot: Slot): void {
  const { botId, telegramBotId, tokenHash } = entry;
  if (slot.sealedElsewhere === entry.sealedToken) return;
  try {
    const token = keeper.vault.decrypt(entry.sealedToken, telegramBotId);
    slot.loop = startPollLoop({ botId, telegramBotId, token, tokenHash }, keeper.world);
  } catch (error) {
    slot.sealedElsewhere = entry.sealedToken;
    log.error(
      { bot: botId, err: error },
      'the token of this bot cannot be decrypted, so it is not polled; check APP_SECRET',
    );
  }
}

function stop(slot: Slot): Promise<void> {
  slot.stopping ??= (slot.loop?.stop() ?? Promise.resolve()).then(() => {
    slot.loop = undefined;
    slot.stopping = undefined;
  });
  return slot.stopping;
}

async function letGo(
  keeper: Keeper,
  botId: string,
  { slot, into }: { slot: Slot; into: Set<string> },
): Promise<void> {
  if (slot.isLeaving) return;
  slot.isLeaving = true;
  await stop(slot);
  if (keeper.slots.get(botId) !== slot) return;
  keeper.slots.delete(botId);
  into.add(botId);
  keeper.onFree();
}

async function abandon(keeper: Keeper): Promise<void> {
  const slots = [...keeper.slots.values()];
  keeper.slots.clear();
  keeper.release.clear();
  keeper.forget.clear();
  await Promise.all(slots.map(stop));
  keeper.report([]);
}
