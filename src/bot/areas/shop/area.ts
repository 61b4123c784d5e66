import type { Area } from '../../areas.js';
import { offerActions } from './actions/offers.js';
import { orderingActions } from './actions/ordering.js';
import { planLink } from './links.js';

/** What is sold, from the plans to a paid order. */
export const shopArea = {
  actions: [offerActions, orderingActions],
  links: [planLink],
} as const satisfies Area;
