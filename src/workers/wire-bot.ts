import { PermanentError } from '#platform/errors.js';
import { callTelegram } from '#platform/telegram/client.js';
import { followRevisions } from '#services/bots/bot-revisions.js';
import { shareFeatures } from '#services/features/redis-cache.js';
import { askTelegramBy } from '#services/people/ask-membership.js';
import { accessBot } from './bot-access.js';
import type { WorkerDeps } from './worker-deps.js';

/** A person waits for the answer, so it is given up early; the job tries again. */
const questionTimeoutMs = 6_000;

/** A directory that was not looked at for so long no longer tells what is new (Redis is away). */
const staleDirectoryMs = 5_000;

/** Gives the bot's services the directory's revisions, the shared cache and a way to ask Telegram; once a process. */
export function wireBot(deps: WorkerDeps): void {
  const { directory } = deps;
  followRevisions((botId) =>
    directory.ageMs() < staleDirectoryMs ? directory.get(botId)?.revision : undefined,
  );
  shareFeatures(deps.jobs);
  askTelegramBy(async (tenant, method, params) => {
    const bot = await accessBot(deps, tenant.botId);
    if (!bot) throw new PermanentError('bot.gone');
    const { telegramApiRoot: apiRoot } = deps.env;
    const { botId } = tenant;
    return callTelegram({ apiRoot, token: bot.token, method, params, timeoutMs: questionTimeoutMs, botId });
  });
}
