import type { z } from 'zod';
import type { BotTopicName } from '../settings/bot-topics.js';
import type { OpenKey, SettingValues } from '../settings/catalog.js';

/**
 * Who hears of it. `person`: whom it is about, in their private chat. `admins`: a bot's admins, by the bot itself.
 * `runners`: those who run a bot, one by one, by the master bot, since theirs cannot speak. `owners`: the fleet's owners, by
 * the master bot. `reviewers`: those who decide about receipts, where they see these.
 */
export type Audience = 'admins' | 'owners' | 'person' | 'reviewers' | 'runners';

/** When the same may be told of the same thing again. */
export type Repeat = 'never' | { readonly afterMinutes: number };

/** Settings that are on or off. */
export type SwitchKey = { [K in OpenKey]: SettingValues[K] extends boolean ? K : never }[OpenKey];

/** What the fleet knows of a kind of notice before it is told. */
export interface NoticeContract<
  To extends readonly Audience[] = readonly Audience[],
  A extends z.ZodType = z.ZodType,
> {
  readonly to: To;
  /**
   * What the job carries: numbers of rows, whose facts are read when it is told. A notice to a person names one of
   * `user_id`, `subscription_id` and `order_id`.
   */
  readonly about: A;
  /** `by_day`: between 22:00 and 9:00 by the bot's clocks it waits for the morning. */
  readonly when: 'at_once' | 'by_day';
  /** Told once of each thing that the text names, until `again`; absent: each is told. */
  readonly once?: { readonly per: (about: z.output<A>) => string; readonly again: Repeat };
  /** Settings of the bot that must all be on; absent: nothing turns it off. */
  readonly switches?: readonly SwitchKey[];
  /** The topic of the admins' chat in which it comes; absent: in none. */
  readonly topic?: BotTopicName;
  /** Where a bot has no chat of admins, each of those who run it hears of it; absent: nobody does. */
  readonly isUrgent?: true;
  /** Reviewers hear it one by one, not in their chat: that makes the trouble. */
  readonly isPrivate?: true;
  /** May it be told to a person whom an admin blocked? */
  readonly reachesBlocked?: true;
  /** Who wishes for no reminders does not hear it. */
  readonly isReminder?: true;
  /**
   * May many people of a bot have to hear of it in the same minute? Then it has a line of its own, which goes no faster than
   * messages leave, so that everything else of the bot is said before it.
   */
  readonly isBulk?: true;
  /** After this many hours it is of no use and is dropped; absent: it is told however late it comes. */
  readonly usefulHours?: number;
}

/** Keeps the types of an entry of the catalogue. */
export const notice = <const To extends readonly Audience[], A extends z.ZodType>(
  contract: NoticeContract<To, A>,
): NoticeContract<To, A> => contract;
