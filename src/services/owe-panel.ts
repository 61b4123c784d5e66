import type { Tenant, Tx } from '#tenancy/scope.js';

/*
 * The panel follows the rows of `subscriptions`. A change leaves it owed: `provisioned_at` is emptied and
 * `panel_revision` raised. Who provisions reads the row, calls the panel without a transaction, and notes
 * `provisioned_at` only where `panel_revision` is still the one it read; so a change in between stays owed.
 *
 * What the panel shall have: the account is on while the subscription is active and its user is active; its end and
 * limits are the row's. `reissue_wanted_at`: a new link is made, and this instant emptied if it is still the same.
 * `removal_wanted_at`: the account is removed. Rows are found by the index subscriptions_unprovisioned.
 */

const oweOne = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const oweActive = `
  update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and status = 'active' and removal_wanted_at is null`;
const oweReissue = `
  update subscriptions set reissue_wanted_at = clock_timestamp(), provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and reissue_wanted_at is null`;
const oweRemoval = `
  update subscriptions set status = 'disabled', removal_wanted_at = clock_timestamp(), provisioned_at = null,
    is_autopay_enabled = false, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and removal_wanted_at is null`;

/** A subscription changed: the panel must take it over. */
export const oweChange = async (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> => {
  await tx.sql(oweOne, [tenant.botId, subscriptionId]);
};

/** A user was blocked or unblocked: their accounts on the panel are switched. */
export const oweSwitch = async (tenant: Tenant, tx: Tx, userId: string): Promise<void> => {
  await tx.sql(oweActive, [tenant.botId, userId]);
};

/** A new link is wanted; while one is owed, nothing more. */
export const oweNewLink = async (tenant: Tenant, tx: Tx, subscriptionId: string): Promise<void> => {
  await tx.sql(oweReissue, [tenant.botId, subscriptionId]);
};

/** Everything a user has ends, and their accounts on the panel are removed. */
export const oweRemovals = async (tenant: Tenant, tx: Tx, userId: string): Promise<void> => {
  await tx.sql(oweRemoval, [tenant.botId, userId]);
};
