import type { Replies, Reply } from './replies.js';
import type { SentUpdate } from './traffic.js';

/** What became of all updates; everything but `updates`, `failed`, `forgotten` and `saidTwice` should be 0. */
export interface History {
  readonly updates: number;
  /** Updates that failed for good, as they should: their handler is poisoned. */
  readonly failed: number;
  readonly notAcknowledged: number;
  /** Acknowledged, but without an effect. */
  readonly lost: number;
  /** The same, but excused: Redis itself had lost it. */
  readonly forgotten: number;
  /** Effects beyond the first. */
  readonly twice: number;
  /** Failed though not poisoned, or the other way round. */
  readonly wrong: number;
  /** Effects that came before that of an earlier update of their chat. */
  readonly effectsOutOfOrder: number;
  /** Took effect, but nobody heard of it. */
  readonly unanswered: number;
  /** First replies that came before that of an earlier update of their chat. */
  readonly repliesOutOfOrder: number;
  /** Replies that Telegram got twice: a crash between its acceptance and our note. */
  readonly saidTwice: number;
}

/** One line of the journal, in the order in which effects came; ids as PostgreSQL gives them. */
export interface Effect {
  readonly bot_id: string;
  readonly update_id: string;
  readonly chat_id: string;
  readonly outcome: 'done' | 'failed';
  /** Name of the process that wrote it, as PostgreSQL knows it; its pid is at the end. */
  readonly writer?: string;
}

/** From and to in ms since 1970; `to` is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Was it sent then? Nothing was, when there is no span. */
export const isWithin = (span: Span | undefined, { sentAt }: Pick<SentUpdate, 'sentAt'>): boolean =>
  span !== undefined && sentAt >= span.from && sentAt < span.to;

/** Everything that is known at the end of a trial. */
export interface Evidence {
  readonly sent: readonly SentUpdate[];
  readonly effects: readonly Effect[];
  readonly replies: Pick<Replies, 'all' | 'firstAt'>;
  isOpen(update: SentUpdate): boolean;
  /**
   * What Redis itself lost is no fault: updates sent in this span may be missing, and one that was at work when Redis
   * forgot its chat may be overtaken.
   */
  readonly forgotten?: Span;
}

/** Compares what was sent with the journal of effects and with what Telegram heard. */
export function checkHistory(evidence: Evidence): History {
  const { sent, effects, replies, isOpen, forgotten } = evidence;
  const found = groupBy(effects, (effect) => `${effect.bot_id} ${effect.update_id}`);
  const outcomeOf = ({ bot, updateId }: SentUpdate) => found.get(`${bot.botId} ${updateId}`)?.at(-1)?.outcome;
  const missing = sent.filter((update) => outcomeOf(update) === undefined);
  const done = sent.filter((update) => outcomeOf(update) === 'done');
  const falls = findFalls(
    effects,
    (effect) => `${effect.bot_id} ${effect.chat_id}`,
    (effect) => Number(effect.update_id),
  );
  const fallen = new Set(falls.map((effect) => `${effect.bot_id} ${effect.update_id}`));
  const overtaken = sent.filter(
    (update) => isWithin(forgotten, update) && fallen.has(`${update.bot.botId} ${update.updateId}`),
  );
  const isWrong = (update: SentUpdate) =>
    outcomeOf(update) !== undefined && (outcomeOf(update) === 'failed') !== (update.mischief === 'poison');
  return {
    updates: sent.length,
    failed: effects.filter((effect) => effect.outcome === 'failed').length,
    notAcknowledged: sent.filter(isOpen).length,
    lost: missing.filter((update) => !isOpen(update) && !isWithin(forgotten, update)).length,
    forgotten: missing.filter((update) => !isOpen(update) && isWithin(forgotten, update)).length,
    twice: effects.length - found.size,
    wrong: sent.filter(isWrong).length,
    effectsOutOfOrder: falls.length - overtaken.length,
    unanswered: done.filter(({ bot, updateId }) => replies.firstAt(bot.token, updateId) === undefined).length,
    ...checkReplies(replies.all, overtaken),
  };
}

/** What became of work that ended after its job had been taken over. */
export interface ZombieCount {
  /** Another process had done it, or did it later: this one's commit was refused. */
  readonly refused: number;
  /** Its commit came before that of the process that took over, whose own was then the refused one. */
  readonly first: number;
}

/** Tells whose effect stands where a zombie ended work (`<bot>.<update>`, pid) beside its successor. */
export function countZombies(
  zombies: readonly { readonly update: string; readonly pid: number }[],
  effects: readonly Effect[],
): ZombieCount {
  const writers = new Map(
    effects.map((one) => [`${one.bot_id}.${one.update_id}`, one.writer?.split(' ').at(-1)]),
  );
  const first = zombies.filter(({ update, pid }) => writers.get(update) === String(pid)).length;
  return { first, refused: zombies.length - first };
}

/** The reply to an update that was overtaken comes when the update took effect. */
function checkReplies(
  all: readonly Reply[],
  overtaken: readonly SentUpdate[],
): Pick<History, 'repliesOutOfOrder' | 'saidTwice'> {
  const numbered = all.filter((reply) => reply.updateId !== undefined);
  const shown = [...numbered].sort((left, right) => left.messageId - right.messageId);
  const first = [...groupBy(shown, (reply) => `${reply.botToken} ${reply.updateId}`).values()].flatMap(
    ([reply]) => reply ?? [],
  );
  first.sort((left, right) => left.messageId - right.messageId);
  const chatOf = (reply: Reply) => `${reply.botToken} ${reply.chatId}`;
  const isExcused = new Set(overtaken.map(({ bot, updateId }) => `${bot.token} ${updateId}`));
  const falls = findFalls(first, chatOf, (reply) => reply.updateId ?? 0);
  return {
    repliesOutOfOrder: falls.filter((reply) => !isExcused.has(`${reply.botToken} ${reply.updateId}`)).length,
    saidTwice: numbered.length - first.length,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The items of each group that have a lower number than one before them. */
function findFalls<T>(items: readonly T[], groupOf: (item: T) => string, numberOf: (item: T) => number): T[] {
  const falls: T[] = [];
  for (const group of groupBy(items, groupOf).values()) {
    let highest = -Infinity;
    for (const item of group) {
      if (numberOf(item) < highest) falls.push(item);
      highest = Math.max(highest, numberOf(item));
    }
  }
  return falls;
}
