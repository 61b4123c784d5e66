import { isRowId } from '#platform/row-id.js';
import { findAgreement } from '#services/payments/agreements/own-agreements.js';
import { readAddOns, type AddOns } from '#services/orders/offers.js';
import {
  agreeToRenewal,
  askNewLink,
  renameSubscription,
  switchAutopay,
} from '#services/subscriptions/change-own-subscription.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { Actions } from '../../../action.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { BotContext } from '../../../context.js';
import { tapButton, type Screen } from '../../../screen.js';
import { openPayment } from '../../payments/open/open-payment.js';
import { backButton } from '../../shared/screens/back-button.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { openRefusal } from '../../shop/open/open-order.js';
import { openSubscription, withSubscription } from '../open/open-subscription.js';
import { autopay, devicePackages, manage, trafficPackages } from '../screens/manage.js';
import { nameOf } from '../screens/subscription-facts.js';

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
const openAutopay = async (ctx: BotContext, subscriptionId: string): Promise<Screen> => {
  const place = { userId: ctx.person.id, subscriptionId };
  const agreement = isRowId(subscriptionId) ? await findAgreement(ctx.tenant, ctx.tx, place) : undefined;
  // What is charged at a gateway is shown, and ended, where it was agreed on.
  if (agreement) return openPayment(ctx, agreement);
  return withAddOns(ctx, subscriptionId, ({ subscription, addOns: { canAutopay, renewalToman } }) => {
    const { autopay_days_choices: choices } = ctx.settings.values;
    if (!canAutopay && !subscription.isAutopayEnabled) return openRefusal(ctx, 'order.not_offered');
    return autopay(ctx.voice, { subscription, renewalToman, choices: canAutopay ? choices : [] });
  });
};

/** What an owner changes in a subscription. */
export const managingActions: Actions<
  | 'add-devices'
  | 'add-traffic'
  | 'autopay'
  | 'autopay-agree'
  | 'autopay-set'
  | 'clear-name'
  | 'manage'
  | 'reissue'
  | 'reissue-yes'
  | 'rename'
> = {
  manage: {
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => manage(ctx.voice, view)),
  },
  'add-traffic': {
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => trafficPackages(ctx.voice, view)),
  },
  'add-devices': {
    isForRegistered: true,
    run: (ctx, id) => withAddOns(ctx, id, (view) => devicePackages(ctx.voice, view)),
  },
  autopay: { isForRegistered: true, run: openAutopay },
  'autopay-set': {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [subscriptionId = '', choice = ''] = argument.split('.');
      if (!/^(off|\d{1,3})$/.test(choice)) return undefined;
      const isOn = choice !== 'off';
      const daysBefore = isOn ? Number(choice) : undefined;
      const place = { userId: ctx.person.id, subscriptionId };
      // The price that the screen said: who switches it on agrees to it.
      const agreedToman = isOn ? (await readAddOns(ctx.tenant, ctx.tx, place))?.renewalToman : null;
      const wish = { ...place, isOn, daysBefore, agreedToman };
      const refused = await switchAutopay(ctx.tenant, ctx.tx, wish);
      return refused ? openRefusal(ctx, refused) : openAutopay(ctx, subscriptionId);
    },
  },
  'autopay-agree': {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [subscriptionId = '', shown = ''] = argument.split('.');
      const place = { userId: ctx.person.id, subscriptionId };
      const addOns = await readAddOns(ctx.tenant, ctx.tx, place);
      if (!addOns) return undefined;
      // Another price than the one on the button is shown first.
      if (addOns.renewalToman === null || String(addOns.renewalToman) !== shown)
        return openAutopay(ctx, subscriptionId);
      const refused = await agreeToRenewal(ctx.tenant, ctx.tx, { ...place, priceToman: addOns.renewalToman });
      if (refused) return openRefusal(ctx, refused);
      ctx.answer(ctx.voice.texts.subscriptions.alerts.renewing);
      return openAutopay(ctx, subscriptionId);
    },
  },
  rename: {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, (subscription) => {
        const { rename, buttons } = ctx.voice.texts.subscriptions;
        ctx.leave({ asked: { input: 'rename', about: id } });
        const clear = tapButton(buttons.clearName, 'clear-name', id);
        const back = backButton(ctx.voice, 'manage', id);
        return {
          text: ctx.voice.say(rename.ask, { subscription: nameOf(ctx.voice, subscription) }),
          keyboard: [...(subscription.name === null ? [] : [[clear]]), [back]],
        };
      }),
  },
  'clear-name': {
    isForRegistered: true,
    run: async (ctx, subscriptionId) => {
      const place = { userId: ctx.person.id, subscriptionId, name: null };
      const refused = await renameSubscription(ctx.tenant, ctx.tx, place);
      return refused
        ? openRefusal(ctx, refused)
        : openSubscription(ctx, subscriptionId, ctx.voice.texts.subscriptions.rename.cleared);
    },
  },
  reissue: {
    isForRegistered: true,
    run: (ctx, id) =>
      withAddOns(ctx, id, ({ subscription, addOns }) => {
        const { reissue, buttons } = ctx.voice.texts.subscriptions;
        if (!addOns.canReissue || subscription.link === null) return openRefusal(ctx, 'order.not_offered');
        return confirmation(ctx.voice, {
          text: ctx.voice.say(reissue.ask, { subscription: nameOf(ctx.voice, subscription) }),
          yes: tapButton(buttons.yesReissue, 'reissue-yes', id),
          back: writeCallbackData('manage', id),
        });
      }),
  },
  'reissue-yes': {
    isForRegistered: true,
    run: async (ctx, subscriptionId) => {
      const place = { userId: ctx.person.id, subscriptionId };
      const refused = await askNewLink(ctx.tenant, ctx.tx, place);
      return refused ? openRefusal(ctx, refused) : openSubscription(ctx, subscriptionId);
    },
  },
};
