import { apologize } from '#bot/apologize.js';
import { handleUpdate } from '#bot/handle-update.js';
import type { Payload } from '#jobs/catalog.js';
import type { Tenant } from '#tenancy/scope.js';

/** Handles one update of one bot; calling it again for the same update changes nothing. */
export const telegramUpdate = (tenant: Tenant, { update }: Payload<'telegram.update'>): Promise<void> =>
  handleUpdate(tenant, update);

/** Closes an update that failed for good: it is marked as failed, and its sender gets one neutral text. */
export const telegramUpdateFailed = (tenant: Tenant, { update }: Payload<'telegram.update'>): Promise<void> =>
  apologize(tenant, update);
