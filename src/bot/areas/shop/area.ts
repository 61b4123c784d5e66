import type { Area } from '../../areas.js';
import { offerActions } from './actions/offers.js';
import { orderingActions } from './actions/ordering.js';

/** What is sold, from the plans to a paid order. */
export const shopArea = { actions: [offerActions, orderingActions] } as const satisfies Area;
