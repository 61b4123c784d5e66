import type { Tenant, Tx } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';

/*
 * The panel follows the rows of `subscriptions`. A change leaves it owed: `provisioned_at` is emptied and
 * `panel_revision` raised. Who provisions reads the row, calls the panel without a transaction, and notes
 * `provisioned_at` only where `panel_revision` is still the one it read; so a change in between stays owed.
 *
 * What the panel shall have: the account is on while the subscription is active and its user is active; its end and
 * limits are the row's. `reissue_wanted_at`: a new link is made, and this instant emptied if it is still the same.
 * `traffic_reset_wanted_at`: the used traffic is set to zero, and this instant emptied likewise.
 * `removal_wanted_at`: the account is removed. Each of these orders `subscription.provision`; what gets lost on the way is
 * found by the index subscriptions_unprovisioned.
 */

const oweOne = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text`;
const oweActive = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and status = 'active' and removal_wanted_at is null
  returning id::text`;
const oweReissue = `
  update subscriptions set reissue_wanted_at = clock_timestamp(), provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and reissue_wanted_at is null
  returning id::text`;
const oweReset = `
  update subscriptions set traffic_reset_wanted_at = clock_timestamp(), provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text`;
const oweRemoval = `
  update subscriptions set status = 'disabled', removal_wanted_at = clock_timestamp(), provisioned_at = null,
    is_autopay_enabled = false, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and removal_wanted_at is null
  returning id::text`;

/** A subscription changed: the panel must take it over. */
export const oweChange = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  owe(tenant, tx, [oweOne, subscriptionId]);

/** A user was blocked or unblocked: their accounts on the panel are switched. */
export const oweSwitch = (tenant: Tenant, tx: Tx, userId: string): Promise<void> =>
  owe(tenant, tx, [oweActive, userId]);

/** A new link is wanted; while one is owed, nothing more. */
export const oweNewLink = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  owe(tenant, tx, [oweReissue, subscriptionId]);

/** The used traffic shall be set to zero. */
export const oweTrafficReset = (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> =>
  owe(tenant, tx, [oweReset, subscriptionId]);

/** Everything a user has ends, and their accounts on the panel are removed. */
export const oweRemovals = (tenant: Tenant, tx: Tx, userId: string): Promise<void> =>
  owe(tenant, tx, [oweRemoval, userId]);

async function owe(tenant: Tenant, tx: Tx, [text, id]: readonly [string, string]): Promise<void> {
  const rows = await tx.sql<{ id: string }>(text, [tenant.botId, id]);
  for (const row of rows) await enqueue(tenant, 'subscription.provision', { subscription_id: row.id });
}
