import type { Funds, Order, Quote, QuoteItem } from '#services/orders/types.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { menuButton } from './menu-button.js';
import { addOnButtons, orderEffects } from './order-effects.js';
import { paragraphs, type Button, type Screen } from './screen.js';

/** An order with what stands between it and its payment. */
export interface OrderView extends Funds {
  readonly order: Order;
  /** Name of the subscription that it is about; undefined: a new one. */
  readonly subscriptionName?: string | undefined;
  /** HTML above the rest. */
  readonly notice?: string | undefined;
}

function labelOf(voice: Voice, item: QuoteItem): string {
  const texts = voice.texts.priceItems;
  const days = voice.count('days', item.days ?? 0);
  const count = voice.count('devices', item.count ?? 0);
  const traffic = voice.traffic(item.gb ?? 0);
  const { kind } = item;
  if (kind === 'plan' || kind === 'rest' || kind === 'trial') return voice.say(texts[kind], { days });
  if (kind === 'discount') return voice.say(texts.discount, { percent: item.percent ?? 0 });
  if (kind === 'extra_devices' || kind === 'devices') return voice.say(texts[kind], { count });
  return kind === 'traffic' ? voice.say(texts.traffic, { traffic }) : texts[kind];
}

/** The price line by line, when it is made of more than one, and what is to pay. */
export function priceLines(voice: Voice, { items, totalToman }: Quote): string {
  const { priceItems, order } = voice.texts;
  const lines = items.map((item) =>
    voice.say(priceItems.line, {
      what: { html: labelOf(voice, item) },
      amount: voice.toman(item.amountToman),
    }),
  );
  const total = totalToman === 0 ? order.free : voice.say(order.total, { total: voice.toman(totalToman) });
  return [...(lines.length > 1 ? lines : []), `<b>${total}</b>`].join('\n');
}

/** What is bought. */
export function orderHead(voice: Voice, { order, subscriptionName }: OrderView): string {
  const { order: texts } = voice.texts;
  const { wish, quote } = order;
  const { kind } = wish;
  const subscription = subscriptionName ?? '';
  if (kind === 'traffic' || kind === 'devices' || kind === 'reset')
    return voice.say(texts[kind], { subscription });
  const what =
    kind === 'plan' ? voice.say(texts.plan, { plan: voice.foreign(quote.planName ?? '') }) : texts[kind];
  const isOld = subscriptionName !== undefined;
  return [what, isOld ? voice.say(texts.forOld, { subscription }) : texts.forNew].join('\n');
}

/** What the subscription has afterwards. */
function afterwards(voice: Voice, { periodDays, trafficLimitGb, deviceLimit, endsAt }: Quote): string {
  const { order } = voice.texts;
  return [
    ...(periodDays > 0 ? [voice.say(order.period, { days: voice.count('days', periodDays) })] : []),
    voice.say(order.trafficLimit, { traffic: voice.traffic(trafficLimitGb) }),
    voice.say(order.deviceLimit, { devices: voice.count('devices', deviceLimit) }),
    voice.say(order.endsAt, { date: voice.date(new Date(endsAt)) }),
  ].join('\n');
}

/** Pays an order at the price that is shown with it. */
export const payButton = (voice: Voice, { id, revision, quote }: Order, text?: string): Button => {
  const { buttons } = voice.texts;
  const total = voice.toman(quote.totalToman);
  const usual = quote.totalToman === 0 ? buttons.confirm : voice.plain(buttons.pay, { total });
  return { text: text ?? usual, callback_data: writeCallbackData('pay', `${id}.${revision}`) };
};

/** Back to where an order was chosen. */
function wayBack(voice: Voice, { wish }: Order): Button {
  const { buttons } = voice.texts;
  const to = (text: string, action: string, argument = ''): Button => ({
    text,
    callback_data: writeCallbackData(action, argument),
  });
  if (wish.kind === 'plan') return to(buttons.otherPlans, 'plans', `${wish.subscriptionId ?? 'auto'}.1`);
  if (wish.kind === 'simple' || wish.kind === 'trial') return to(buttons.otherPlans, 'plans');
  return to(buttons.back, 'manage', wish.subscriptionId);
}

/** An order before its payment: what it is, what it costs, and what is missing. */
export function orderSummary(voice: Voice, view: OrderView): Screen {
  const { order: texts, buttons } = voice.texts;
  const { order, balanceToman, missingToman } = view;
  const isMissing = missingToman > 0;
  const money =
    order.quote.totalToman > 0 &&
    [
      voice.say(texts.balance, { balance: voice.toman(balanceToman) }),
      ...(isMissing ? [`<b>${voice.say(texts.missing, { missing: voice.toman(missingToman) })}</b>`] : []),
    ].join('\n');
  return {
    text: paragraphs(
      view.notice,
      `<b>${texts.title}</b>\n${orderHead(voice, view)}`,
      afterwards(voice, order.quote),
      orderEffects(voice, order.quote),
      priceLines(voice, order.quote),
      money,
    ),
    keyboard: [
      [payButton(voice, order, isMissing ? buttons.payLater : undefined)],
      ...addOnButtons(voice, order),
      [wayBack(voice, order), menuButton(voice)],
    ],
  };
}
