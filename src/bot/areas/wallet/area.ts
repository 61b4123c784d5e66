import type { Area } from '../../areas.js';
import { walletActions } from './actions.js';

/** The person's wallet and the ways to fill it. */
export const walletArea = { actions: [walletActions] } as const satisfies Area;
