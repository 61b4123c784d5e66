import { giftReturned } from '#services/orders/reverse-order.js';
import type { SaleFacts } from '#services/orders/read-sale.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { orderName } from '../../shop/screens/order-name.js';

/** What a sale is among the kinds of notices that a bot's admins choose from. */
export type SaleKind = 'change' | 'failure' | 'gift' | 'purchase' | 'renewal' | 'trial';

/** Which kind an order's notice is; `refunded`: the sale was taken back. */
export function saleKind(
  { wish, quote, wasTrial }: Pick<SaleFacts, 'wish' | 'quote' | 'wasTrial'>,
  event: 'refunded' | 'sold',
): SaleKind {
  if (wish.kind === 'gift' || wish.kind === 'taking') return 'gift';
  if (event === 'refunded') return 'failure';
  if (wish.kind === 'trial') return 'trial';
  if (quote.effect === 'start' || wasTrial) return 'purchase';
  return quote.effect === 'extend' || quote.effect === 'restart' ? 'renewal' : 'change';
}

/** Tells a bot's admins of a sale, or that it was taken back. */
export function saleNotice(voice: Voice, sale: SaleFacts, kind: SaleKind): Screen {
  const words = voice.texts.notices.sales;
  const { buyer, quote } = sale;
  const handle = buyer.username ? ` (@${buyer.username})` : '';
  const person = `${voice.name(buyer)} ${voice.foreign(`${buyer.telegramId}${handle}`)}`;
  const lines = [
    voice.say(words.what, { what: { html: orderName(voice, sale) } }),
    voice.say(words.person, { person }),
    voice.say(words.price, { price: voice.toman(quote.totalToman) }),
    kind !== 'failure' &&
      kind !== 'gift' &&
      voice.say(words.until, { date: voice.date(new Date(quote.endsAt)) }),
    sale.subscriptionId !== null &&
      voice.say(words.subscription, { number: voice.foreign(sale.subscriptionId) }),
    sale.refundReason !== null && voice.say(words.reason, { reason: voice.foreign(sale.refundReason) }),
  ];
  const head = kind === 'gift' ? giftWords(voice, sale) : words[kind];
  return { text: paragraphs(head, lines.filter(Boolean).join('\n')) };
}

/** A gift was bought, its money is back with its buyer, or it was taken away from who had taken it. */
function giftWords(voice: Voice, { wish, state, refundReason }: SaleFacts): string {
  const { admins } = voice.texts.gifts;
  if (wish.kind === 'taking') return admins.takenBack;
  if (state !== 'refunded') return admins.sold;
  return refundReason === giftReturned ? admins.returned : voice.texts.notices.sales.failure;
}
