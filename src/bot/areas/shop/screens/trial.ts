import type { TrialOffer } from '#services/orders/offers.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** The trial that a person may have, or why they have none. */
export function trial(
  voice: Voice,
  {
    offer,
    hasPlans,
  }: {
    readonly offer: TrialOffer | 'off' | 'used';
    /** Is there a plan to buy instead? */
    readonly hasPlans: boolean;
  },
): Screen {
  const { trial: texts, buttons } = voice.texts.shop;
  if (typeof offer === 'string')
    return {
      text: texts[offer],
      keyboard: [[...(hasPlans ? [tapButton(buttons.buy, 'plans')] : []), menuButton(voice)]],
    };
  const { priceToman, days, trafficLimitGb, deviceLimit } = offer;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      voice.say(texts.offer, {
        days: voice.count('days', days),
        traffic: voice.traffic(trafficLimitGb),
        devices: voice.count('devices', deviceLimit),
      }),
      priceToman === 0 ? texts.free : voice.say(texts.price, { price: voice.toman(priceToman) }),
    ),
    keyboard: [[tapButton(buttons.startTrial, 'trial-start')], [menuButton(voice)]],
  };
}
