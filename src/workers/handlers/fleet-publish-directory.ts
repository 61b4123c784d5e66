import { publishMasterToken } from '#directory/directory.js';
import { log } from '#platform/log.js';
import { ensureMasterToken } from '#services/access/ensure-master-token.js';
import { republishOperatorTokens } from '#services/access/operator-tokens.js';
import { keepDirectory } from '#services/bots/publish-bot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Rebuilds what is missing or wrong in the directory of bots. */
export const publishDirectoryHandler = (deps: WorkerDeps): Handler<'fleet.publish-directory'> => ({
  run: async () => {
    const { hash } = await ensureMasterToken(deps.env.masterApiToken);
    await publishMasterToken(deps.jobs.redis, hash, deps.jobs.prefix);
    await republishOperatorTokens(deps.jobs);
    const changes = await keepDirectory(deps.jobs, deps.env.updateMode);
    if (changes) log.info({ changes }, 'the bot directory was updated');
  },
});
