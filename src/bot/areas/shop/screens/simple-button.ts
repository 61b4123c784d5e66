import type { SimpleOffer } from '#services/orders/offers.js';
import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** The simple offer, in words that say what it does to what the person has. */
export function simpleButton(voice: Voice, { deed, days, priceToman }: SimpleOffer): Button {
  const { simpleBuy, simpleChange, simpleExtend, nothingToPay } = voice.texts.shop.buttons;
  const label = { buy: simpleBuy, change: simpleChange, extend: simpleExtend }[deed];
  const price = priceToman === 0 ? nothingToPay : voice.toman(priceToman);
  return tapButton(voice.plain(label, { days: voice.count('days', days), price }), 'simple');
}
