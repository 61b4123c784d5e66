import type { WaysOn } from '#services/orders/shelf.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { simpleButton } from '../../shop/screens/simple-button.js';
import { nameOf } from '../../subscriptions/screens/subscription-facts.js';

/** What became of a subscription: its time is over, its traffic is used up, or traffic flows again. */
export type SubscriptionEvent = 'expired' | 'flowing' | 'limited';

/** What happened to a subscription, and what there is to do. */
export interface NoticeView {
  readonly subscription: OwnSubscription;
  readonly ways: WaysOn;
  readonly kind: SubscriptionEvent;
}

/** What brings it back, of that which can be had; undefined: nothing does. */
function hint(voice: Voice, { subscription, ways, kind }: NoticeView): string | undefined {
  const { subscriptions: hints } = voice.texts.notices;
  if (kind === 'flowing') return undefined;
  const hasTraffic = kind === 'limited' && ways.traffic;
  if (!ways.plans && !ways.simple) return hasTraffic ? hints.moreTraffic : undefined;
  if (subscription.isTrial) return hints.buyToGoOn;
  if (kind === 'expired') return hints.renewToGoOn;
  return hasTraffic ? hints.trafficOrRenewal : hints.renewal;
}

/** Tells what happened to a subscription; offers what can be had to go on. */
export function subscriptionNotice(voice: Voice, view: NoticeView): Screen {
  const { subscription, ways, kind } = view;
  const { notices, shop, subscriptions } = voice.texts;
  const { buttons } = subscriptions;
  const { id, isTrial } = subscription;
  const hasStopped = kind !== 'flowing';
  return {
    text: paragraphs(
      voice.say(notices.subscriptions[kind], { subscription: nameOf(voice, subscription) }),
      hint(voice, view),
    ),
    keyboard: inColumn([
      kind === 'limited' && ways.traffic ? tapButton(buttons.addTraffic, 'add-traffic', id) : undefined,
      hasStopped && ways.plans
        ? tapButton(isTrial ? shop.buttons.buy : shop.buttons.renewOrChange, 'plans', `${id}.1`)
        : undefined,
      hasStopped && ways.simple ? simpleButton(voice, ways.simple) : undefined,
      tapButton(buttons.subscription, 'subscription', id),
    ]),
  };
}
