import { openHelp } from '../open/open-help.js';
import { action } from '../../../action.js';

/** Shows how the bot is used. */
export const helpAction = action({ name: 'help', isForRegistered: true, run: openHelp });
