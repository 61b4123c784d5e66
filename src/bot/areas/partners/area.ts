import type { Area } from '../../areas.js';
import { partnerActions } from './actions.js';
import { partnerInputs } from './inputs.js';
import { partnerEntry } from './menu-entry.js';
import { partnerReviewActions } from './review-actions.js';

/** What partners see and do, and those who decide about them. */
export const partnersArea = {
  actions: [partnerActions, partnerReviewActions],
  inputs: partnerInputs,
  menuEntries: [partnerEntry],
} as const satisfies Area;
