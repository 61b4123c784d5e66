import type { RegistrationStep } from '#services/people/next-registration-step.js';
import type { BotContext } from './context.js';
import type { Screen } from './screen.js';

/** What follows a tap: a screen, the step or menu that is next, or nothing beyond the answer to the tap. */
export type Followed = Screen | 'next' | 'nothing';

/** What a button of ours does. */
export interface Action {
  /** First part of the button's data, unique in the registry; changing it makes old buttons stale. */
  readonly name: string;
  /** The step of registration in which it counts; undefined: in none. */
  readonly step?: RegistrationStep;
  /** Does it count for registered people? */
  readonly isForRegistered: boolean;
  /** `argument` comes from the client and may be anything; `undefined` says the button is stale. */
  readonly run: (ctx: BotContext, argument: string) => Promise<Followed | undefined> | Followed | undefined;
}

/** Gives an action its type. */
export const action = (definition: Action): Action => definition;
