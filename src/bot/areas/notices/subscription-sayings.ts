import { now } from '#platform/clock.js';
import { minuteMs } from '#platform/units.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import { readOwnSubscription, type OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { linkReady } from './screens/link-ready.js';
import { subscriptionNotice, type SubscriptionEvent } from './screens/subscription-notice.js';
import { deviceList, devicesRemoved } from '../subscriptions/screens/devices.js';
import type { PersonScene, Said, Saying } from './saying.js';

interface AboutSubscription {
  readonly subscription_id: string;
}

const read = (
  { tenant, tx, recipient }: PersonScene,
  { subscription_id: subscriptionId }: AboutSubscription,
): Promise<OwnSubscription | undefined> =>
  readOwnSubscription(tenant, tx, { userId: recipient.userId, subscriptionId });

/** The link is there, or another one took its place (`isNew` false). */
export const sayLink =
  (isNew: boolean): Saying<'link_ready' | 'link_replaced'> =>
  async (scene, about) => {
    const subscription = await read(scene, about);
    const view = { isNew, settings: scene.settings.values, now: new Date(now()) };
    return subscription && { screen: (voice) => linkReady(voice, { ...view, subscription }) };
  };

/** A subscription stopped working (its time is over, its traffic used up), or its traffic flows again. */
export const saySubscription =
  (kind: SubscriptionEvent) =>
  async (scene: PersonScene, about: AboutSubscription): Promise<Said | undefined> => {
    const { tenant, tx, recipient } = scene;
    const subscription = await read(scene, about);
    // Who renewed meanwhile hears of no end. The panel's clock may be a little before ours.
    const isMoved = kind === 'expired' && subscription && subscription.endsAt.getTime() > now() + minuteMs;
    if (!subscription || isMoved) return undefined;
    const { userId } = recipient;
    const ways = await readWaysOn(tenant, tx, { userId, subscriptionId: subscription.id });
    return { screen: (voice) => subscriptionNotice(voice, { subscription, ways, kind }) };
  };

/** More devices are connected than the subscription is for; its owner chooses which go. */
export const saySurplusDevices: Saying<'devices_surplus'> = async (scene, about) => {
  const subscription = await read(scene, about);
  return subscription && { screen: (voice) => deviceList(voice, { subscription }) };
};

/** Which devices were removed, since there were more than the subscription is for. */
export const sayDevicesRemoved: Saying<'devices_removed'> = async (scene, { removed, ...about }) => {
  const subscription = await read(scene, about);
  return subscription && { screen: (voice) => devicesRemoved(voice, { subscription, removed }) };
};
