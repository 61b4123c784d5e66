import type { Area } from '../../areas.js';
import { gateActions } from './actions.js';

/** Who is not served for now, and how they come back. */
export const gatesArea = { actions: [gateActions] } as const satisfies Area;
