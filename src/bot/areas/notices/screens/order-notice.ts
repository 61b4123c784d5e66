import type { SaleFacts } from '#services/orders/read-sale.js';
import { inRows, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
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
  const { totalToman } = sale.quote;
  const reasons: Readonly<Record<string, string>> = errors;
  if (event === 'refused')
    return voice.say(words.refused, { what, reason: reasons[reason ?? ''] ?? errors['order.not_offered'] });
  if (event !== 'refunded') return voice.say(words[event], { what });
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
  { orderId, subscriptionId }: Pick<SaleFacts, 'orderId' | 'subscriptionId'>,
  event: OrderEvent,
): Button | undefined {
  const { openOrder, openSubscription } = voice.texts.notices.buttons;
  if (event === 'changed' || event === 'funded') return tapButton(openOrder, 'order', orderId);
  if (event !== 'completed' || subscriptionId === null) return undefined;
  return tapButton(openSubscription, 'subscription', subscriptionId);
}
