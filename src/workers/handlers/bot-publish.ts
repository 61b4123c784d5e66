import { publishBot } from '#services/bots/publish-bot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Shows a changed bot to ingress, pollers and workers. */
export const publishBotHandler = (deps: WorkerDeps): Handler<'bot.publish'> => ({
  run: (tenant) => publishBot(tenant, deps.jobs, deps.env.updateMode),
});
