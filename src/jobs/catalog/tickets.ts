import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';
import { chatNumber, rowNumber } from './ids.js';

/** What people and staff see of tickets. */
export const ticketJobs = {
  /** A message or card of a ticket is brought to its present state in its chat: posted, or edited. */
  'ticket.put': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      chat_id: chatNumber,
      /** Row of `ticket_copies`. */
      row_id: rowNumber,
    }),
  }),
} as const satisfies Record<string, JobContract>;
