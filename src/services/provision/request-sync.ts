import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/*
 * The panel follows the rows of `subscriptions`. A change leaves a sync pending: `provisioned_at` is emptied and
 * `panel_revision` raised. Who provisions reads the row, calls the panel without a transaction, and notes
 * `provisioned_at` only where `panel_revision` is still the one it read; so a change in between stays pending.
 *
 * What the panel shall have: the account is on while the subscription is active and its user is active; its end and
 * limits are the row's. `reissue_wanted_at`: a new link is made, and this instant emptied if it is still the same.
 * `traffic_reset_wanted_at`: the used traffic is set to zero, and this instant emptied likewise.
 * `removal_wanted_at`: the account is removed. Each of these enqueues `subscription.provision`; what gets lost on the way is
 * found by the index subscriptions_unprovisioned.
 */

const markOne = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text`;
const markActive = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and status = 'active' and removal_wanted_at is null
  returning id::text`;
const markReissue = `
  update subscriptions set reissue_wanted_at = clock_timestamp(), provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and reissue_wanted_at is null
  returning id::text`;
const markReset = `
  update subscriptions set traffic_reset_wanted_at = clock_timestamp(), provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text`;
const markRemoval = `
  update subscriptions set status = 'disabled', removal_wanted_at = clock_timestamp(), provisioned_at = null,
    is_autopay_enabled = false, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and removal_wanted_at is null
  returning id::text`;

/** A subscription changed: the panel must take it over. */
export const requestSync = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  request(tenant, tx, [markOne, subscriptionId]);

/** A user was blocked or unblocked: their accounts on the panel are switched. */
export const requestUserSync = (tenant: Tenant, tx: Tx, userId: string): Promise<void> =>
  request(tenant, tx, [markActive, userId]);

/** A new link is wanted; while one is pending, nothing more. */
export const requestNewLink = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  request(tenant, tx, [markReissue, subscriptionId]);

/** The used traffic shall be set to zero. */
export const requestTrafficReset = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  request(tenant, tx, [markReset, subscriptionId]);

/** Everything a user has ends, and their accounts on the panel are removed. */
export const requestRemovals = (tenant: Tenant, tx: Tx, userId: string): Promise<void> =>
  request(tenant, tx, [markRemoval, userId]);

async function request(tenant: Tenant, tx: Tx, [text, id]: readonly [string, string]): Promise<void> {
  const rows = await tx.sql<{ id: string }>(text, [tenant.botId, id]);
  for (const row of rows) await enqueue(tenant, 'subscription.provision', { subscription_id: row.id });
}
