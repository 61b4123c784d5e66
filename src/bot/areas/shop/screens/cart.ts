import type { PricedOrder } from '#services/orders/types.js';
import { writeCallbackData } from '../../../callback-data.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { wayButtons, waysText, type WaysToPay } from '../../payments/screens/methods.js';
import { isChange } from './order-changes.js';
import { orderName } from './order-name.js';
import { orderHead, orderOutcome, payButton, priceLines, type OrderView } from './order-summary.js';

/** An order that waits for its money, with the ways to pay. */
export function cart(
  voice: Voice,
  view: OrderView & {
    /** undefined: the wallet suffices. */
    readonly ways: WaysToPay | undefined;
    /** Is it carried out by itself when the money comes? */
    readonly isAutomatic: boolean;
  },
): Screen {
  const { cart: texts, buttons } = voice.texts.shop;
  const { order, balanceToman, missingToman, ways } = view;
  const money = { balance: voice.toman(balanceToman), missing: voice.toman(missingToman) };
  // An order that is paid by a method is always bought by itself; what comes by hand is for the bot to say.
  const isPaidItself = ways !== undefined && ways.methods.length > 0;
  const byItself = view.isAutomatic || isPaidItself;
  const until = voice.say(texts.until, { time: voice.time(order.expiresAt) });
  return {
    text: paragraphs(
      view.notice,
      `<b>${texts.title}</b>\n${orderHead(voice, view)}`,
      isChange(order) && orderOutcome(voice, view),
      priceLines(voice, order.quote),
      ways && balanceToman > 0 && voice.say(texts.missing, money),
      [...(ways ? [byItself ? texts.automatic : texts.manual] : []), until].join('\n'),
      ways && waysText(voice, ways),
    ),
    keyboard: inColumn([
      ...(ways ? wayButtons(ways) : []),
      // Beside ways to pay it would look like one.
      isPaidItself ? undefined : payButton(voice, order, { paying: ways ? 'kept' : 'now' }),
      tapButton(buttons.dropCart, 'cart-drop', order.id),
      menuButton(voice),
    ]),
  };
}

/** Asks whether an order that waits for its money shall be dropped. */
export const cartDrop = (voice: Voice, order: PricedOrder): Screen =>
  confirmation(voice, {
    text: voice.say(voice.texts.shop.changes.dropCart, {
      what: { html: orderName(voice, order) },
      total: voice.toman(order.quote.totalToman),
    }),
    yes: tapButton(voice.texts.shop.buttons.yesDrop, 'cart-drop-yes', order.id),
    back: writeCallbackData('cart'),
  });
