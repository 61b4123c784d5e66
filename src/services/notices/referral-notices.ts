import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { news, toPerson } from './notice-parts.js';

const aboutReward = z.object({ user_id: rowNumber, reward_id: rowNumber });

/** What is said of people who bring others, alphabetical; a part of the catalogue. Each is decided once, with the row that it is about. */
export const referralNotices = {
  /** A payment of somebody whom the person invited earned them something. */
  referral_earned: notice({
    ...toPerson,
    about: aboutReward,
    switches: ['referral_notices'],
  }),
  /** Somebody came by their invitation. */
  referral_joined: notice({
    ...toPerson,
    about: z.object({ user_id: rowNumber, invited_id: rowNumber }),
    switches: ['referral_notices'],
  }),
  /** The first sufficient payment of an invited person came. */
  referral_paid: notice({
    ...news,
    about: z.object({ reward_id: rowNumber }),
  }),
  /** A payment went back, and with it what it had earned; of what went back in parts, each is told. */
  referral_taken_back: notice({
    ...toPerson,
    about: aboutReward.extend({ toman: z.number().int().positive(), in_all_toman: z.number().int() }),
  }),
  /** A newcomer has the bonus for their first sufficient payment. */
  referral_welcome: notice({
    ...toPerson,
    about: aboutReward,
  }),
} as const;
