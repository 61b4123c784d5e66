import { randomUUID } from 'node:crypto';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { forgetDeliveries } from '#services/orders/promotion-deliveries.js';
import type { PanelRefusal } from '#services/provision/pending-row.js';
import { isRefusedForGood, provisionSubscription } from '#services/provision/provision-subscription.js';
import type { Tenant } from '#tenancy/scope.js';
import { takeUndeliveredBack } from '../take-undelivered-back.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { tellersOf } from './panel-compare.js';

/**
 * Brings the panel in step with a subscription. What it refuses for good, or what had to wait for a day, is taken back:
 * the money returns, and the person and the admins hear of it.
 */
export function provisionHandler({
  panel,
  snapshots,
}: Pick<WorkerDeps, 'panel' | 'snapshots'>): Handler<'subscription.provision'> {
  return {
    run: async (tenant, { subscription_id: subscriptionId }, run) => {
      const claim = run.outboxId ?? randomUUID();
      const { onNewLink, onNotice } = tellersOf(tenant);
      const bot = await snapshots.read(tenant);
      if (!bot) return;
      try {
        await provisionSubscription(tenant, {
          subscriptionId,
          claim,
          panel: panel(),
          values: bot.settings.values,
          onTakenOver: async (tx, revision) => {
            await forgetDeliveries(tenant, tx, { subscriptionId, revision });
            return fulfilOrders(tenant, tx, { subscriptionId, revision });
          },
          onLink: onNewLink,
          onFlow: (tx, change) => onNotice(tx, { ...change, kind: 'flowing' }),
        });
      } catch (error) {
        if (isRefusedForGood(error)) await takeBack(tenant, { subscriptionId, code: error.code });
        throw error;
      }
    },
    failed: (tenant, { subscription_id: subscriptionId }) =>
      takeBack(tenant, { subscriptionId, code: 'panel.given_up', isLate: true }),
  };
}

const takeBack = (tenant: Tenant, refusal: PanelRefusal): Promise<void> =>
  tenant.db((tx) => takeUndeliveredBack(tenant, tx, refusal));
