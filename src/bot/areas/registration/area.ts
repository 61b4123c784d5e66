import type { Area } from '../../areas.js';
import { registrationActions } from './actions.js';
import { languageCommand } from './commands.js';

/** The steps of a person who is not registered, and the choice of a language. */
export const registrationArea = {
  actions: [registrationActions],
  commands: [languageCommand],
} as const satisfies Area;
