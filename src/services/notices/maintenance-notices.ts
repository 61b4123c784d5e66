import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { toAdmins, toPerson } from './notice-parts.js';

/** Notices to those who run a bot, each of them where it has no chat of admins. */
const toWhoRuns = { ...toAdmins, isUrgent: true, usefulHours: 24 } as const;
/** `since`: when it began; `still`: it is on in the other way as well. */
const turned = z.object({
  way: z.enum(['automatic', 'by_hand']),
  since: z.iso.datetime(),
  still: z.boolean(),
});

/** What is told of times in which a bot serves its admins alone. */
export const maintenanceNotices = {
  maintenance_began: notice({ ...toWhoRuns, about: turned }),
  maintenance_ended: notice({ ...toWhoRuns, about: turned.extend({ until: z.iso.datetime() }) }),
  /** To a person who came meanwhile. */
  maintenance_over: notice({
    ...toPerson,
    about: z.object({
      user_id: rowNumber,
      /** Of the link by which they came; null: by none. */
      start_payload: z.string().nullable(),
    }),
    isBulk: true,
    usefulHours: 24,
  }),
} as const;
