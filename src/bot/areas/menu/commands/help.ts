import { openHelp } from '../open/open-help.js';
import { command } from '../../../command.js';

/** /help: how the bot is used. */
export const helpCommand = command({ name: 'help', run: openHelp });
