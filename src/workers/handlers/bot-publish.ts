import { publishBot } from '#services/publish-bot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

/** Shows a changed bot to ingress, pollers and workers. */
export const publishBotHandler = (deps: WorkerDeps): Handler<'bot.publish'> => ({
  run: (tenant) => publishBot(tenant, deps.jobs, deps.env.updateMode),
});
