import type { Extra, Order, Quote } from '#services/orders/types.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { inColumn, type Button } from './screen.js';

/** An add-on in a few words; HTML where the language has it. */
const extraName = (voice: Voice, { kind, amount }: Extra): string =>
  kind === 'traffic' ? voice.traffic(amount) : voice.count('devices', amount);

/** What a sale does beside the price: what was, what becomes of the traffic, what ends and what is lost; HTML. */
export function orderEffects(voice: Voice, quote: Quote): string {
  const { order } = voice.texts;
  const { before, traffic, ending = [], addOns = [], lostDays = 0, effect } = quote;
  const listed = (extras: readonly Extra[]): string => extras.map((one) => extraName(voice, one)).join(' + ');
  const leftOut = addOns.filter(({ isKept }) => !isKept);
  return [
    before && effect !== 'restart' && wasLine(voice, quote),
    traffic === 'resets' && order.resets,
    traffic === 'adds' && order.adds,
    ending.length > 0 && voice.say(order.giftsEnd, { what: listed(ending) }),
    leftOut.length > 0 && voice.say(order.without, { what: listed(leftOut) }),
    lostDays > 0 && voice.say(order.lostDays, { days: voice.count('days', lostDays) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/** What the subscription is now, where the sale makes it another. */
function wasLine(voice: Voice, { before, trafficLimitGb, deviceLimit, effect }: Quote): string | false {
  if (!before) return false;
  const isSame = before.trafficLimitGb === trafficLimitGb && before.deviceLimit === deviceLimit;
  if (isSame && effect !== 'change') return false;
  return voice.say(voice.texts.order.was, {
    traffic: voice.traffic(before.trafficLimitGb),
    devices: voice.count('devices', before.deviceLimit),
    date: voice.date(new Date(before.endsAt)),
  });
}

/** One button for each add-on that a renewal can leave out, or take in again. */
export function addOnButtons(voice: Voice, { id, quote }: Order): Button[][] {
  const { leaveOut, takeIn } = voice.texts.buttons;
  return inColumn(
    (quote.addOns ?? []).map((one): Button | undefined => {
      if (one.priceToman === null) return undefined;
      const values = { what: extraName(voice, one), price: voice.toman(one.priceToman) };
      return {
        text: voice.plain(one.isKept ? leaveOut : takeIn, values),
        callback_data: writeCallbackData('leave-out', `${id}.${one.id}`),
      };
    }),
  );
}
