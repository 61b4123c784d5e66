import type { z } from 'zod';
import { adminJobs } from './catalog/admin.js';
import { billingJobs } from './catalog/billing.js';
import { botJobs } from './catalog/bots.js';
import { fleetJobs } from './catalog/fleet.js';
import { giftJobs } from './catalog/gifts.js';
import { maintenanceJobs } from './catalog/maintenance.js';
import { messageJobs } from './catalog/messages.js';
import { noticeJobs } from './catalog/notices.js';
import { offerJobs } from './catalog/offers.js';
import { orderJobs } from './catalog/orders.js';
import { panelJobs } from './catalog/panel.js';
import { paymentJobs } from './catalog/payments.js';
import { reportJobs } from './catalog/reports.js';
import { peopleJobs } from './catalog/people.js';
import { starJobs } from './catalog/stars.js';
import { subscriptionJobs } from './catalog/subscriptions.js';
import { ticketTimeJobs } from './catalog/ticket-times.js';
import { ticketJobs } from './catalog/tickets.js';
import { updateJobs } from './catalog/updates.js';
import { wordJobs } from './catalog/words.js';
import type { JobContract } from './job-contract.js';

/**
 * Everything that runs in the background, one area a line. To add a job: one entry in its area's file (a new area: its file
 * in `catalog/` and a line here), one file in workers/handlers, one line in its index.
 */
export const catalog = {
  ...adminJobs,
  ...billingJobs,
  ...botJobs,
  ...fleetJobs,
  ...giftJobs,
  ...maintenanceJobs,
  ...messageJobs,
  ...noticeJobs,
  ...offerJobs,
  ...orderJobs,
  ...panelJobs,
  ...paymentJobs,
  ...reportJobs,
  ...peopleJobs,
  ...starJobs,
  ...subscriptionJobs,
  ...ticketTimeJobs,
  ...ticketJobs,
  ...updateJobs,
  ...wordJobs,
} as const satisfies Record<string, JobContract>;

export type Catalog = typeof catalog;
export type JobName = keyof Catalog;
export type Payload<N extends JobName> = z.output<Catalog[N]['payload']>;
export type BotJobName = { [N in JobName]: Catalog[N]['scope'] extends 'bot' ? N : never }[JobName];
