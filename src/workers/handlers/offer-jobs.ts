import { endDueOffers } from '#services/personal-offers/end-offers.js';
import { enqueueDueOffers } from '#services/personal-offers/enqueue-due.js';
import { sendOffers } from '#services/personal-offers/send-offers.js';
import type { Handler } from './handler.js';

/** Finds bots that send offers, or of which one ends. */
export const findOffersHandler = (): Handler<'fleet.find-offers'> => ({
  run: async () => void (await enqueueDueOffers()),
});

/** Sends the next of one bot's offers. */
export const sendOffersHandler = (): Handler<'offers.send'> => ({ run: (tenant) => sendOffers(tenant) });

/** Ends those of one bot whose time is over. */
export const endOffersHandler = (): Handler<'offers.end'> => ({ run: (tenant) => endDueOffers(tenant) });
