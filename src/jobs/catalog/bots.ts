import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';

/** Upkeep of single bots. */
export const botJobs = {
  'bot.connect': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'bot.publish': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'bot.token-revoked': botJob({ queue: 'bots', attempts: 8, payload: z.object({ token_hash: z.string() }) }),
  'money.audit': botJob({ queue: 'bots', attempts: 3, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
