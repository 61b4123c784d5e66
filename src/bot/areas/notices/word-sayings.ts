import { now } from '#platform/clock.js';
import { readDiscount } from '#services/discounts/read-discounts.js';
import { percentUsed } from '#services/reconcile/traffic-warning.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import {
  listOwnSubscriptions,
  readOwnSubscription,
  type OwnSubscription,
} from '#services/subscriptions/own-subscriptions.js';
import { trialUnused, wordNotice, type SaidWord } from './screens/word-notice.js';
import type { PersonScene, Said, Saying } from './saying.js';

interface AboutEnd {
  readonly subscription_id: string;
  readonly ends_at: string;
}

/** The subscription while it still has the end that is spoken of, and is switched on. */
async function readAtEnd(
  { tenant, tx, recipient: { userId } }: PersonScene,
  { subscription_id: subscriptionId, ends_at: endsAt }: AboutEnd,
): Promise<OwnSubscription | undefined> {
  const found = await readOwnSubscription(tenant, tx, { userId, subscriptionId });
  const isSame = found?.endsAt.getTime() === Date.parse(endsAt) && found.state !== 'disabled';
  return isSame ? found : undefined;
}

/** The same after that end, while the person has no other that lasts longer. */
async function readOver(scene: PersonScene, about: AboutEnd): Promise<OwnSubscription | undefined> {
  const found = await readAtEnd(scene, about);
  if (found?.state !== 'expired') return undefined;
  const { tenant, tx, recipient } = scene;
  const [longest] = await listOwnSubscriptions(tenant, tx, { userId: recipient.userId });
  return longest && longest.endsAt.getTime() > found.endsAt.getTime() ? undefined : found;
}

async function say(scene: PersonScene, subscription: OwnSubscription, word: SaidWord): Promise<Said> {
  const { tenant, tx, recipient } = scene;
  const { userId } = recipient;
  const ways = await readWaysOn(tenant, tx, { userId, subscriptionId: subscription.id });
  const view = { word, subscription, ways, now: new Date(now()) };
  return { screen: (voice) => wordNotice(voice, view) };
}

/** A subscription ends soon. */
export const sayNear: Saying<'expiry_near' | 'trial_ends'> = async (scene, about) => {
  const subscription = await readAtEnd(scene, about);
  if (!subscription || subscription.state === 'expired') return undefined;
  return say(scene, subscription, { kind: 'near' });
};

/** A subscription ended, and its owner has not come back. */
export const sayOver: Saying<'expiry_reminder'> = async (scene, about) => {
  const subscription = await readOver(scene, about);
  return subscription && say(scene, subscription, { kind: 'over' });
};

/** A discount for coming back, while it holds. */
export const sayWinback: Saying<'winback_offer'> = async (scene, { discount_id: discountId, ...about }) => {
  const subscription = await readOver(scene, about);
  const discount = subscription && (await readDiscount(scene.tenant, scene.tx, discountId));
  const { percent = null, validUntil } = discount ?? {};
  if (!subscription || percent === null || !validUntil || validUntil.getTime() <= now()) return undefined;
  return say(scene, subscription, { kind: 'winback', percent, validUntil });
};

/** Nobody has connected to a trial. */
export const sayUnused: Saying<'trial_unused'> = async (scene, about) => {
  const subscription = await readAtEnd(scene, about);
  const isUnused = subscription?.state === 'active' && subscription.trafficUsedBytes === 0;
  const { settings, support } = scene;
  return isUnused
    ? {
        screen: (voice) => trialUnused(voice, { subscription, settings: settings.values, support }),
      }
    : undefined;
};

/** Most of the traffic is used. */
export const sayTraffic: Saying<'traffic_low'> = async (scene, { subscription_id, percent }) => {
  const { tenant, tx, recipient } = scene;
  const { userId } = recipient;
  const subscription = await readOwnSubscription(tenant, tx, { userId, subscriptionId: subscription_id });
  // Traffic that began anew, was added or is used up meanwhile is spoken of otherwise.
  const isLow =
    subscription?.state === 'active' &&
    percentUsed(subscription.trafficUsedBytes, subscription.trafficLimitGb) >= percent;
  return isLow ? say(scene, subscription, { kind: 'traffic', percent }) : undefined;
};
