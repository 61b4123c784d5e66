import { showSubscription } from '#bot/areas/subscriptions/open/show-subscription.js';
import type { Payload } from '#jobs/catalog.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { lookAtAccount, removeDevices } from '#services/reconcile/look-at-account.js';
import type { Tenant } from '#tenancy/scope.js';
import type { FleetPanel } from '../fleet-panel.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { tellersOf } from './panel-compare.js';

type Look = Payload<'subscription.look'>;
type Deps = Pick<WorkerDeps, 'panel' | 'snapshots'>;

/**
 * Reads a subscription's account and devices from the panel and shows them where somebody waits. When the panel does not
 * answer, what is known is shown at once, and said to be old; nobody waits for it.
 */
export const lookHandler = ({ panel, snapshots }: Deps): Handler<'subscription.look'> => ({
  run: async (tenant, payload) => {
    const isStale = !(await hasSeen(tenant, payload, panel));
    await show(tenant, payload, { snapshots, view: payload.view, isStale });
  },
  failed: (tenant, payload) => show(tenant, payload, { snapshots, view: payload.view, isStale: true }),
});

/** Looks; false when what is to be shown could not be read. */
async function hasSeen(tenant: Tenant, { subscription_id, view }: Look, panel: FleetPanel): Promise<boolean> {
  try {
    const look = { subscriptionId: subscription_id, panel: panel(), tellers: tellersOf(tenant) };
    const { hasDevices } = await lookAtAccount(tenant, look);
    return view !== 'devices' || hasDevices;
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    log.warn(
      { code: error.code },
      'the panel could not be asked about a subscription; the person sees the last known state',
    );
    return false;
  }
}

/** Forgets devices of a subscription, however long the panel takes, and shows what is left. */
export const removeDevicesHandler = ({ panel, snapshots }: Deps): Handler<'subscription.remove-devices'> => ({
  run: async (tenant, payload) => {
    const { subscription_id: subscriptionId, device } = payload;
    await removeDevices(tenant, { subscriptionId, device, panel: panel(), tellers: tellersOf(tenant) });
    await show(tenant, payload, { snapshots, view: 'devices', isStale: false });
  },
  failed: (tenant, payload) => show(tenant, payload, { snapshots, view: 'devices', isStale: true }),
});

interface Shown {
  readonly view: Look['view'];
  readonly isStale: boolean;
}

async function show(
  tenant: Tenant,
  { subscription_id: subscriptionId, chat_id: chatId, message_id: messageId, of }: Omit<Look, 'view'>,
  { snapshots, view, isStale }: Pick<Deps, 'snapshots'> & Shown,
): Promise<void> {
  if (chatId === undefined || messageId === undefined) return;
  const settings = (await snapshots.read(tenant))?.settings;
  if (!settings) return;
  const shown = { subscriptionId, chatId, messageId, of, view, settings, isStale };
  await tenant.db((tx) => showSubscription(tenant, tx, shown));
}
