import type { AddOns } from '#services/orders/offers.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import { inColumn, inRows, paragraphs, type Button, type Screen } from '../../../screen.js';
import { nameOf } from './subscription-facts.js';

const to = (text: string, action: string, argument: string): Button => ({
  text,
  callback_data: writeCallbackData(action, argument),
});

const back = (voice: Voice, action: string, id: string): Button[] => [
  to(voice.texts.buttons.back, action, id),
];

/** What can be changed in a subscription. */
export function manage(
  voice: Voice,
  { subscription, addOns }: { readonly subscription: OwnSubscription; readonly addOns: AddOns },
): Screen {
  const { id, state } = subscription;
  const { subscription: texts, buttons } = voice.texts;
  const { traffic, devices, resetToman, canAutopay, canReissue } = addOns;
  const isLinked = subscription.link !== null && state !== 'disabled';
  return {
    text: paragraphs(`<b>${voice.say('{name}', { name: nameOf(voice, subscription) })}</b>`, texts.manage),
    keyboard: [
      ...inRows([
        traffic.length > 0 ? to(buttons.addTraffic, 'add-traffic', id) : undefined,
        devices && devices.most > 0 ? to(buttons.addDevices, 'add-devices', id) : undefined,
        resetToman === null
          ? undefined
          : to(voice.plain(buttons.resetTraffic, { price: voice.toman(resetToman) }), 'reset-traffic', id),
        canAutopay ? to(buttons.autopay, 'autopay', id) : undefined,
        to(buttons.rename, 'rename', id),
        canReissue && isLinked ? to(buttons.reissue, 'reissue', id) : undefined,
      ]),
      back(voice, 'subscription', id),
    ],
  };
}

/** The packages of traffic that can be added. */
export const trafficPackages = (
  voice: Voice,
  { subscription, addOns }: { readonly subscription: OwnSubscription; readonly addOns: AddOns },
): Screen => ({
  text: addOns.traffic.length > 0 ? voice.texts.addOns.traffic : voice.texts.subscription.notNow,
  keyboard: [
    ...inRows(
      addOns.traffic.map(({ gb, priceToman }) =>
        to(
          voice.plain(voice.texts.buttons.trafficPackage, {
            traffic: voice.traffic(gb),
            price: voice.toman(priceToman),
          }),
          'traffic',
          `${subscription.id}.${gb}`,
        ),
      ),
    ),
    back(voice, 'manage', subscription.id),
  ],
});

/** How many devices are offered at once. */
const deviceSteps = [1, 2, 3, 5, 10] as const;

/** How many devices can be added. */
export function devicePackages(
  voice: Voice,
  { subscription, addOns }: { readonly subscription: OwnSubscription; readonly addOns: AddOns },
): Screen {
  const { devices } = addOns;
  const { addOns: texts, subscription: words, buttons } = voice.texts;
  const each = devices?.priceToman ?? 0;
  const steps = deviceSteps.filter((step) => step <= (devices?.most ?? 0));
  return {
    text: steps.length > 0 ? voice.say(texts.devices, { price: voice.toman(each) }) : words.notNow,
    keyboard: [
      ...inRows(
        steps.map((step) =>
          to(
            voice.plain(buttons.devicePackage, {
              devices: voice.count('devices', step),
              price: voice.toman(each * step),
            }),
            'extra-devices',
            `${subscription.id}.${step}`,
          ),
        ),
      ),
      back(voice, 'manage', subscription.id),
    ],
  };
}

/** Whether and when a subscription is renewed from the wallet. */
export function autopay(
  voice: Voice,
  { subscription, choices }: { readonly subscription: OwnSubscription; readonly choices: readonly number[] },
): Screen {
  const { id, isAutopayEnabled, autopayDaysBefore } = subscription;
  const { autopay: texts, buttons } = voice.texts;
  const days = voice.count('days', autopayDaysBefore);
  return {
    text: paragraphs(
      `<b>${voice.say(texts.title, { subscription: nameOf(voice, subscription) })}</b>`,
      isAutopayEnabled ? voice.say(texts.on, { days }) : texts.off,
      choices.length > 0 && texts.ask,
    ),
    keyboard: [
      ...inRows(
        choices.map((choice) => {
          const isChosen = isAutopayEnabled && choice === autopayDaysBefore;
          const label = voice.count('days', choice);
          return to(isChosen ? `✅ ${label}` : label, 'autopay-set', `${id}.${choice}`);
        }),
      ),
      ...inColumn([isAutopayEnabled ? to(buttons.autopayOff, 'autopay-set', `${id}.off`) : undefined]),
      back(voice, 'manage', id),
    ],
  };
}
