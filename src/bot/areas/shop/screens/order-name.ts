import type { Quote, Wish } from '#services/orders/types.js';
import type { Voice } from '../../../voice.js';

/** What an order is about, in a few words; HTML. */
export function orderName(
  voice: Voice,
  { wish, quote }: { readonly wish: Wish; readonly quote: Quote },
): string {
  const { orderNames } = voice.texts.shop;
  const days = voice.count('days', quote.periodDays);
  switch (wish.kind) {
    case 'plan':
      return voice.say('{name}', { name: voice.foreign(quote.planName ?? '') });
    case 'simple':
      return voice.say(orderNames.simple, { days });
    case 'trial':
      return voice.say(orderNames.trial, { days });
    case 'traffic':
      return wish.gb === 0 ? orderNames.unlimitedTraffic : voice.say(orderNames.traffic, { gb: wish.gb });
    case 'devices':
      return voice.say(orderNames.devices, { number: wish.count });
    case 'reset':
      return orderNames.reset;
    case 'gift':
    case 'taking':
      return voice.say(voice.texts.gifts.order.name, { plan: voice.foreign(quote.planName ?? '') });
  }
}
