import type { Area } from '../../areas.js';
import { reportActions } from './actions.js';
import { reportCommands } from './commands.js';

/** Figures of the bot, for those who run it. */
export const reportsArea = { actions: [reportActions], commands: reportCommands } as const satisfies Area;
