import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { notify } from '#services/notices/notify.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { isDeviceNews } from '#services/reconcile/is-device-news.js';
import { syncVanished } from '#services/reconcile/sync-vanished.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Handler } from './handler.js';
import { tellersOf } from './panel-compare.js';

type Event = Payload<'panel.event'>;

/**
 * Takes in what the panel told. It answers each of our own calls with an event too: what it says of an account is compared
 * with the row, so that such an echo finds all as it shall be and leads to no call. An older event, which others have
 * overtaken, is no news; a repeat does nothing either.
 */
export const panelEventHandler = (): Handler<'panel.event'> => ({
  run: async (tenant, payload) => {
    const { event, account, node } = payload;
    if (account) await takeAccount(tenant, { ...payload, account });
    else if (node) await tellOfNode(tenant, event, node);
  },
});

type AccountEvent = Event & { readonly account: NonNullable<Event['account']> };

const takeAccount = (tenant: Tenant, { event, account, device, told_at }: AccountEvent): Promise<void> =>
  tenant.db(async (tx) => {
    if (event === 'user.deleted') return syncVanished(tenant, tx, account);
    const ids = await compareAccounts(tenant, tx, {
      accounts: [account],
      source: { kind: 'event', toldAt: told_at ?? null },
      tellers: tellersOf(tenant),
    });
    if (!event.startsWith('user_hwid_devices.')) return;
    const isThere = event === 'user_hwid_devices.added';
    for (const subscription_id of ids)
      if (await isDeviceNews(tenant, tx, { subscriptionId: subscription_id, device, isThere }))
        await enqueue(tenant, 'subscription.look', { subscription_id, view: 'devices' });
  });

/** The master's admins hear of a node that went or came, of each at most once an hour. */
const tellOfNode = (master: Tenant, event: string, node: NonNullable<Event['node']>): Promise<void> =>
  master.db((tx) => notify(master, tx, { kind: isBack(event) ? 'node_back' : 'node_lost', about: node }));

const isBack = (event: string): boolean => event === 'node.connection_restored';
