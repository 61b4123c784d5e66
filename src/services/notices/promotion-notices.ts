import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { news, toPerson } from './notice-parts.js';

const aboutBonus = z.object({ campaign_id: rowNumber, user_id: rowNumber });
const aboutUse = z.object({ use_id: rowNumber });
const onceEver = 'never' as const;

/** What is said of codes and campaigns, alphabetical; a part of the catalogue. */
export const promotionNotices = {
  /** The panel refused the subscription that a campaign gave: it was taken back. */
  campaign_bonus_failed: notice({
    ...news,
    about: aboutBonus,
    once: { per: ({ campaign_id, user_id }) => `${campaign_id} ${user_id}`, again: onceEver },
  }),
  campaign_bonus_returned: notice({
    ...toPerson,
    about: aboutBonus,
    once: { per: ({ campaign_id }) => campaign_id, again: onceEver },
  }),
  /** Somebody registered by the link of a campaign. */
  campaign_registration: notice({ ...news, about: aboutBonus, usefulHours: 24 }),
  /** The panel refused what a code gave: the use does not count. */
  promo_code_failed: notice({
    ...news,
    about: aboutUse,
    once: { per: ({ use_id }) => use_id, again: onceEver },
  }),
  promo_code_returned: notice({
    ...toPerson,
    about: aboutUse.extend({ user_id: rowNumber }),
    once: { per: ({ use_id }) => use_id, again: onceEver },
  }),
  promo_code_used: notice({ ...news, about: aboutUse }),
} as const;
