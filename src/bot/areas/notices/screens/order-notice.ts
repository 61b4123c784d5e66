import { paymentRefunded } from '#services/orders/reverse-order.js';
import type { SaleFacts } from '#services/orders/read-sale.js';
import { inRows, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Html, Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { orderName } from '../../shop/screens/order-name.js';

/** What a person hears of an order without having asked. */
export type OrderEvent = 'changed' | 'completed' | 'expired' | 'funded' | 'refunded' | 'refused';

/** Tells a person what became of their order; `reason` belongs to `refused`. */
export function orderNotice(
  voice: Voice,
  sale: Pick<SaleFacts, 'orderId' | 'wish' | 'quote' | 'refundReason' | 'subscriptionId'>,
  { event, reason }: { readonly event: OrderEvent; readonly reason?: string | undefined },
): Screen {
  return {
    text: wordsOf(voice, sale, { event, reason }),
    keyboard: inRows([buttonOf(voice, sale, event), menuButton(voice)]),
  };
}

function wordsOf(
  voice: Voice,
  sale: Pick<SaleFacts, 'wish' | 'quote' | 'refundReason'>,
  { event, reason }: { event: OrderEvent; reason: string | undefined },
): string {
  const { orders: words } = voice.texts.notices;
  const { errors } = voice.texts.shop;
  const what = { html: orderName(voice, sale) };
  const reasons: Readonly<Record<string, string>> = errors;
  if (event === 'refused')
    return voice.say(words.refused, { what, reason: reasons[reason ?? ''] ?? errors['order.not_offered'] });
  if (event === 'completed' && sale.wish.kind === 'gift')
    return voice.say(voice.texts.gifts.notices.bought, { what });
  if (event !== 'refunded') return voice.say(words[event], { what });
  return undoneWords(voice, sale, what);
}

/** A sale that could not be delivered, or whose money went back. */
function undoneWords(
  voice: Voice,
  sale: Pick<SaleFacts, 'wish' | 'quote' | 'refundReason'>,
  what: Html,
): string {
  const { orders: words } = voice.texts.notices;
  const { totalToman, planName } = sale.quote;
  if (sale.wish.kind === 'taking') {
    const { undone, withdrawn } = voice.texts.gifts.notices;
    const isWithdrawn = sale.refundReason === paymentRefunded;
    return voice.say(isWithdrawn ? withdrawn : undone, { plan: voice.foreign(planName ?? '') });
  }
  const isForServers = sale.refundReason === 'panel.squad_unknown';
  const [refunded, undone] = isForServers
    ? [words.refundedServers, words.undoneServers]
    : [words.refunded, words.undone];
  return totalToman > 0
    ? voice.say(refunded, { what, amount: voice.toman(totalToman) })
    : voice.say(undone, { what });
}

function buttonOf(
  voice: Voice,
  { orderId, subscriptionId, wish }: Pick<SaleFacts, 'orderId' | 'subscriptionId' | 'wish'>,
  event: OrderEvent,
): Button | undefined {
  const { openOrder, openSubscription } = voice.texts.notices.buttons;
  if (event === 'changed' || event === 'funded') return tapButton(openOrder, 'order', orderId);
  if (event === 'completed' && wish.kind === 'gift')
    return tapButton(voice.texts.gifts.buttons.see, 'order', orderId);
  if (event !== 'completed' || subscriptionId === null) return undefined;
  return tapButton(openSubscription, 'subscription', subscriptionId);
}
