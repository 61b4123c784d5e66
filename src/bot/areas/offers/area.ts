import type { Area } from '../../areas.js';
import { personalOfferActions } from './actions.js';

/** Offers to single people, discounts that they have, and servers that they try. */
export const offersArea = { actions: [personalOfferActions] } as const satisfies Area;
