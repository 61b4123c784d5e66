import type { AddOns } from '#services/orders/offers.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inColumn, inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { nameOf } from './subscription-facts.js';

/** What can be changed in a subscription. */
export function manage(
  voice: Voice,
  { subscription, addOns }: { readonly subscription: OwnSubscription; readonly addOns: AddOns },
): Screen {
  const { id, state } = subscription;
  const { facts: texts, buttons } = voice.texts.subscriptions;
  const { traffic, devices, resetToman, canAutopay, canReissue } = addOns;
  const isLinked = subscription.link !== null && state !== 'disabled';
  return {
    text: paragraphs(`<b>${voice.say('{name}', { name: nameOf(voice, subscription) })}</b>`, texts.manage),
    keyboard: [
      ...inRows([
        traffic.length > 0 ? tapButton(buttons.addTraffic, 'add-traffic', id) : undefined,
        devices && devices.most > 0 ? tapButton(buttons.addDevices, 'add-devices', id) : undefined,
        resetToman === null
          ? undefined
          : tapButton(
              voice.plain(buttons.resetTraffic, { price: voice.toman(resetToman) }),
              'reset-traffic',
              id,
            ),
        canAutopay ? tapButton(buttons.autopay, 'autopay', id) : undefined,
        tapButton(buttons.rename, 'rename', id),
        canReissue && isLinked ? tapButton(buttons.reissue, 'reissue', id) : undefined,
      ]),
      [backButton(voice, 'subscription', id)],
    ],
  };
}

/** The packages of traffic that can be added. */
export const trafficPackages = (
  voice: Voice,
  { subscription, addOns }: { readonly subscription: OwnSubscription; readonly addOns: AddOns },
): Screen => ({
  text:
    addOns.traffic.length > 0
      ? voice.texts.subscriptions.addOns.traffic
      : voice.texts.subscriptions.facts.notNow,
  keyboard: [
    ...inRows(
      addOns.traffic.map(({ gb, priceToman }) =>
        tapButton(
          voice.plain(voice.texts.subscriptions.buttons.trafficPackage, {
            traffic: voice.traffic(gb),
            price: voice.toman(priceToman),
          }),
          'traffic',
          `${subscription.id}.${gb}`,
        ),
      ),
    ),
    [backButton(voice, 'manage', subscription.id)],
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
  const { addOns: texts, facts: words, buttons } = voice.texts.subscriptions;
  const each = devices?.priceToman ?? 0;
  const steps = deviceSteps.filter((step) => step <= (devices?.most ?? 0));
  return {
    text: steps.length > 0 ? voice.say(texts.devices, { price: voice.toman(each) }) : words.notNow,
    keyboard: [
      ...inRows(
        steps.map((step) =>
          tapButton(
            voice.plain(buttons.devicePackage, {
              devices: voice.count('devices', step),
              price: voice.toman(each * step),
            }),
            'extra-devices',
            `${subscription.id}.${step}`,
          ),
        ),
      ),
      [backButton(voice, 'manage', subscription.id)],
    ],
  };
}

/** How a subscription is renewed by itself. */
interface AutopayView {
  readonly subscription: OwnSubscription;
  /** What it costs now; null: it cannot be renewed as it is. */
  readonly renewalToman: number | null;
  readonly choices: readonly number[];
}

/** What the next renewal costs, and when it comes. */
function priceText(voice: Voice, renewalToman: number | null, at: Date | null): string {
  const { autopay: texts } = voice.texts.subscriptions;
  if (renewalToman === null) return texts.cannot;
  const price = voice.toman(renewalToman);
  return at === null
    ? voice.say(texts.price, { price })
    : voice.say(texts.next, { price, date: voice.date(at) });
}

/** Whether and when a subscription is renewed from the wallet, and for how much. */
export function autopay(voice: Voice, { subscription, renewalToman, choices }: AutopayView): Screen {
  const { id, isAutopayEnabled, autopayDaysBefore, autopayAt } = subscription;
  const { autopay: texts, buttons } = voice.texts.subscriptions;
  const days = voice.count('days', autopayDaysBefore);
  return {
    text: paragraphs(
      `<b>${voice.say(texts.title, { subscription: nameOf(voice, subscription) })}</b>`,
      isAutopayEnabled ? voice.say(texts.on, { days }) : texts.off,
      priceText(voice, renewalToman, isAutopayEnabled ? autopayAt : null),
      choices.length > 0 && texts.ask,
    ),
    keyboard: [
      ...inRows(
        choices.map((choice) => {
          const isChosen = isAutopayEnabled && choice === autopayDaysBefore;
          const label = voice.count('days', choice);
          return tapButton(isChosen ? `✅ ${label}` : label, 'autopay-set', `${id}.${choice}`);
        }),
      ),
      ...inColumn([isAutopayEnabled ? tapButton(buttons.autopayOff, 'autopay-set', `${id}.off`) : undefined]),
      [backButton(voice, 'manage', id)],
    ],
  };
}
