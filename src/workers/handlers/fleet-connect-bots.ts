import { enqueue } from '#jobs/enqueue.js';
import { fleetFingerprint } from '#services/bots/webhook-fingerprint.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import { commandsFingerprint } from './bot-connect.js';
import type { Handler } from './handler.js';

const atOnce = 200;

const strayBots = `
  select b.id from bots b left join bot_connections c on c.bot_id = b.id
  where c.token_revoked_at is null
    and case when b.is_active
      then c.webhook_fingerprint is distinct from $1 || '.' || left(b.telegram_bot_token_hash, 16)
        or c.commands_fingerprint is distinct from $2 || '.' || b.default_language
      else c.webhook_fingerprint is not null end
  order by b.id limit $3`;

/** Finds bots whose settings at Telegram are not what they should be, and enqueues one job for each. */
export function connectBotsHandler(deps: WorkerDeps): Handler<'fleet.connect-bots'> {
  const fleet = fleetFingerprint(deps.env, deps.vault);
  return {
    run: async () => {
      const pending = await deps.jobs.queues.bots.getJobCountByTypes(
        'waiting',
        'prioritized',
        'delayed',
        'active',
      );
      if (pending >= atOnce) return;
      const values = [fleet, commandsFingerprint(), atOnce - pending];
      await asFleet('find bots to connect', async (tx) => {
        const rows = await tx.sql<{ id: string }>(strayBots, values);
        for (const { id } of rows) await enqueue(tenantOf(id), 'bot.connect', {});
      });
    },
  };
}
