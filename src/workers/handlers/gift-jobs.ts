import { endDueGifts } from '#services/gifts/end-due.js';
import { enqueueDueGifts } from '#services/gifts/enqueue-due.js';
import type { Handler } from './handler.js';

/** Finds bots with gifts of which something is due. */
export const findGiftsHandler = (): Handler<'fleet.find-gifts'> => ({
  run: async () => void (await enqueueDueGifts()),
});

/** Ends one bot's gifts that nobody took in time, and tells their buyers. */
export const endGiftsHandler = (): Handler<'gifts.end-due'> => ({ run: (tenant) => endDueGifts(tenant) });
