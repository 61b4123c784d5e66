import type { SaleFacts } from '#services/orders/read-sale.js';
import { writeCallbackData } from '../../callback-data.js';
import type { Voice } from '../../voice.js';
import { menuButton } from '../menu-button.js';
import { inRows, type Button, type Screen } from '../screen.js';
import { orderName } from '../shop/order-name.js';

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
  const { orderNotices: words, errors } = voice.texts;
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
  const { openOrder, openSubscription } = voice.texts.buttons;
  if (event === 'changed' || event === 'funded')
    return { text: openOrder, callback_data: writeCallbackData('order', orderId) };
  if (event !== 'completed' || subscriptionId === null) return undefined;
  return { text: openSubscription, callback_data: writeCallbackData('subscription', subscriptionId) };
}
