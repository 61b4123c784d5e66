import { flushChat } from '#jobs/outbox.js';
import { wireBot } from '../wire-bot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';
import { telegramUpdate, telegramUpdateFailed } from './telegram-update.js';

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
