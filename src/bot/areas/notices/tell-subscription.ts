import { now } from '#platform/clock.js';
import { readRecipient, type Recipient } from '#services/notices/read-recipient.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import {
  readOwnSubscription,
  type OwnSubscription,
  type OwnDevice,
} from '#services/subscriptions/own-subscriptions.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { editedMessage, newMessages, enqueueCalls } from '../../outgoing-calls.js';
import { voiceOf, type Voice } from '../../voice.js';
import { deviceList, devicesRemoved } from '../subscriptions/screens/devices.js';
import { subscriptionScreen } from '../subscriptions/screens/subscription.js';
import { linkReady } from './screens/link-ready.js';
import { subscriptionNotice, type SubscriptionEvent } from './screens/subscription-notice.js';

/*
 * What a person reads when something became of a subscription while they did nothing. Each works in its caller's
 * transaction and enqueues messages only; who is blocked, gone, or has blocked the bot, gets none.
 */

interface Audience {
  readonly recipient: Recipient;
  readonly voice: Voice;
  readonly subscription: OwnSubscription;
}

async function meet(tenant: Tenant, tx: Tx, subscriptionId: string): Promise<Audience | undefined> {
  const recipient = await readRecipient(tenant, tx, { subscriptionId });
  if (!recipient) return undefined;
  const { userId, language, values } = recipient;
  const subscription = await readOwnSubscription(tenant, tx, { userId, subscriptionId });
  return subscription && { recipient, subscription, voice: voiceOf(language, values.time_zone) };
}

const waysOf = (tenant: Tenant, tx: Tx, { recipient, subscription }: Audience) =>
  readWaysOn(tenant, tx, { userId: recipient.userId, subscriptionId: subscription.id });

/** Tells the owner that the link is there, or that another one took its place (`isNew` false). */
export async function tellLinkReady(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, isNew }: { readonly subscriptionId: string; readonly isNew: boolean },
): Promise<void> {
  const met = await meet(tenant, tx, subscriptionId);
  if (!met) return;
  const { recipient, voice, subscription } = met;
  const view = { subscription, isNew, settings: recipient.values, now: new Date(now()) };
  await enqueueCalls(tenant, recipient.chatId, newMessages(recipient.chatId, linkReady(voice, view)));
}

/** Shows a subscription as it is now in place of a message; `isStale`: the panel did not answer. */
export async function showSubscription(
  tenant: Tenant,
  tx: Tx,
  shown: {
    readonly subscriptionId: string;
    readonly chatId: string;
    readonly messageId: number;
    readonly view: 'detail' | 'devices';
    readonly isStale?: boolean;
  },
): Promise<void> {
  const met = await meet(tenant, tx, shown.subscriptionId);
  // The chat was named when the look was enqueued; only the owner's own chat is written to.
  if (met?.recipient.chatId !== shown.chatId) return;
  const { recipient, voice, subscription } = met;
  const view = { subscription, settings: recipient.values, now: new Date(now()), isStale: shown.isStale };
  const screen =
    shown.view === 'devices'
      ? deviceList(voice, view)
      : subscriptionScreen(voice, { ...view, ways: await waysOf(tenant, tx, met) });
  await enqueueCalls(tenant, shown.chatId, editedMessage(shown.chatId, shown.messageId, screen));
}

/** Tells the owner that a subscription stopped working (its time is over, its traffic used up), or that traffic flows again. */
export async function tellSubscriptionNotice(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, kind }: { readonly subscriptionId: string; readonly kind: SubscriptionEvent },
): Promise<void> {
  const met = await meet(tenant, tx, subscriptionId);
  if (!met) return;
  const { recipient, voice, subscription } = met;
  const ways = await waysOf(tenant, tx, met);
  const screen = subscriptionNotice(voice, { subscription, ways, kind });
  await enqueueCalls(tenant, recipient.chatId, newMessages(recipient.chatId, screen));
}

/** Tells the owner that more devices are connected than the subscription is for, and lets them choose which go. */
export async function tellSurplusDevices(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<void> {
  const met = await meet(tenant, tx, subscriptionId);
  if (!met) return;
  const { recipient, voice, subscription } = met;
  await enqueueCalls(
    tenant,
    recipient.chatId,
    newMessages(recipient.chatId, deviceList(voice, { subscription })),
  );
}

/** Tells the owner which devices were removed, since there were more than the subscription is for. */
export async function tellDevicesRemoved(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, removed }: { readonly subscriptionId: string; readonly removed: readonly OwnDevice[] },
): Promise<void> {
  const met = await meet(tenant, tx, subscriptionId);
  if (!met) return;
  const { recipient, voice, subscription } = met;
  const screen = devicesRemoved(voice, { subscription, removed });
  await enqueueCalls(tenant, recipient.chatId, newMessages(recipient.chatId, screen));
}
