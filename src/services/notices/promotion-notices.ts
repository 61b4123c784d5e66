import { z } from 'zod';
import { notice } from './notice-contract.js';

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const aboutBonus = z.object({ campaign_id: rowId, user_id: rowId });
const aboutUse = z.object({ use_id: rowId });
const onceEver = 'never' as const;

const toPerson = { to: ['person'], when: 'at_once' } as const;
const toAdmins = {
  to: ['admins'],
  when: 'at_once',
  topic: 'notification_topic_id',
  switches: ['admin_notices'],
} as const;

/** What is said of codes and campaigns, alphabetical; a part of the catalogue. */
export const promotionNotices = {
  /** The panel refused the subscription that a campaign gave: it was taken back. */
  campaign_bonus_failed: notice({
    ...toAdmins,
    about: aboutBonus,
    once: { per: ({ campaign_id, user_id }) => `${campaign_id} ${user_id}`, again: onceEver },
  }),
  campaign_bonus_returned: notice({
    ...toPerson,
    about: aboutBonus,
    once: { per: ({ campaign_id }) => campaign_id, again: onceEver },
  }),
  /** Somebody registered by the link of a campaign. */
  campaign_registration: notice({ ...toAdmins, about: aboutBonus, usefulHours: 24 }),
  /** The panel refused what a code gave: the use does not count. */
  promo_code_failed: notice({
    ...toAdmins,
    about: aboutUse,
    once: { per: ({ use_id }) => use_id, again: onceEver },
  }),
  promo_code_returned: notice({
    ...toPerson,
    about: aboutUse.extend({ user_id: rowId }),
    once: { per: ({ use_id }) => use_id, again: onceEver },
  }),
  promo_code_used: notice({ ...toAdmins, about: aboutUse }),
} as const;
