import { LRUCache } from 'lru-cache';
import type { DirectoryEntry } from '#directory/directory.js';
import { RetryableError } from '#platform/errors.js';
import { tenantOf } from '#tenancy/scope.js';
import type { WorkerPlace } from './worker-deps.js';

/** A bot as a worker speaks for it. */
export interface BotAccess {
  readonly entry: DirectoryEntry;
  readonly token: string;
}

const plainTokens = new LRUCache<string, string>({ max: 5_000 });

/**
 * Opens a bot's token; `undefined` when the bot was deleted.
 * Throws RetryableError('bot.not_published') while the directory does not know a bot that PostgreSQL has.
 */
export async function accessBot(deps: WorkerPlace, botId: string): Promise<BotAccess | undefined> {
  let entry = deps.directory.get(botId);
  if (!entry) {
    await deps.directory.refresh().catch(() => undefined); // Redis is away: told apart below.
    entry = deps.directory.get(botId);
  }
  if (!entry && (await exists(botId))) throw new RetryableError('bot.not_published', { retryAfterMs: 1_000 });
  return entry && { entry, token: tokenOf(deps, entry) };
}

async function exists(botId: string): Promise<boolean> {
  const rows = await tenantOf(botId).db((tx) => tx.sql('select 1 from bots where id = $1', [botId]));
  return rows.length > 0;
}

function tokenOf(deps: WorkerPlace, entry: DirectoryEntry): string {
  const known = plainTokens.get(entry.sealedToken);
  if (known) return known;
  const token = openToken(deps, entry);
  plainTokens.set(entry.sealedToken, token);
  return token;
}

/** Another APP_SECRET than ours sealed it: its jobs wait for a process that has the right one. */
function openToken({ vault }: WorkerPlace, { sealedToken, telegramBotId }: DirectoryEntry): string {
  try {
    return vault.decrypt(sealedToken, telegramBotId);
  } catch (error) {
    throw new RetryableError('bot.sealed_otherwise', { retryAfterMs: 10_000, cause: error });
  }
}
