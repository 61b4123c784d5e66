import type { Area } from '../../areas.js';
import { billingActions } from './actions.js';
import { billingCommands } from './commands.js';

/** The bot's account with the fleet. */
export const billingArea = { actions: [billingActions], commands: billingCommands } as const satisfies Area;
