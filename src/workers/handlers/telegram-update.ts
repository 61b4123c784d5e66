import { apologize } from '#bot/apologize.js';
import { handleUpdate } from '#bot/handle-update.js';
import type { Payload } from '#jobs/catalog.js';
import { flushChat } from '#jobs/outbox.js';
import type { Tenant } from '#tenancy/scope.js';
import { wireBot } from '../wire-bot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Handles one update of one bot; calling it again for the same update changes nothing. */
export const telegramUpdate = (tenant: Tenant, { update }: Payload<'telegram.update'>): Promise<void> =>
  handleUpdate(tenant, update);

/** Closes an update that failed for good: it is marked as failed, and its sender gets one neutral text. */
export const telegramUpdateFailed = (tenant: Tenant, { update }: Payload<'telegram.update'>): Promise<void> =>
  apologize(tenant, update);

/** An update of Telegram; a repeat first hands over what its first run committed and did not get to Redis. */
export function telegramUpdateHandler(deps: WorkerDeps): Handler<'telegram.update'> {
  wireBot(deps);
  return {
    run: async (tenant, payload, run) => {
      if (run.startsAgain) await flushChat(deps.jobs, tenant, payload.chat_id);
      await telegramUpdate(tenant, payload);
    },
    failed: telegramUpdateFailed,
  };
}
