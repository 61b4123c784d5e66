import { notify } from '#services/notices/notify.js';
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
      onSurplus: (tx) =>
        notify(tenant, tx, { kind: 'devices_surplus', about: { subscription_id: subscriptionId } }),
      onRemoved: (tx, removed) =>
        notify(tenant, tx, {
          kind: 'devices_removed',
          about: { subscription_id: subscriptionId, removed: [...removed] },
        }),
    }),
  failed: (tenant, { subscription_id: subscriptionId }) =>
    postponeDevices(tenant, { subscriptionId }, 'refusal'),
});
