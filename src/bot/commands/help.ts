import { openHelp } from '../open-help.js';
import { command } from './command.js';

/** /help: how the bot is used. */
export const help = command({ name: 'help', run: openHelp });
