import type { Area } from '../../areas.js';
import { cardActions } from './actions.js';

/** Paying from card to card: the card, the receipt, and what becomes of it. */
export const cardsArea = { actions: [cardActions] } as const satisfies Area;
