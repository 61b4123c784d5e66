import { now } from '#platform/clock.js';
import { readRecipient } from '#services/notices/read-recipient.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import { readOwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { editedMessage, enqueueCalls } from '../../../outgoing-calls.js';
import { deviceList } from '../screens/devices.js';
import { subscriptionScreen } from '../screens/subscription.js';
import { voiceOf } from '../../../voice.js';

/**
 * Shows a subscription as it is now in place of the message in which its owner waits for it; `isStale`: the panel did not
 * answer. Enqueues messages only; who is blocked, gone, or has blocked the bot, gets none.
 */
export async function showSubscription(
  tenant: Tenant,
  tx: Tx,
  shown: {
    readonly subscriptionId: string;
    readonly chatId: string;
    readonly messageId: number;
    /** Telegram's id of the bot that has sent it; undefined: it is not known. */
    readonly of: string | undefined;
    readonly view: 'detail' | 'devices';
    readonly settings: BotSettings;
    readonly isStale?: boolean;
  },
): Promise<void> {
  const { subscriptionId, chatId, of } = shown;
  const { values } = shown.settings;
  const recipient = await readRecipient(tenant, tx, { about: { subscription_id: subscriptionId } });
  // The chat was named when the look was enqueued; only the owner's own chat is written to.
  if (recipient?.chatId !== chatId) return;
  const { userId, language } = recipient;
  const subscription = await readOwnSubscription(tenant, tx, { userId, subscriptionId });
  if (!subscription) return;
  const voice = voiceOf(language, values.time_zone);
  const view = { subscription, settings: values, now: new Date(now()), isStale: shown.isStale };
  const screen =
    shown.view === 'devices'
      ? deviceList(voice, view)
      : subscriptionScreen(voice, {
          ...view,
          ways: await readWaysOn(tenant, tx, { userId, subscriptionId }),
        });
  await enqueueCalls(tenant, { chatId, of }, editedMessage(chatId, shown.messageId, screen));
}
