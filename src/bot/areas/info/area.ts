import type { Area } from '../../areas.js';
import { infoActions } from './actions.js';
import { demandActions } from './demand-actions.js';
import { infoEntries, infoMenuEntry } from './entries.js';
import { infoInputs } from './inputs.js';

/** What the bot has to read: rules, frequent questions, policies; and what people must accept of it. */
export const infoArea = {
  actions: [infoActions, demandActions],
  inputs: infoInputs,
  menuEntries: [infoMenuEntry],
  infoEntries,
} as const satisfies Area;
