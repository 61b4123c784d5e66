import { RetryableError } from '#platform/errors.js';
import type { DirectoryEntry } from '#jobs/directory.js';
import type { WorkerDeps } from './worker-deps.js';

/** A bot as a worker speaks for it. */
export interface BotAccess {
  readonly entry: DirectoryEntry;
  readonly token: string;
}

const plainTokens = new Map<string, string>();
const keptTokens = 5_000;

/**
 * Opens a bot's token; `undefined` when the bot was deleted.
 * Throws RetryableError('bot.not-published') while the directory does not know the bot yet.
 */
export async function accessBot(deps: WorkerDeps, botId: string): Promise<BotAccess | undefined> {
  let entry = deps.directory.get(botId);
  if (!entry) {
    await deps.directory.refresh().catch(() => undefined); // Redis is away: told apart below.
    entry = deps.directory.get(botId);
  }
  if (!entry && !deps.directory.isLoaded())
    throw new RetryableError('bot.not-published', { retryAfterMs: 1_000 });
  return entry && { entry, token: tokenOf(deps, entry) };
}

function tokenOf(deps: WorkerDeps, entry: DirectoryEntry): string {
  const known = plainTokens.get(entry.sealedToken);
  if (known) return known;
  const token = deps.vault.decrypt(entry.sealedToken, entry.telegramBotId);
  if (plainTokens.size >= keptTokens) plainTokens.clear();
  plainTokens.set(entry.sealedToken, token);
  return token;
}
