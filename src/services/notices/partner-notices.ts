import { z } from 'zod';
import { notice } from './notice-contract.js';

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const toPerson = { to: ['person'], when: 'at_once' } as const;
/** Somebody must decide: where a bot has no chat of admins, each of them hears of it. */
const toDecide = { to: ['admins'], when: 'at_once', topic: 'admin_topic_id', isUrgent: true } as const;

/** What partners and those who decide about them are told, alphabetical; a part of the catalogue. */
export const partnerNotices = {
  /** A person asks to become a partner. */
  partner_asks: notice({ ...toDecide, about: z.object({ user_id: rowId }) }),
  partner_decided: notice({
    ...toPerson,
    about: z.object({ user_id: rowId, state: z.enum(['accepted', 'ended', 'refused']) }),
  }),
  /** A payment of somebody whom they brought earned them something, or went back. */
  partner_moved: notice({
    ...toPerson,
    about: z.object({ user_id: rowId, movement_id: rowId }),
    switches: ['referral_notices'],
  }),
  payout_decided: notice({
    ...toPerson,
    about: z.object({
      user_id: rowId,
      payout_id: rowId,
      state: z.enum(['approved', 'paid', 'rejected']),
    }),
    once: { per: ({ payout_id, state }) => `${payout_id} ${state}`, again: 'never' },
  }),
  payout_requested: notice({ ...toDecide, about: z.object({ payout_id: rowId }) }),
  /** Somebody else has decided about a payout of which `user_id`, who decides too, was shown where the money shall go. */
  payout_seen_decided: notice({
    ...toPerson,
    about: z.object({ user_id: rowId, payout_id: rowId, state: z.enum(['paid', 'rejected']) }),
    once: { per: ({ user_id, payout_id, state }) => `${payout_id} ${state} ${user_id}`, again: 'never' },
  }),
} as const;
