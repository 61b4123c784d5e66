import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';
import { chatNumber, telegramBotNumber } from './ids.js';

/** What people did in Telegram. */
export const updateJobs = {
  'telegram.update': botJob({
    queue: 'updates',
    attempts: 4,
    payload: z.object({
      chat_id: chatNumber,
      update: z.looseObject({ update_id: z.number().int().nonnegative() }),
      /** The bot that Telegram gave it to; absent: it is not known. */
      of: telegramBotNumber.optional(),
    }),
  }),
} as const satisfies Record<string, JobContract>;
