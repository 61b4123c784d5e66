import { lossesOf } from '#services/orders/losses.js';
import type { Funds, PricedOrder, Quote, QuoteItem } from '#services/orders/types.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { giftButtons, giftHead } from '../../gifts/screens/gift-order.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { nameOf } from '../../subscriptions/screens/subscription-facts.js';
import { fromTo, isChange, lossLines, outcome, planOf } from './order-changes.js';
import { addOnButtons, orderEffects } from './order-effects.js';
import { orderName } from './order-name.js';

/** An order with what stands between it and its payment. */
export interface OrderView extends Funds {
  readonly order: PricedOrder;
  /** The subscription that it is about; undefined: a new one. */
  readonly subscription?: OwnSubscription | undefined;
  /** The kept order whose place it takes when it has to wait for money; undefined: none. */
  readonly replaced?: PricedOrder | undefined;
  /** Is there another plan to choose in its place? */
  readonly hasOtherPlans?: boolean | undefined;
  /** HTML above the rest. */
  readonly notice?: string | undefined;
  /** Of a gift: until when it can be taken, and what becomes of its money; HTML. */
  readonly terms?: string | undefined;
}

function labelOf(voice: Voice, item: QuoteItem): string {
  const isSum = item.kind === 'offer' && item.percent === undefined;
  const template: string = voice.texts.shop.priceItems[isSum ? 'offerSum' : item.kind];
  const values = {
    days: voice.count('days', item.days ?? 0),
    count: voice.count('devices', item.count ?? 0),
    traffic: voice.traffic(item.gb ?? 0),
    percent: item.percent ?? 0,
  };
  return voice.say(template, values);
}

/** The price line by line, when it is made of more than one, and what is to pay. */
export function priceLines(voice: Voice, { items, totalToman }: Quote): string {
  const { priceItems, order, changes } = voice.texts.shop;
  const lines = items.map((item) =>
    voice.say(priceItems.line, {
      what: { html: labelOf(voice, item) },
      amount: voice.toman(item.amountToman),
    }),
  );
  const isCovered = items.some(({ kind }) => kind === 'credit');
  const nothing = isCovered ? changes.covered : order.free;
  const total = totalToman === 0 ? nothing : voice.say(order.total, { total: voice.toman(totalToman) });
  return [...(lines.length > 1 ? lines : []), `<b>${total}</b>`].join('\n');
}

/** What is bought, and for which subscription. */
export function orderHead(voice: Voice, { order, subscription }: OrderView): string {
  const { order: texts } = voice.texts.shop;
  const { wish, quote } = order;
  const { kind } = wish;
  const name = subscription ? nameOf(voice, subscription) : '';
  if (kind === 'traffic' || kind === 'devices' || kind === 'reset')
    return voice.say(texts[kind], { subscription: name });
  if (kind === 'gift') return giftHead(voice, wish, quote.planName ?? '');
  return [
    timeHead(voice, { order, subscription }),
    subscription ? voice.say(texts.forOld, { subscription: name }) : texts.forNew,
  ].join('\n');
}

/** Of a sale of time: the plan, and the one before where that is another. */
function timeHead(voice: Voice, { order, subscription }: Pick<OrderView, 'order' | 'subscription'>): string {
  const { order: texts } = voice.texts.shop;
  const { wish, quote } = order;
  if (wish.kind === 'trial') return texts.trial;
  const offered = wish.kind === 'simple' ? texts.simple : voice.foreign(quote.planName ?? '');
  const before = subscription && planOf(voice, subscription);
  return voice.say(texts.plan, { plan: { html: fromTo(voice, before, offered) } });
}

/** What becomes of the subscription, and what is lost. */
export const orderOutcome = (voice: Voice, { order, terms }: Pick<OrderView, 'order' | 'terms'>): string =>
  paragraphs(outcome(voice, order.quote), orderEffects(voice, order.quote), lossLines(voice, order), terms);

/** How a button names the payment: at once, once there is money, or of an order that waits for it. */
type Paying = 'now' | 'later' | 'kept';

