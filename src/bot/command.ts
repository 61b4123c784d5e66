import type { BotContext } from './context.js';
import type { Screen } from './screen.js';
import type { Texts } from './texts/index.js';

/** What a registered person may type as `/name`. */
export interface Command {
  readonly name: string;
  /** Only a bot's owners may use it; nobody else is told of it, they are in their menu and /help. */
  readonly isForOwners?: true;
  /** Is it served while the bot stands still? */
  readonly staysOpen?: true;
  /** What it does, in the words of a language; for the menu at Telegram and for /help. */
  readonly describe: (texts: Texts) => string;
  /**
   * `argument` is what follows the command, trimmed; it may be anything. `nothing`: it was answered; undefined: this person has no such
   * command.
   */
  readonly run: (
    ctx: BotContext,
    argument: string,
  ) => Promise<Screen | 'nothing' | undefined> | Screen | 'nothing' | undefined;
  /** Only those who run the bot and review receipts have it: it is in their menu and in their /help. */
  readonly isForFew?: true;
}
