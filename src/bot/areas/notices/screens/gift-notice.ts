import type { GiftFacts, GiftPerson } from '#services/gifts/read-gift-facts.js';
import { inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** What the buyer of a gift hears of it. */
export type GiftEvent = 'ends_soon' | 'over' | 'taken';

/** Tells the buyer of a gift what became of it. */
export const giftNotice = (voice: Voice, gift: GiftFacts, event: GiftEvent): Screen => ({
  text: wordsOf(voice, gift, event),
  keyboard: inRows([tapButton(voice.texts.gifts.buttons.see, 'gift', gift.id), menuButton(voice)]),
});

function wordsOf(voice: Voice, gift: GiftFacts, event: GiftEvent): string {
  const { notices } = voice.texts.gifts;
  const { state, priceToman, validUntil, isRefundedAtEnd, taker } = gift;
  const plan = voice.foreign(gift.sold.name);
  const amount = voice.toman(priceToman);
  if (event === 'taken')
    return voice.say(notices.taken, { plan, person: voice.name(taker ?? { firstName: '' }) });
  if (event === 'ends_soon')
    return paragraphs(
      voice.say(notices.endsSoon, { plan, date: voice.date(validUntil) }),
      notices.remind,
      isRefundedAtEnd && priceToman > 0 && voice.say(notices.refundFollows, { amount }),
    );
  if (state === 'cancelled') return voice.say(notices.cancelled, { plan });
  return state === 'refunded' && priceToman > 0
    ? voice.say(notices.refunded, { plan, amount })
    : voice.say(notices.ended, { plan });
}

const personOf = (voice: Voice, { telegramId, username, ...names }: GiftPerson): string => {
  const handle = username === null ? '' : ` (@${username})`;
  return `${voice.name(names)} ${voice.foreign(`${telegramId}${handle}`)}`;
};

/** Tells a bot's admins that a gift was taken. */
export function giftHandedOver(voice: Voice, { sold, buyer, taker, priceToman }: GiftFacts): Screen {
  const { admins } = voice.texts.gifts;
  const lines = [
    voice.say(admins.plan, { plan: voice.foreign(sold.name) }),
    voice.say(admins.buyer, { person: personOf(voice, buyer) }),
    taker && voice.say(admins.taker, { person: personOf(voice, taker) }),
    voice.say(admins.price, { price: voice.toman(priceToman) }),
  ];
  return { text: paragraphs(admins.handedOver, lines.filter(Boolean).join('\n')) };
}

/** Tells a bot's admins that somebody could not take a gift. */
export function giftWaits(voice: Voice, { sold, buyer }: GiftFacts): Screen {
  const { admins } = voice.texts.gifts;
  const lines = [
    voice.say(admins.plan, { plan: voice.foreign(sold.name) }),
    voice.say(admins.buyer, { person: personOf(voice, buyer) }),
  ];
  return { text: paragraphs(admins.waits, lines.join('\n')) };
}
