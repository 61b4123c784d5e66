import type { Area } from '../../areas.js';
import { menuActions } from './actions.js';
import { menuCommands } from './commands.js';
import { menuInputs } from './inputs.js';

/** The menu, the account and help. */
export const menuArea = {
  actions: [menuActions],
  commands: menuCommands,
  inputs: menuInputs,
} as const satisfies Area;
