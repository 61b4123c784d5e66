import type { Area } from '../../areas.js';
import { paymentActions } from './actions.js';
import { paymentInputs } from './inputs.js';

/** Paying: the ways to pay a sum, and what becomes of a payment. */
export const paymentsArea = { actions: [paymentActions], inputs: paymentInputs } as const satisfies Area;
