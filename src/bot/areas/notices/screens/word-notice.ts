import { dayMs } from '#platform/units.js';
import type { WaysOn } from '#services/orders/shelf.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';
import { simpleButton } from '../../shop/screens/simple-button.js';
import { connectButton, type ConnectSettings } from '../../subscriptions/screens/link-buttons.js';
import { nameOf } from '../../subscriptions/screens/subscription-facts.js';

/** What is said of a subscription as its time, or its traffic, goes by. */
export type SaidWord =
  | { readonly kind: 'near' | 'over' }
  | { readonly kind: 'winback'; readonly percent: number; readonly validUntil: Date }
  | { readonly kind: 'traffic'; readonly percent: number };

export interface WordView {
  readonly word: SaidWord;
  readonly subscription: OwnSubscription;
  readonly ways: WaysOn;
  readonly now: Date;
}

function sentence(voice: Voice, { word, subscription, now }: WordView): string {
  const { words } = voice.texts.notices;
  const { endsAt, isTrial } = subscription;
  const name = nameOf(voice, subscription);
  const time = voice.time(endsAt);
  const leftDays = Math.round((endsAt.getTime() - now.getTime()) / dayMs);
  switch (word.kind) {
    case 'near':
      if (isTrial) return voice.say(words.trialEnds, { time });
      return leftDays < 1
        ? voice.say(words.endsSoon, { subscription: name, time })
        : voice.say(words.endsIn, { subscription: name, time, left: voice.count('days', leftDays) });
    case 'over':
      return voice.say(words.over, { subscription: name, date: voice.date(endsAt) });
    case 'winback':
      return voice.say(words.winback, {
        ...{ subscription: name, percent: word.percent },
        time: voice.time(word.validUntil),
      });
    case 'traffic':
      return voice.say(words.traffic, { subscription: name, percent: word.percent });
  }
}

/** What there is to do, of that which can be had; undefined: nothing. */
function hint(voice: Voice, { word, subscription, ways }: WordView): string | undefined {
  const { subscriptions: texts, words } = voice.texts.notices;
  const canBuy = ways.plans || ways.simple !== null;
  if (word.kind === 'traffic') return ways.traffic ? words.moreTraffic : undefined;
  if (!canBuy) return undefined;
  if (word.kind === 'near') return subscription.isTrial ? words.buyInTime : words.renewInTime;
  return word.kind === 'winback' ? words.discounted : texts.renewToGoOn;
}

/** A warning, a reminder or an offer, with what can be had to go on. */
export function wordNotice(voice: Voice, view: WordView): Screen {
  const { word, subscription, ways } = view;
  const { shop, subscriptions } = voice.texts;
  const { id, isTrial } = subscription;
  return {
    text: paragraphs(sentence(voice, view), hint(voice, view)),
    keyboard: inColumn([
      word.kind === 'traffic' && ways.traffic
        ? tapButton(subscriptions.buttons.addTraffic, 'add-traffic', id)
        : undefined,
      ways.plans
        ? tapButton(isTrial ? shop.buttons.buy : shop.buttons.renewOrChange, 'plans', `${id}.1`)
        : undefined,
      ways.simple ? simpleButton(voice, ways.simple) : undefined,
      tapButton(subscriptions.buttons.subscription, 'subscription', id),
    ]),
  };
}

/** Nobody has connected to a trial yet: how it is done, and who helps. */
export function trialUnused(
  voice: Voice,
  {
    subscription,
    settings,
    support,
  }: {
    readonly subscription: OwnSubscription;
    readonly settings: ConnectSettings;
    readonly support: SupportWays;
  },
): Screen {
  const { notices, subscriptions } = voice.texts;
  return {
    text: paragraphs(notices.words.unused, notices.subscriptions.howToConnect),
    keyboard: inColumn([
      connectButton(voice, subscription, settings),
      tapButton(subscriptions.buttons.subscription, 'subscription', subscription.id),
      supportButton(voice, support),
    ]),
  };
}
