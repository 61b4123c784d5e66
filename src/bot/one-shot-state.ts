import type { InputName } from './areas.js';

/** What an update leaves for the very next one of its chat; whatever comes next, it is forgotten then. */
export interface OneShotState {
  /** The tap that ended registration or a purchase (`tapKey`): a double tap on that button is no new wish. */
  readonly finishedBy?: string;
  /** When the person was last told that they were not understood, in ms since 1970. */
  readonly puzzledAt?: number;
  /** When they were last told that the bot stands still, or is under maintenance, likewise. */
  readonly stillAt?: number;
  readonly pausedAt?: number;
  /** What the person was asked to type: the name of an input, and what it is about. */
  readonly asked?: { readonly input: InputName; readonly about: string };
  /**
   * The ticket in which the person writes, when they were last told that it was sent, and of which album that the rest was not; or what
   * a new one is about.
   */
  readonly ticket?: {
    readonly id?: string;
    readonly saidAt?: number;
    readonly refusedAlbum?: string;
    readonly title?: string;
  };
  /** The payment whose receipt the person was asked for: words of any kind are one. */
  readonly receiptOf?: string;
}
