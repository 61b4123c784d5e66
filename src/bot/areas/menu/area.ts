import type { Area } from '../../areas.js';
import { menuActions } from './actions.js';
import { menuCommands } from './commands.js';

/** The menu, the account and help. */
export const menuArea = { actions: [menuActions], commands: menuCommands } as const satisfies Area;
