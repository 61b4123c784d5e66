import { openHelp } from '../open-help.js';
import { action } from './action.js';

/** Shows how the bot is used. */
export const help = action({ name: 'help', isForRegistered: true, run: openHelp });
