import type { GiftSold } from '#models/gift.js';
import type { GiftRecipient } from '#services/orders/types.js';
import type { Voice } from '../../../voice.js';

/** What a gift is, as values of a text. */
export const soldValues = (voice: Voice, sold: GiftSold) => ({
  plan: voice.foreign(sold.name),
  days: voice.count('days', sold.periodDays),
  traffic: voice.traffic(sold.trafficLimitGb),
  devices: voice.count('devices', sold.deviceLimit),
});

/** Who may take it, in a line. */
export function forWhom(voice: Voice, recipient: GiftRecipient | null | undefined): string {
  const { order } = voice.texts.gifts;
  if (!recipient) return voice.say(order.for, { whom: order.anybody });
  const name = 'username' in recipient ? `@${recipient.username}` : recipient.telegramId;
  return voice.say(order.for, { whom: voice.foreign(name) });
}

/** The link that opens a gift. */
export const giftLink = (username: string, code: string): string =>
  `https://t.me/${username}?start=gift_${code}`;
