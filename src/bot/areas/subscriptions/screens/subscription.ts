import type { WaysOn } from '#services/orders/shelf.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { inRows, paragraphs, type Button, type Screen } from '../../../screen.js';
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

/** A button that leads to a subscription's screen of that action. */
const lead = (text: string, action: string, id: string): Button => ({
  text,
  callback_data: writeCallbackData(action, id),
});

/** What can be bought for it. */
function shopButtons(
  voice: Voice,
  { subscription, ways }: SubscriptionView & { readonly ways: WaysOn },
): Button[] {
  const { id, state, isTrial } = subscription;
  const { buttons } = voice.texts;
  return [
    ...(state === 'limited' && ways.traffic ? [lead(buttons.addTraffic, 'add-traffic', id)] : []),
    ...(ways.plans || ways.isOffSale
      ? [lead(isTrial ? buttons.buy : buttons.renewOrChange, 'plans', `${id}.1`)]
      : []),
  ];
}

/** One subscription with all that can be done with it. */
export function subscriptionScreen(voice: Voice, view: SubscriptionView & { readonly ways: WaysOn }): Screen {
  const { subscription, settings, now, ways } = view;
  const { id, state, link, isReissuing } = subscription;
  const { subscription: texts, buttons } = voice.texts;
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
        lead(buttons.refresh, 'refresh', id),
        lead(buttons.devices, 'devices', id),
        ...(isOff ? [] : [lead(buttons.manage, 'manage', id)]),
      ]),
      ...(ways.simple && !isOff ? [[simpleButton(voice, ways.simple)]] : []),
      [lead(buttons.subscriptions, 'subscriptions', 'all'), menuButton(voice)],
    ],
  };
}

/** All that a person has. */
export function subscriptionList(
  voice: Voice,
  view: { readonly subscriptions: readonly OwnSubscription[]; readonly canBuy: boolean },
): Screen {
  const { subscription: texts, buttons } = voice.texts;
  const { subscriptions } = view;
  const buy: Button = {
    text: subscriptions.length > 0 ? buttons.buyAnother : buttons.buy,
    callback_data: writeCallbackData('plans'),
  };
  const lines = subscriptions.map((one) =>
    voice.say(texts.line, { name: nameOf(voice, one), state: stateOf(voice, one) }),
  );
  return {
    text: paragraphs(`<b>${texts.list}</b>`, lines.length > 0 ? lines.join('\n') : texts.none),
    keyboard: [
      ...subscriptions.slice(0, 90).map((one) => [lead(nameOf(voice, one), 'subscription', one.id)]),
      ...(view.canBuy ? [[buy]] : []),
      [menuButton(voice)],
    ],
  };
}
