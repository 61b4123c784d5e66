import type { Command } from '../../command.js';
import { openStatement } from './open/open-statement.js';

/** /statement, or /statement 2026-10: a month of the bot's account with the fleet, for its owners. */
const statement: Command = {
  name: 'statement',
  describe: (texts) => texts.billing.commands.statement,
  isForOwners: true,
  staysOpen: true,
  run: openStatement,
};

/** What owners ask of the bot's account. */
export const billingCommands: readonly Command[] = [statement];
