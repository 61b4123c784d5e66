import type { Area } from '../../areas.js';
import { maintenanceActions } from './actions.js';
import { maintenanceCommands } from './commands.js';
import { maintenanceInputs } from './inputs.js';

/** What owners see and do of times in which the bot serves its admins alone. */
export const maintenanceArea = {
  actions: [maintenanceActions],
  commands: maintenanceCommands,
  inputs: maintenanceInputs,
} as const satisfies Area;
