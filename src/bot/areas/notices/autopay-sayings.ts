import { readBuyer } from '#services/orders/facts.js';
import { readSale } from '#services/orders/read-sale.js';
import { readOwnSubscription, type OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inColumn, tapButton, type Button, type Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { orderName } from '../shop/screens/order-name.js';
import { nameOf } from '../subscriptions/screens/subscription-facts.js';
import type { PersonScene, Saying } from './saying.js';

const read = (
  { tenant, tx, recipient }: PersonScene,
  { subscription_id: subscriptionId }: { readonly subscription_id: string },
): Promise<OwnSubscription | undefined> =>
  readOwnSubscription(tenant, tx, { userId: recipient.userId, subscriptionId });

/** Is autopay still on, and the end the one that the notice is about? */
const isSame = ({ isAutopayEnabled, endsAt }: OwnSubscription, ends: string): boolean =>
  isAutopayEnabled && endsAt.toISOString() === ends;

const settingsButton = (voice: Voice, id: string): Button =>
  tapButton(voice.texts.subscriptions.buttons.autopay, 'autopay', id);

/** The subscription was renewed from the wallet. */
export const sayAutopayDone: Saying<'autopay_done'> = async ({ tenant, tx, recipient }, { order_id }) => {
  const sale = await readSale(tenant, tx, order_id);
  const buyer = await readBuyer(tenant, tx, { userId: recipient.userId, isLocked: false });
  if (!sale || !buyer || sale.subscriptionId === null) return undefined;
  const { quote, subscriptionId } = sale;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.autopay.done, {
        what: { html: orderName(voice, sale) },
        price: voice.toman(quote.totalToman),
        date: voice.date(new Date(quote.endsAt)),
        balance: voice.toman(buyer.balanceToman),
      }),
      keyboard: inColumn([
        tapButton(voice.texts.notices.buttons.openSubscription, 'subscription', subscriptionId),
      ]),
    }),
  };
};

/** The wallet has too little: how much, and the ways to fill it. */
export const sayAutopayShort: Saying<'autopay_short'> = async (scene, { missing_toman, ends, ...about }) => {
  const subscription = await read(scene, about);
  if (!subscription || !isSame(subscription, ends)) return undefined;
  const { topup_min_toman: least } = scene.settings.values;
  const sum = Math.max(missing_toman, least);
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.autopay.short, {
        subscription: nameOf(voice, subscription),
        missing: voice.toman(missing_toman),
      }),
      keyboard: inColumn([
        tapButton(
          voice.plain(voice.texts.notices.buttons.topUp, { amount: voice.toman(sum) }),
          'top-up-amount',
          String(sum),
        ),
        settingsButton(voice, subscription.id),
      ]),
    }),
  };
};

/** The price rose further than the bot renews without asking. */
export const sayAutopayAsks: Saying<'autopay_asks'> = async (scene, { price_toman, ends, ...about }) => {
  const subscription = await read(scene, about);
  if (!subscription || !isSame(subscription, ends)) return undefined;
  const { id } = subscription;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.autopay.asks, {
        subscription: nameOf(voice, subscription),
        price: voice.toman(price_toman),
      }),
      keyboard: inColumn([
        tapButton(voice.texts.notices.buttons.agree, 'autopay-agree', `${id}.${price_toman}`),
        settingsButton(voice, id),
      ]),
    }),
  };
};

/** What it renewed cannot be bought any more. */
export const sayAutopayStopped: Saying<'autopay_stopped'> = async (scene, { reason, ...about }) => {
  const subscription = await read(scene, about);
  if (!subscription) return undefined;
  return {
    screen: (voice): Screen => {
      const { errors, buttons } = voice.texts.shop;
      const reasons: Readonly<Record<string, string>> = errors;
      return {
        text: voice.say(voice.texts.notices.autopay.stopped, {
          subscription: nameOf(voice, subscription),
          reason: reasons[reason] ?? errors['order.not_offered'],
        }),
        keyboard: inColumn([tapButton(buttons.renewOrChange, 'plans', `${subscription.id}.1`)]),
      };
    },
  };
};
