import type { Tenant } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';
import { claimNotice } from '#services/claim-notice.js';
import { readSettings } from '#services/read-settings.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { oweVanished } from '#services/reconcile/owe-vanished.js';
import { newMessages, orderCalls } from '#bot/say.js';
import { nodeNotice } from '#bot/screens/node-notice.js';
import { voiceOf } from '#bot/voice.js';
import type { Payload } from '#jobs/catalog.js';
import type { Handler } from './index.js';
import { tellersOf } from './panel-compare.js';

type Event = Payload<'panel.event'>;

/**
 * Takes in what the panel told. What it says of an account is compared with the row like any look at it, so that an echo
 * of our own change does nothing; a repeat does nothing either.
 */
export const panelEventHandler = (): Handler<'panel.event'> => ({
  run: async (tenant, { event, account, node }) => {
    if (account) await takeAccount(tenant, event, account);
    else if (node) await tellOfNode(tenant, event, node);
  },
});

const takeAccount = (tenant: Tenant, event: string, account: NonNullable<Event['account']>): Promise<void> =>
  tenant.db(async (tx) => {
    const { username } = account;
    if (event === 'user.deleted') return oweVanished(tenant, tx, { username });
    const ids = await compareAccounts(tenant, tx, {
      accounts: [account],
      isFresh: false,
      tellers: tellersOf(tenant),
    });
    if (!event.startsWith('user_hwid_devices.')) return;
    for (const subscription_id of ids)
      await enqueue(tenant, 'subscription.look', { subscription_id, view: 'devices' });
  });

/** The master's admins hear of a node that went or came, of each at most once an hour. */
async function tellOfNode(master: Tenant, event: string, node: NonNullable<Event['node']>): Promise<void> {
  const settings = await readSettings(master);
  const { adminChatId: chatId, adminTopicId } = settings ?? {};
  if (!settings || !chatId || !settings.values.admin_notices) return;
  await master.db(async (tx) => {
    const kind = `${event}.${node.uuid}`;
    if (!(await claimNotice(master, tx, { chatId, kind }))) return;
    const screen = nodeNotice(voiceOf(settings.defaultLanguage), { name: node.name, isBack: isBack(event) });
    const topicId = adminTopicId === undefined ? undefined : Number(adminTopicId);
    await orderCalls(master, chatId, newMessages(chatId, screen, topicId));
  });
}

const isBack = (event: string): boolean => event === 'node.connection_restored';
