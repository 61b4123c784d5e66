import type { RegistrationStep } from '#services/people/next-registration-step.js';
import type { BotContext } from './context.js';
import type { Screen } from './screen.js';

/** What follows a tap: a screen, the step or menu that is next, or nothing beyond the answer to the tap. */
export type Followed = Screen | 'next' | 'nothing';

/** What a button of ours does. */
export interface Action {
  /** The step of registration in which it counts; undefined: in none. */
  readonly step?: RegistrationStep;
  /** Does it count for registered people? */
  readonly isForRegistered: boolean;
  /** Channels that are for this alone must have been joined; absent: there are none. */
  readonly purpose?: 'purchase' | 'trial';
  /** Is it served while the bot stands still: what people have, and payments under way? */
  readonly staysOpen?: true;
  /** May admins lead to it by a button of their own in the main menu? It needs no argument then. */
  readonly isPage?: true;
  /** Does it belong to a payment that is under way, and so go on under maintenance as well? */
  readonly isOfPayment?: true;
  /** Does it show the panel's servers (`ctx.nodes`)? They are read before the transaction. */
  readonly readsNodes?: true;
  /** `argument` comes from the client and may be anything; `undefined` says the button is stale. */
  readonly run: (ctx: BotContext, argument: string) => Promise<Followed | undefined> | Followed | undefined;
}

/**
 * Actions by their names: the first part of a button's data, unique in the whole bot; changing one makes old buttons stale.
 * The names stand in the type, so that a button that no action serves does not compile.
 */
export type Actions<Names extends string> = Readonly<Record<Names, Action>>;
