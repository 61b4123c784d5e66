import { enqueue } from '#jobs/enqueue.js';
import { notify } from '#services/notices/notify.js';
import { compareAccounts, type Tellers } from '#services/reconcile/compare-accounts.js';
import { findMissing } from '#services/reconcile/find-missing.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Handler } from './handler.js';

/** How people of a bot hear what a look at the panel brought. */
export const tellersOf = (tenant: Tenant): Tellers => ({
  onNewLink: (tx, { subscriptionId, isNew }) =>
    notify(tenant, tx, {
      kind: isNew ? 'link_ready' : 'link_replaced',
      about: { subscription_id: subscriptionId },
    }),
  onTraffic: (tx, { subscriptionId, percent }) =>
    notify(tenant, tx, { kind: 'traffic_low', about: { subscription_id: subscriptionId, percent } }),
  onNotice: (tx, { subscriptionId, kind }) =>
    notify(tenant, tx, { kind: `subscription_${kind}`, about: { subscription_id: subscriptionId } }),
});

/** Compares some accounts of the panel with the bot's rows. */
export const comparePanelHandler = (): Handler<'panel.compare'> => ({
  run: async (tenant, { accounts }) => {
    const tellers = tellersOf(tenant);
    await tenant.db((tx) => compareAccounts(tenant, tx, { accounts, source: { kind: 'walk' }, tellers }));
  },
});

/** Finds subscriptions whose accounts a walk over the panel did not find, some at a time. */
export const findMissingHandler = (): Handler<'panel.find-missing'> => ({
  run: (tenant, { since }) =>
    tenant.db(async (tx) => {
      if (await findMissing(tenant, tx, { since })) await enqueue(tenant, 'panel.find-missing', { since });
    }),
});