function payLabel(voice: Voice, order: PricedOrder, paying: Paying): string {
  const { buttons } = voice.texts.shop;
  const total = voice.toman(order.quote.totalToman);
  const isFree = order.quote.totalToman === 0;
  if (isChange(order)) {
    const now = isFree ? buttons.change : voice.plain(buttons.changeAndPay, { total });
    return { now, later: buttons.changeLater, kept: buttons.changeNow }[paying];
  }
  const free = order.wish.kind === 'taking' ? voice.texts.gifts.buttons.confirmTaking : buttons.confirm;
  const now = isFree ? free : voice.plain(buttons.pay, { total });
  return { now, later: buttons.payLater, kept: buttons.payNow }[paying];
}

/** Pays an order at the price, and with the effect, that is shown with it; says so when it changes what is there. */
export const payButton = (
  voice: Voice,
  order: PricedOrder,
  { paying, replaced }: { readonly paying: Paying; readonly replaced?: PricedOrder | undefined },
): Button => {
  const parts = [order.id, order.revision, ...(replaced ? [replaced.id] : [])];
  return tapButton(payLabel(voice, order, paying), 'pay', parts.join('.'));
};

/** Back to where an order was chosen. */
function waysBack(voice: Voice, { order, subscription, hasOtherPlans }: OrderView): Button[] {
  const { buttons } = voice.texts.shop;
  const { wish } = order;
  const toSubscription = subscription ? [backButton(voice, 'subscription', subscription.id)] : [];
  if (wish.kind === 'plan' && !hasOtherPlans) return toSubscription;
  if (wish.kind === 'plan')
    return [tapButton(buttons.otherPlans, 'plans', `${wish.subscriptionId ?? 'auto'}.1`)];
  if (wish.kind === 'gift') return [tapButton(buttons.otherPlans, 'gift-plans')];
  if (wish.kind === 'taking') return [];
  if (wish.kind === 'trial') return [backButton(voice, 'trial')];
  if (wish.kind === 'simple') return toSubscription;
  return [backButton(voice, 'manage', wish.subscriptionId)];
}

function moneyLines(
  voice: Voice,
  { order, balanceToman, missingToman, replaced }: OrderView,
): string | false {
  const { order: texts, changes } = voice.texts.shop;
  if (order.quote.totalToman === 0) return false;
  const balance = voice.say(texts.balance, { balance: voice.toman(balanceToman) });
  if (missingToman === 0) return balance;
  const missing = voice.say(texts.missing, { missing: voice.toman(missingToman) });
  const kept = replaced && {
    what: { html: orderName(voice, replaced) },
    total: voice.toman(replaced.quote.totalToman),
  };
  return paragraphs(`${balance}\n<b>${missing}</b>`, kept && voice.say(changes.replacesCart, kept));
}

/**
 * An order before its payment: what it is, what is before and afterwards, what is lost, what it costs, and what is missing.
 * Its button is the only one that pays for a change.
 */
export function orderSummary(voice: Voice, view: OrderView): Screen {
  const { order: texts, changes, buttons } = voice.texts.shop;
  const { order, subscription, missingToman, replaced } = view;
  const losesDevices = lossesOf(order.quote).devices > 0;
  const devices: Button[] =
    subscription && losesDevices ? [tapButton(buttons.chooseDevices, 'devices', subscription.id)] : [];
  return {
    text: paragraphs(
      view.notice,
      `<b>${isChange(order) ? changes.title : texts.title}</b>\n${orderHead(voice, view)}`,
      orderOutcome(voice, view),
      priceLines(voice, order.quote),
      moneyLines(voice, view),
    ),
    keyboard: [
      [payButton(voice, order, { paying: missingToman > 0 ? 'later' : 'now', replaced })],
      ...(devices.length > 0 ? [devices] : []),
      ...addOnButtons(voice, order),
      ...giftButtons(voice, order),
      [...waysBack(voice, view), menuButton(voice)],
    ],
  };
}
