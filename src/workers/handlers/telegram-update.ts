import { apologize } from '#bot/apologize.js';
import type { BotMeans } from '#bot/bot-means.js';
import { handleUpdate } from '#bot/handle-update.js';
import type { Payload } from '#jobs/catalog.js';
import { flushChat } from '#jobs/outbox.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

type Update = Payload<'telegram.update'>;

/** Handles one update of one bot; calling it again for the same update changes nothing. */
export const telegramUpdate = (tenant: Tenant, { update, of }: Update, means: BotMeans): Promise<void> =>
  handleUpdate(tenant, update, { of, ...means });

/** Closes an update that failed for good: it is marked as failed, and its sender gets one neutral text. */
export async function telegramUpdateFailed(
  tenant: Tenant,
  { update }: Update,
  { snapshots }: Pick<BotMeans, 'snapshots'>,
): Promise<void> {
  const bot = await snapshots.read(tenant);
  if (bot) await apologize(tenant, update, { settings: bot.settings });
}

/** An update of Telegram; a repeat first hands over what its first run committed and did not get to Redis. */
export function telegramUpdateHandler(deps: WorkerDeps): Handler<'telegram.update'> {
  const { snapshots, nodes, askTelegram, readPace, vault } = deps;
  const means = { snapshots, nodes, askTelegram, readPace, vault, publicUrl: deps.env.publicUrl };
  return {
    run: async (tenant, payload, run) => {
      if (run.startsAgain) await flushChat(deps.jobs, tenant, payload.chat_id);
      await telegramUpdate(tenant, payload, { arrivedAt: run.offeredAt || undefined, ...means });
    },
    failed: (tenant, payload) => telegramUpdateFailed(tenant, payload, means),
  };
}
