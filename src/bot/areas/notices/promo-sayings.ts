import { readUse } from '#services/promo-codes/read-use.js';
import type { Saying } from './saying.js';
import { promoFailed, promoNotice, promoReturned } from './screens/promo-notice.js';

/** A person used a promo code. */
export const sayPromoCodeUsed: Saying<'promo_code_used'> = async ({ tenant, tx }, { use_id }) => {
  const use = await readUse(tenant, tx, use_id);
  return use && { choice: 'promo_code', screen: (voice) => promoNotice(voice, use) };
};

/** What a code gave was taken back: tells the admins. */
export const sayPromoCodeFailed: Saying<'promo_code_failed'> = async ({ tenant, tx }, { use_id }) => {
  const use = await readUse(tenant, tx, use_id);
  return use && { choice: 'promo_code', screen: (voice) => promoFailed(voice, use) };
};

/** The same to who used it. */
export const sayPromoCodeReturned: Saying<'promo_code_returned'> = async (
  { tenant, tx, support },
  { use_id },
) => {
  const use = await readUse(tenant, tx, use_id);
  return use && { screen: (voice) => promoReturned(voice, use, support) };
};
