import type { GivenBonus } from '#services/campaigns/give-bonus.js';
import type { Voice } from '../../../voice.js';

/** What somebody got by the link that brought them, in HTML. */
export function giftWords(voice: Voice, given: GivenBonus): string {
  const { gift } = voice.texts.campaigns;
  switch (given.kind) {
    case 'balance':
      return voice.say(gift.balance, { amount: voice.toman(given.amountToman) });
    case 'subscription':
      return voice.say(gift.subscription, {
        days: voice.count('days', given.days),
        traffic: voice.traffic(given.trafficGb),
        devices: voice.count('devices', given.devices),
      });
    case 'discount':
      return discountWords(voice, given);
  }
}

function discountWords(voice: Voice, given: Extract<GivenBonus, { kind: 'discount' }>): string {
  const { gift } = voice.texts.campaigns;
  const { percent, amountToman, validUntil, appliesTo, isForSomePlans } = given;
  const until = { date: voice.date(validUntil) };
  const offer =
    percent === null
      ? voice.say(gift.sum[appliesTo], { ...until, amount: voice.toman(amountToman ?? 0) })
      : voice.say(gift.percent[appliesTo], { ...until, percent });
  return isForSomePlans ? `${offer} ${gift.somePlans}` : offer;
}
