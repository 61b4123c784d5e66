import type { Area } from '../../areas.js';
import { offerActions } from './actions.js';

/** Offers to single people, discounts that they have, and servers that they try. */
export const offersArea = { actions: [offerActions] } as const satisfies Area;
