import { publishBot } from '#services/bots/publish-bot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';

/**
 * Brings the directory up to date between the commit and the answer, so that a token that the client has just read works
 * at once; the job `bot.publish` does it again if this fails.
 */
export function publishSoon({ jobs, env }: WorkerDeps, tx: Tx, tenant: Tenant): void {
  tx.afterCommit(() => publishBot(tenant, jobs, env.updateMode));
}
