import { deedOf, lossesOf } from '#services/orders/losses.js';
import type { PricedOrder, Quote } from '#services/orders/types.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { paragraphs } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** A value that a purchase leaves as it is, or changes: `before → after`. */
export function fromTo(voice: Voice, before: string | undefined, after: string): string {
  return before === undefined || before === after
    ? voice.say('{after}', { after })
    : voice.say(voice.texts.shop.changes.fromTo, { before, after });
}

/** What the plan of a subscription is called; undefined: it has none that has a name. */
export const planOf = (voice: Voice, { planName, isTrial }: OwnSubscription): string | undefined => {
  if (isTrial) return voice.texts.subscriptions.facts.trialName;
  return planName === null ? undefined : voice.foreign(planName);
};

/** What the subscription has after an order, and now where that is something else. */
export function outcome(voice: Voice, { before, effect, ...after }: Quote): string {
  const { order } = voice.texts.shop;
  const shift = (show: (one: Pick<Quote, 'trafficLimitGb' | 'deviceLimit' | 'endsAt'>) => string) => ({
    html: fromTo(voice, before ? show(before) : undefined, show(after)),
  });
  return [
    ...(after.periodDays > 0
      ? [voice.say(order.period, { days: voice.count('days', after.periodDays) })]
      : []),
    voice.say(order.trafficLimit, { traffic: shift((one) => voice.traffic(one.trafficLimitGb)) }),
    voice.say(order.deviceLimit, { devices: shift((one) => voice.count('devices', one.deviceLimit)) }),
    // A gift begins when it is taken.
    ...(effect === 'give'
      ? []
      : [voice.say(order.endsAt, { date: shift((one) => voice.date(new Date(one.endsAt))) })]),
  ].join('\n');
}

/** Does an order replace or take away something, so that it is asked about in these words? */
export const isChange = ({ quote }: Pick<PricedOrder, 'quote'>): boolean => deedOf(quote) === 'change';

/** What an order takes away, line by line; undefined: nothing. */
export function lossLines(voice: Voice, { quote }: Pick<PricedOrder, 'quote'>): string | undefined {
  const { changes } = voice.texts.shop;
  const { trafficGb, devices, servers, days } = lossesOf(quote);
  const lines = [
    trafficGb === null && changes.lostUnlimited,
    trafficGb !== null &&
      trafficGb > 0 &&
      voice.say(changes.lostTraffic, { traffic: voice.traffic(trafficGb) }),
    devices > 0 && voice.say(changes.lostDevices, { devices: voice.count('devices', devices) }),
    servers && changes.lostServers,
    days > 0 && voice.say(changes.lostDays, { days: voice.count('days', days) }),
  ].filter(Boolean);
  if (lines.length === 0) return undefined;
  return paragraphs(`<b>${changes.lose}</b>\n${lines.join('\n')}`, devices > 0 && changes.devicesGo);
}
