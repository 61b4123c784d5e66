import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { toAdmins, toPerson } from './notice-parts.js';

/** Somebody must decide: where a bot has no chat of admins, each of them hears of it. */
const toDecide = { ...toAdmins, isUrgent: true } as const;

/** What partners and those who decide about them are told, alphabetical; a part of the catalogue. */
export const partnerNotices = {
  /** A person asks to become a partner. */
  partner_asks: notice({ ...toDecide, about: z.object({ user_id: rowNumber }) }),
  partner_decided: notice({
    ...toPerson,
    about: z.object({ user_id: rowNumber, state: z.enum(['accepted', 'ended', 'refused']) }),
  }),
  /** A payment of somebody whom they brought earned them something, or went back. */
  partner_moved: notice({
    ...toPerson,
    about: z.object({ user_id: rowNumber, movement_id: rowNumber }),
    switches: ['referral_notices'],
  }),
  payout_decided: notice({
    ...toPerson,
    about: z.object({
      user_id: rowNumber,
      payout_id: rowNumber,
      state: z.enum(['approved', 'paid', 'rejected']),
    }),
    once: { per: ({ payout_id, state }) => `${payout_id} ${state}`, again: 'never' },
  }),
  payout_requested: notice({ ...toDecide, about: z.object({ payout_id: rowNumber }) }),
  /** Somebody else has decided about a payout of which `user_id`, who decides too, was shown where the money shall go. */
  payout_seen_decided: notice({
    ...toPerson,
    about: z.object({ user_id: rowNumber, payout_id: rowNumber, state: z.enum(['paid', 'rejected']) }),
    once: { per: ({ user_id, payout_id, state }) => `${payout_id} ${state} ${user_id}`, again: 'never' },
  }),
} as const;
