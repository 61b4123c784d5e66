import type { TrialOffer } from '#services/orders/offers.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { paragraphs, type Button, type Screen } from '../../../screen.js';

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
  const { trial: texts, buttons } = voice.texts;
  const to = (text: string, action: string): Button => ({ text, callback_data: writeCallbackData(action) });
  if (typeof offer === 'string')
    return {
      text: texts[offer],
      keyboard: [[...(hasPlans ? [to(buttons.buy, 'plans')] : []), menuButton(voice)]],
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
    keyboard: [[to(buttons.startTrial, 'trial-start')], [menuButton(voice)]],
  };
}
