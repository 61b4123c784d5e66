import { readAddOns, type AddOns } from '#services/orders/offers.js';
import {
  askNewLink,
  renameSubscription,
  switchAutopay,
} from '#services/subscriptions/change-own-subscription.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { writeCallbackData } from '../callback-data.js';
import type { BotContext } from '../context.js';
import { openRefusal } from '../open/open-order.js';
import { openSubscription, withSubscription } from '../open/open-subscription.js';
import type { Screen } from '../screens/screen.js';
import { confirmation } from '../screens/shop/confirmation.js';
import { autopay, devicePackages, manage, trafficPackages } from '../screens/subscriptions/manage.js';
import { nameOf } from '../screens/subscriptions/subscription-facts.js';
import { action } from './action.js';

/** A screen about what can be added to a subscription. */
const withAddOns = (
  ctx: BotContext,
  subscriptionId: string,
  show: (view: { subscription: OwnSubscription; addOns: AddOns }) => Screen,
): Promise<Screen> =>
  withSubscription(ctx, subscriptionId, async (subscription) => {
    const place = { userId: ctx.person.id, subscriptionId };
    const addOns = await readAddOns(ctx.tenant, ctx.tx, place);
    return addOns ? show({ subscription, addOns }) : openRefusal(ctx, 'order.subscription_gone');
  });

/** Where the bot renews nothing any more, it can only be switched off. */
const openAutopay = (ctx: BotContext, subscriptionId: string): Promise<Screen> =>
  withAddOns(ctx, subscriptionId, ({ subscription, addOns: { canAutopay } }) => {
    const { autopay_days_choices: choices } = ctx.settings.values;
    if (!canAutopay && !subscription.isAutopayEnabled) return openRefusal(ctx, 'order.not_offered');
    return autopay(ctx.voice, { subscription, choices: canAutopay ? choices : [] });
  });

/** What an owner changes in a subscription. */
export const managingActions = [
  action({
    name: 'manage',
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => manage(ctx.voice, view)),
  }),
  action({
    name: 'add-traffic',
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => trafficPackages(ctx.voice, view)),
  }),
  action({
    name: 'add-devices',
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => devicePackages(ctx.voice, view)),
  }),
  action({ name: 'autopay', isForRegistered: true, run: openAutopay }),
  action({
    name: 'autopay-set',
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [subscriptionId = '', choice = ''] = argument.split('.');
      if (!/^(off|\d{1,3})$/.test(choice)) return undefined;
      const isOn = choice !== 'off';
      const daysBefore = isOn ? Number(choice) : undefined;
      const wish = { userId: ctx.person.id, subscriptionId, isOn, daysBefore };
      const refused = await switchAutopay(ctx.tenant, ctx.tx, wish);
      return refused ? openRefusal(ctx, refused) : openAutopay(ctx, subscriptionId);
    },
  }),
  action({
    name: 'rename',
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, (subscription) => {
        const { rename, buttons } = ctx.voice.texts;
        ctx.leave({ asked: { input: 'rename', about: id } });
        const clear = { text: buttons.clearName, callback_data: writeCallbackData('clear-name', id) };
        const back = { text: buttons.back, callback_data: writeCallbackData('manage', id) };
        return {
          text: ctx.voice.say(rename.ask, { subscription: nameOf(ctx.voice, subscription) }),
          keyboard: [...(subscription.name === null ? [] : [[clear]]), [back]],
        };
      }),
  }),
  action({
    name: 'clear-name',
    isForRegistered: true,
    run: async (ctx, subscriptionId) => {
      const place = { userId: ctx.person.id, subscriptionId, name: null };
      const refused = await renameSubscription(ctx.tenant, ctx.tx, place);
      return refused
        ? openRefusal(ctx, refused)
        : openSubscription(ctx, subscriptionId, ctx.voice.texts.rename.cleared);
    },
  }),
  action({
    name: 'reissue',
    isForRegistered: true,
    run: (ctx, id) =>
      withAddOns(ctx, id, ({ subscription, addOns }) => {
        const { reissue, buttons } = ctx.voice.texts;
        if (!addOns.canReissue || subscription.link === null) return openRefusal(ctx, 'order.not_offered');
        return confirmation(ctx.voice, {
          text: ctx.voice.say(reissue.ask, { subscription: nameOf(ctx.voice, subscription) }),
          yes: { text: buttons.yesReissue, callback_data: writeCallbackData('reissue-yes', id) },
          back: writeCallbackData('manage', id),
        });
      }),
  }),
  action({
    name: 'reissue-yes',
    isForRegistered: true,
    run: async (ctx, subscriptionId) => {
      const place = { userId: ctx.person.id, subscriptionId };
      const refused = await askNewLink(ctx.tenant, ctx.tx, place);
      return refused ? openRefusal(ctx, refused) : openSubscription(ctx, subscriptionId);
    },
  }),
];
