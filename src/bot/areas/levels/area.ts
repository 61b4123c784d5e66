import type { Area } from '../../areas.js';
import { levelActions } from './actions.js';

/** Groups of people who pay less, and how one comes into them. */
export const levelsArea = { actions: [levelActions] } as const satisfies Area;
