import type { TrialOffer } from '#services/orders/offers.js';
import type { Voice } from '../../../voice.js';

/** What a button says that starts the trial; a paid one names its price. */
export const trialLabel = (
  { texts, plain, toman }: Voice,
  { priceToman }: Pick<TrialOffer, 'priceToman'>,
): string =>
  priceToman > 0
    ? plain(texts.menu.buttons.trialPaid, { price: toman(priceToman) })
    : texts.menu.buttons.trial;
