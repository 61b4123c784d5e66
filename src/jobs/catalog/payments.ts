import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';
import { rowNumber } from './ids.js';

const aPayment = z.object({ payment_id: rowNumber });

/** What came to a gateway's address, as it came. */
const callback = z.object({
  gateway: z.string(),
  method: z.enum(['GET', 'POST']),
  query: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()),
  /** Base64. */
  body: z.string(),
  /** Address of the sender; empty: unknown. */
  ip: z.string().default(''),
});

/** A bank's SMS that a phone forwarded, its signature being right. */
const bankMessage = z.object({
  /** The message as JSON, encrypted under APP_SECRET and bound to the bot: it tells what is on an account. */
  sealed: z.string(),
  /** Milliseconds since 1970 when it was taken in. */
  arrived_at: z.number(),
});

/** Payments through gateways, and from card to card. */
export const paymentJobs = {
  'card-payment.due': botJob({ queue: 'bots', attempts: 4, orderedBy: 'payment_id', payload: aPayment }),
  'card-payment.review': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'payment_id',
    payload: aPayment,
    // An album comes as a receipt of many parts at once.
    isMerged: true,
  }),
  'card-receipt.look': botJob({
    queue: 'bots',
    attempts: 4,
    orderedBy: 'receipt_id',
    payload: z.object({ receipt_id: rowNumber }),
    isMerged: true,
  }),
  'fleet.check-payments': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 15_000, payload: z.object({}) }),
  'fleet.find-lost-payments': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 300_000,
    payload: z.object({}),
  }),
  'fleet.poll-rates': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.repeat-payments': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 60_000,
    payload: z.object({}),
  }),
  'payment.bank-message': botJob({ queue: 'callbacks', attempts: 8, payload: bankMessage }),
  'payment.callback': botJob({ queue: 'callbacks', attempts: 8, payload: callback }),
  'payment.cancel': botJob({ queue: 'gateways', attempts: 4, orderedBy: 'payment_id', payload: aPayment }),
  'payment.check': botJob({
    queue: 'gateways',
    attempts: 4,
    orderedBy: 'payment_id',
    payload: aPayment,
    // Whoever pays can send the callback of their payment again and again.
    isMerged: true,
  }),
  'payment.charge': botJob({ queue: 'gateways', attempts: 8, orderedBy: 'payment_id', payload: aPayment }),
  'payment.confirm': botJob({ queue: 'gateways', attempts: 8, orderedBy: 'payment_id', payload: aPayment }),
  'payment.create': botJob({ queue: 'gateways', attempts: 4, orderedBy: 'payment_id', payload: aPayment }),
  'payment.refund': botJob({ queue: 'gateways', attempts: 8, orderedBy: 'payment_id', payload: aPayment }),
  'payment.repeat': botJob({
    queue: 'gateways',
    attempts: 4,
    orderedBy: 'payment_id',
    payload: aPayment,
    isMerged: true,
  }),
  'payment.show': botJob({ queue: 'bots', attempts: 4, orderedBy: 'payment_id', payload: aPayment }),
  'payments.check-due': botJob({ queue: 'bots', attempts: 4, payload: z.object({}), isMerged: true }),
  'payments.repeat-due': botJob({ queue: 'bots', attempts: 4, payload: z.object({}), isMerged: true }),
  'payments.find-lost': botJob({
    queue: 'gateways',
    attempts: 4,
    orderedBy: 'gateway',
    payload: z.object({ gateway: z.string() }),
    // A gateway that is slow for longer than the pause between two looks shall not have a line of them.
    isMerged: true,
  }),
  'rates.poll': botJob({ queue: 'gateways', attempts: 4, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
