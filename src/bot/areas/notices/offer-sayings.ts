import { now } from '#platform/clock.js';
import { readOpenOffer } from '#services/personal-offers/read-offers.js';
import { offerNotice } from '../offers/screens/offer.js';
import type { Saying } from './saying.js';

/** Something is offered, while it can be taken and no later sending says it. */
export const sayOffer: Saying<'personal_offer'> = async ({ tenant, tx, recipient }, about) => {
  const { userId } = recipient;
  const place = { userId, offerId: about.offer_id, at: new Date(now()) };
  const offer = await readOpenOffer(tenant, tx, place);
  if (offer?.sendingId !== about.sending_id) return undefined;
  return { screen: (voice) => offerNotice(voice, offer) };
};
