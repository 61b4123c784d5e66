import { readGiftFacts } from '#services/gifts/read-gift-facts.js';
import { giftHandedOver, giftNotice, giftWaits, type GiftEvent } from './screens/gift-notice.js';
import type { PersonScene, Said, Saying } from './saying.js';

/** What became of a gift, for its buyer; a word that is no longer true is not said. */
export const sayGift =
  (event: GiftEvent) =>
  async (
    { tenant, tx }: PersonScene,
    { gift_id }: { readonly gift_id: string },
  ): Promise<Said | undefined> => {
    const gift = await readGiftFacts(tenant, tx, gift_id);
    const isOpen = gift?.state === 'open';
    if (!gift || isOpen !== (event === 'ends_soon')) return undefined;
    if (event === 'taken' && gift.state !== 'taken') return undefined;
    return { screen: (voice) => giftNotice(voice, gift, event) };
  };

/** Tells admins that somebody took a gift. */
export const sayGiftHandedOver: Saying<'gift_handed_over'> = async ({ tenant, tx }, { gift_id }) => {
  const gift = await readGiftFacts(tenant, tx, gift_id);
  return gift?.taker ? { choice: 'gift', screen: (voice) => giftHandedOver(voice, gift) } : undefined;
};

/** Tells admins that somebody could not take a gift. */
export const sayGiftWaits: Saying<'gift_waits'> = async ({ tenant, tx }, { gift_id }) => {
  const gift = await readGiftFacts(tenant, tx, gift_id);
  return gift?.state === 'open' ? { screen: (voice) => giftWaits(voice, gift) } : undefined;
};
