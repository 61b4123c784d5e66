import { z } from 'zod';
import { notice } from './notice-contract.js';

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const aboutReward = z.object({ user_id: rowId, reward_id: rowId });
const toPerson = { to: ['person'], when: 'at_once' } as const;

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
    about: z.object({ user_id: rowId, invited_id: rowId }),
    switches: ['referral_notices'],
  }),
  /** The first sufficient payment of an invited person came. */
  referral_paid: notice({
    to: ['admins'],
    when: 'at_once',
    topic: 'notification_topic_id',
    switches: ['admin_notices'],
    about: z.object({ reward_id: rowId }),
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
