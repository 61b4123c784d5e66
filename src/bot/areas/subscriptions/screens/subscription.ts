import type { WaysOn } from '#services/orders/shelf.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { simpleButton } from '../../shop/screens/simple-button.js';
import { connectButton, copyButton, qrButton, type ConnectSettings } from './link-buttons.js';
import { factLines, linkParagraph, nameOf, stateOf } from './subscription-facts.js';

/** What a screen about a subscription shows. */
export interface SubscriptionView {
  readonly subscription: OwnSubscription;
  readonly settings: ConnectSettings;
  readonly now: Date;
  /** The panel did not answer when it was asked. */
  readonly isStale?: boolean | undefined;
  /** HTML above the rest, such as what was just done. */
  readonly notice?: string | undefined;
}

/** What can be bought for it. */
function shopButtons(
  voice: Voice,
  { subscription, ways }: SubscriptionView & { readonly ways: WaysOn },
): Button[] {
  const { id, state, isTrial } = subscription;
  const { shop, subscriptions } = voice.texts;
  return [
    ...(state === 'limited' && ways.traffic
      ? [tapButton(subscriptions.buttons.addTraffic, 'add-traffic', id)]
      : []),
    ...(ways.plans || ways.isOffSale
      ? [tapButton(isTrial ? shop.buttons.buy : shop.buttons.renewOrChange, 'plans', `${id}.1`)]
      : []),
  ];
}

/** One subscription with all that can be done with it. */
export function subscriptionScreen(voice: Voice, view: SubscriptionView & { readonly ways: WaysOn }): Screen {
  const { subscription, settings, now, ways } = view;
  const { id, state, link, isReissuing } = subscription;
  const { facts: texts, buttons } = voice.texts.subscriptions;
  const isOff = state === 'disabled';
  return {
    text: paragraphs(
      view.notice,
      [
        `<b>${voice.say('{name}', { name: nameOf(voice, subscription) })}</b>`,
        ...factLines(voice, subscription, now),
      ].join('\n'),
      !isOff && linkParagraph(voice, subscription, settings.link_hidden),
      view.isStale && texts.stale,
    ),
    keyboard: [
      ...inRows([
        ...(isOff
          ? []
          : [
              connectButton(voice, subscription, settings),
              // A link that is being replaced stops working in a moment.
              ...(isReissuing ? [] : [qrButton(voice, subscription), copyButton(voice, link)]),
              ...shopButtons(voice, view),
            ]),
        tapButton(buttons.refresh, 'refresh', id),
        tapButton(buttons.devices, 'devices', id),
        ...(isOff ? [] : [tapButton(buttons.manage, 'manage', id)]),
      ]),
      ...(ways.simple && !isOff ? [[simpleButton(voice, ways.simple)]] : []),
      [tapButton(buttons.subscriptions, 'subscriptions', 'all'), menuButton(voice)],
    ],
  };
}

/** All that a person has. */
export function subscriptionList(
  voice: Voice,
  view: { readonly subscriptions: readonly OwnSubscription[]; readonly canBuy: boolean },
): Screen {
  const { facts: texts } = voice.texts.subscriptions;
  const { buttons } = voice.texts.shop;
  const { subscriptions } = view;
  const buy: Button = tapButton(subscriptions.length > 0 ? buttons.buyAnother : buttons.buy, 'plans');
  const lines = subscriptions.map((one) =>
    voice.say(texts.line, { name: nameOf(voice, one), state: stateOf(voice, one) }),
  );
  return {
    text: paragraphs(`<b>${texts.list}</b>`, lines.length > 0 ? lines.join('\n') : texts.none),
    keyboard: [
      ...subscriptions.slice(0, 90).map((one) => [tapButton(nameOf(voice, one), 'subscription', one.id)]),
      ...(view.canBuy ? [[buy]] : []),
      [menuButton(voice)],
    ],
  };
}
