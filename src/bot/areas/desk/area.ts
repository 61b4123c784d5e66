import type { Area } from '../../areas.js';
import { deskActions } from './actions.js';
import { deskCommands } from './commands.js';
import { deskInputs } from './inputs.js';

/** What those see and do who help people. */
export const deskArea = {
  actions: [deskActions],
  commands: deskCommands,
  inputs: deskInputs,
} as const satisfies Area;
