import type { Extra, PricedOrder, Quote } from '#services/orders/types.js';
import { inColumn, tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** An add-on in a few words; HTML where the language has it. */
const extraName = (voice: Voice, { kind, amount }: Extra): string =>
  kind === 'traffic' ? voice.traffic(amount) : voice.count('devices', amount);

/** What a sale does beside the price: what becomes of the traffic, and what ends; HTML. */
export function orderEffects(voice: Voice, quote: Quote): string {
  const { order } = voice.texts.shop;
  const { traffic, ending = [], addOns = [] } = quote;
  const listed = (extras: readonly Extra[]): string => extras.map((one) => extraName(voice, one)).join(' + ');
  const leftOut = addOns.filter(({ isKept }) => !isKept);
  return [
    traffic === 'resets' && order.resets,
    traffic === 'adds' && order.adds,
    ending.length > 0 && voice.say(order.giftsEnd, { what: listed(ending) }),
    leftOut.length > 0 && voice.say(order.without, { what: listed(leftOut) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/** One button for each add-on that a renewal can leave out, or take in again. */
export function addOnButtons(voice: Voice, { id, quote }: PricedOrder): Button[][] {
  const { leaveOut, takeIn } = voice.texts.shop.buttons;
  return inColumn(
    (quote.addOns ?? []).map((one): Button | undefined => {
      if (one.priceToman === null) return undefined;
      const values = { what: extraName(voice, one), price: voice.toman(one.priceToman) };
      return tapButton(voice.plain(one.isKept ? leaveOut : takeIn, values), 'leave-out', `${id}.${one.id}`);
    }),
  );
}
