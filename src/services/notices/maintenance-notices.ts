import { z } from 'zod';
import { notice } from './notice-contract.js';

/** Notices to those who run a bot, each of them where it has no chat of admins. */
const toAdmins = {
  to: ['admins'],
  when: 'at_once',
  topic: 'admin_topic_id',
  isUrgent: true,
  usefulHours: 24,
} as const;
/** `since`: when it began; `still`: it is on in the other way as well. */
const turned = z.object({
  way: z.enum(['automatic', 'by_hand']),
  since: z.iso.datetime(),
  still: z.boolean(),
});

/** What is told of times in which a bot serves its admins alone. */
export const maintenanceNotices = {
  maintenance_began: notice({ ...toAdmins, about: turned }),
  maintenance_ended: notice({ ...toAdmins, about: turned.extend({ until: z.iso.datetime() }) }),
  /** To a person who came meanwhile. */
  maintenance_over: notice({
    to: ['person'],
    when: 'at_once',
    about: z.object({
      user_id: z.string().regex(/^[1-9]\d{0,18}$/),
      /** Of the link by which they came; null: by none. */
      start_payload: z.string().nullable(),
    }),
    isBulk: true,
    usefulHours: 24,
  }),
} as const;
