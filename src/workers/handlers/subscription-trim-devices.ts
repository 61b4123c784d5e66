import { tellDevicesRemoved, tellSurplusDevices } from '#bot/areas/notices/tell-subscription.js';
import { postponeDevices, trimDevices } from '#services/reconcile/trim-devices.js';
import type { FleetPanel } from '../fleet-panel.js';
import type { Handler } from './handler.js';

/** Counts the devices of a subscription whose limit was lowered, lets its owner choose, and removes what is too many. */
export const trimDevicesHandler = (panel: FleetPanel): Handler<'subscription.trim-devices'> => ({
  run: (tenant, { subscription_id: subscriptionId }, { isOurs }) =>
    trimDevices(tenant, {
      subscriptionId,
      panel: panel(),
      isOurs,
      onSurplus: (tx) => tellSurplusDevices(tenant, tx, { subscriptionId }),
      onRemoved: (tx, removed) => tellDevicesRemoved(tenant, tx, { subscriptionId, removed }),
    }),
  failed: (tenant, { subscription_id: subscriptionId }) =>
    postponeDevices(tenant, { subscriptionId }, 'refusal'),
});
