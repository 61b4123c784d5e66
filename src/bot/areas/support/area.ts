import type { Area } from '../../areas.js';
import { ratingActions } from './actions/rating.js';
import { ticketActions } from './actions/tickets.js';
import { supportInputs } from './inputs.js';

/** Help by people: tickets in the bot, and a contact outside of it. */
export const supportArea = {
  actions: [ticketActions, ratingActions],
  inputs: supportInputs,
} as const satisfies Area;
