import type { OwnSubscription, OwnDevice } from '#services/subscriptions/own-subscriptions.js';
import { writeCallbackData } from '../../../callback-data.js';
import { inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { nameOf } from './subscription-facts.js';

/** What a list of devices shows. */
export interface DevicesView {
  readonly subscription: OwnSubscription;
  /** The panel did not answer when it was asked. */
  readonly isStale?: boolean | undefined;
}

/** Most devices that are shown one by one. */
const shownDevices = 40;

/** What a device is called, as far as it says what it is. */
const deviceName = (voice: Voice, { model, platform, os, app }: OwnDevice): string => {
  const known = [model ?? platform, os, app].filter(Boolean).join(', ');
  return known ? voice.foreign(known) : voice.texts.subscriptions.devices.unnamed;
};

/** Devices, a numbered line each. */
const deviceLines = (voice: Voice, devices: readonly OwnDevice[]): string[] =>
  devices.map((device, index) =>
    voice.say(voice.texts.subscriptions.devices.line, {
      number: index + 1,
      device: deviceName(voice, device),
      date: device.added_at === null ? '–' : voice.date(new Date(device.added_at)),
    }),
  );

/** That more are connected than it is for, and until when the owner chooses which go; undefined: they are not. */
function surplusWords(
  voice: Voice,
  { devices, deviceLimit, devicesGoAt }: OwnSubscription,
): string | undefined {
  const number = (devices?.length ?? 0) - deviceLimit;
  if (number <= 0 || devicesGoAt === null) return undefined;
  return voice.say(voice.texts.subscriptions.devices.surplus, {
    limit: voice.count('devices', deviceLimit),
    number,
    time: voice.time(devicesGoAt),
  });
}

/** The devices of a subscription, each with a way to remove it. */
export function deviceList(voice: Voice, { subscription, isStale }: DevicesView): Screen {
  const { id, devices } = subscription;
  const { devices: texts, facts: words, buttons } = voice.texts.subscriptions;
  const shown = (devices ?? []).slice(0, shownDevices);
  const lines = deviceLines(voice, shown);
  const surplus = surplusWords(voice, subscription);
  return {
    text: paragraphs(
      `<b>${voice.say(texts.title, { subscription: nameOf(voice, subscription) })}</b>`,
      surplus,
      devices === null ? texts.unknown : lines.length > 0 ? lines.join('\n') : texts.none,
      lines.length > 0 && !surplus && texts.ask,
      isStale && words.stale,
    ),
    keyboard: [
      ...inRows(
        shown.map(({ key }, index) =>
          tapButton(
            voice.plain(buttons.removeDevice, { number: index + 1 }),
            'device-remove',
            `${id}.${key}`,
          ),
        ),
      ),
      ...(shown.length > 1 ? [[tapButton(buttons.removeAllDevices, 'devices-remove', id)]] : []),
      [tapButton(buttons.refresh, 'devices-refresh', id), backButton(voice, 'subscription', id)],
    ],
  };
}

/** Asks whether a device shall be removed. */
export const deviceRemoval = (
  voice: Voice,
  { subscription: { id }, device }: { readonly subscription: OwnSubscription; readonly device: OwnDevice },
): Screen =>
  confirmation(voice, {
    text: voice.say(voice.texts.subscriptions.devices.removeDevice, { device: deviceName(voice, device) }),
    yes: tapButton(voice.texts.subscriptions.buttons.yesRemove, 'device-remove-yes', `${id}.${device.key}`),
    back: writeCallbackData('devices', id),
  });

/** Tells the owner which devices were removed, since there were more than the subscription is for. */
export const devicesRemoved = (
  voice: Voice,
  {
    subscription,
    removed,
  }: { readonly subscription: OwnSubscription; readonly removed: readonly OwnDevice[] },
): Screen => ({
  text: paragraphs(
    voice.say(voice.texts.subscriptions.devices.removed, {
      limit: voice.count('devices', subscription.deviceLimit),
    }),
    deviceLines(voice, removed).join('\n'),
  ),
  keyboard: [[tapButton(voice.texts.subscriptions.buttons.devices, 'devices', subscription.id)]],
});
