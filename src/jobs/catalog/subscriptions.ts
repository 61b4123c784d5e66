import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';
import { chatNumber, rowNumber, telegramBotNumber } from './ids.js';

/** A message in which a person waits for what a look at the panel brings, and the bot that has sent it. */
const shownIn = {
  chat_id: chatNumber.optional(),
  message_id: z.number().int().positive().optional(),
  of: telegramBotNumber.optional(),
};

/** Calls to the panel for one subscription, and its renewal by itself. */
export const subscriptionJobs = {
  'fleet.autopay': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'subscription.autopay': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'subscription_id',
    payload: z.object({ subscription_id: rowNumber }),
  }),
  'subscription.look': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({
      subscription_id: rowNumber,
      ...shownIn,
      view: z.enum(['detail', 'devices']).default('detail'),
    }),
  }),
  'subscription.provision': botJob({
    queue: 'panel',
    attempts: 6,
    orderedBy: 'subscription_id',
    payload: z.object({ subscription_id: rowNumber }),
  }),
  'subscription.remove-devices': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({
      subscription_id: rowNumber,
      ...shownIn,
      /** Key of one device (`subscriptions.panel_devices`); absent: all of them. */
      device: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .optional(),
    }),
  }),
  'subscription.trim-devices': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({ subscription_id: rowNumber }),
  }),
  'subscriptions.autopay-due': botJob({ queue: 'bots', attempts: 4, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
