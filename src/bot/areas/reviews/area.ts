import type { Area } from '../../areas.js';
import { reviewActions } from './actions.js';
import { reviewCommands } from './commands.js';
import { reviewInputs } from './inputs.js';

/** What those see and do who decide about receipts. */
export const reviewsArea = {
  actions: [reviewActions],
  commands: reviewCommands,
  inputs: reviewInputs,
} as const satisfies Area;
