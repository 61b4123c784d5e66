import type { OwnSubscription } from '#services/own-subscriptions.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { connectButton, copyButton, qrButton, type ConnectSettings } from './link-buttons.js';
import { menuButton } from './menu-button.js';
import { inRows, paragraphs, type Button, type Screen } from './screen.js';
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

/** One subscription with all that can be done with it. */
export function subscriptionScreen(voice: Voice, view: SubscriptionView): Screen {
  const { subscription, settings, now } = view;
  const { id, state, link, isTrial, isReissuing } = subscription;
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
              lead(isTrial ? buttons.buy : buttons.renewOrChange, 'plans', `${id}.1`),
            ]),
        lead(buttons.refresh, 'refresh', id),
        lead(buttons.devices, 'devices', id),
        ...(isOff ? [] : [lead(buttons.manage, 'manage', id)]),
      ]),
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

/** Most devices that are shown one by one. */
const shownDevices = 40;

/** The devices of a subscription, each with a way to remove it. */
export function deviceList(voice: Voice, view: SubscriptionView): Screen {
  const { subscription } = view;
  const { id, devices } = subscription;
  const { devices: texts, subscription: words, buttons } = voice.texts;
  const shown = (devices ?? []).slice(0, shownDevices);
  const lines = shown.map(({ model, platform, os, app, added_at: addedAt }, index) => {
    const device = [model ?? platform, os, app].filter(Boolean).join(', ');
    const since = addedAt === null ? '–' : voice.date(new Date(addedAt));
    return voice.say(texts.line, {
      number: index + 1,
      device: device ? voice.foreign(device) : texts.unnamed,
      date: since,
    });
  });
  return {
    text: paragraphs(
      view.notice,
      `<b>${voice.say(texts.title, { subscription: nameOf(voice, subscription) })}</b>`,
      devices === null ? texts.unknown : lines.length > 0 ? lines.join('\n') : texts.none,
      lines.length > 0 && texts.ask,
      view.isStale && words.stale,
    ),
    keyboard: [
      ...inRows(
        shown.map(({ key }, index) =>
          lead(voice.plain(buttons.removeDevice, { number: index + 1 }), 'device-remove', `${id}.${key}`),
        ),
      ),
      ...(shown.length > 1 ? [[lead(buttons.removeAllDevices, 'devices-remove', id)]] : []),
      [lead(buttons.refresh, 'devices-refresh', id), lead(buttons.back, 'subscription', id)],
    ],
  };
}

/** Asks whether something that cannot be taken back is meant, with its button and the way back. */
export const confirmation = (
  voice: Voice,
  { text, yes, back }: { readonly text: string; readonly yes: Button; readonly back: string },
): Screen => ({
  text,
  keyboard: [[yes], [{ text: voice.texts.buttons.back, callback_data: back }]],
});
