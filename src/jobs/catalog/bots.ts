import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';

/** Upkeep of single bots. */
export const botJobs = {
  'bot.connect': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'bot.publish': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  /** People and staff of a bot that became another one at Telegram are shown again what waits for them. */
  'bot.show-anew': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      /** Until when a process may still have spoken for the bot of before. */
      until: z.iso.datetime(),
    }),
  }),
  'bot.token-revoked': botJob({ queue: 'bots', attempts: 8, payload: z.object({ token_hash: z.string() }) }),
  'money.audit': botJob({ queue: 'bots', attempts: 3, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
