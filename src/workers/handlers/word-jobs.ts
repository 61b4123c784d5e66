import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { planWordsAnew } from '#services/expiry/plan-anew.js';
import { tellDueWords } from '#services/expiry/tell-due.js';
import type { Handler } from './handler.js';

/** Finds bots with subscriptions whose time has come. */
export const findWordsHandler = (): Handler<'fleet.find-words'> => ({
  run: async () => void (await enqueueDueWords()),
});

/** Ends one bot's subscriptions and tells their owners. */
export const tellWordsHandler = (): Handler<'words.tell'> => ({ run: (tenant) => tellDueWords(tenant) });

/** Finds anew when something is due, after a change of settings. */
export const planWordsHandler = (): Handler<'words.plan'> => ({ run: (tenant) => planWordsAnew(tenant) });
