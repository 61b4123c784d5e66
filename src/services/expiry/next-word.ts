import { listWords, type TimedSubscription, type Word } from './list-words.js';
import type { SettingValues } from '../settings/catalog.js';

/** A subscription whose words are due from `wordAt` (ms) on: what was due before is done. */
export interface DueSubscription extends TimedSubscription {
  readonly wordAt: number;
  /** Has the owner been told of this end, or is it known to be over otherwise? */
  readonly isEndTold: boolean;
}

/** What is said now, and when the next word is due. */
export interface NextWord {
  /** The last word that is due and of use: who was not told in time hears no older one. Undefined: nothing is said. */
  readonly word: Word | undefined;
  /** In ms; undefined: nothing comes any more. */
  readonly nextAt: number | undefined;
}

/** What a subscription's time brings at an instant (ms). */
export function nextWord(subscription: DueSubscription, values: SettingValues, at: number): NextWord {
  const words = listWords(subscription, values);
  const { isEndTold, wordAt } = subscription;
  const isOpen = ({ kind, dueAt, until }: Word): boolean =>
    dueAt <= at && at < until && (kind === 'expired' ? !isEndTold : dueAt >= wordAt);
  return {
    word: words.filter(isOpen).at(-1),
    nextAt: words.find(({ dueAt }) => dueAt > at)?.dueAt,
  };
}
