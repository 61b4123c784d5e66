import type { Area } from '../../areas.js';
import { codeActions } from './actions.js';
import { codeInputs } from './inputs.js';
import { codeLink } from './links.js';
import { codeEntry } from './menu-entry.js';

/** Promo codes: typed, or by a link. */
export const codesArea = {
  actions: [codeActions],
  inputs: codeInputs,
  links: [codeLink],
  menuEntries: [codeEntry],
} as const satisfies Area;
