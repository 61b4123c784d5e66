import { readUse } from '#services/promo-codes/read-use.js';
import type { Saying } from './saying.js';
import { promoNotice } from './screens/promo-notice.js';

/** A person used a promo code. */
export const sayPromoCodeUsed: Saying<'promo_code_used'> = async ({ tenant, tx }, { use_id }) => {
  const use = await readUse(tenant, tx, use_id);
  return use && { choice: 'promo_code', screen: (voice) => promoNotice(voice, use) };
};
