import type { Jobs } from '#jobs/queues.js';
import type { Env } from '#platform/env.js';
import { RetryableError } from '#platform/errors.js';
import { sha256 } from '#platform/secrets.js';
import { callTelegram } from '#platform/telegram/client.js';
import { waitForCountedToken } from '#platform/telegram/cold-tokens.js';

/** A bot as Telegram's getMe tells of it. */
export interface TelegramBot {
  readonly id: string;
  readonly firstName: string;
  readonly username: string;
}

/** The way to Telegram for tokens that the fleet does not know: how many a minute is counted over all processes. */
export interface TelegramDoor {
  readonly apiRoot: string;
  readonly jobs: Pick<Jobs, 'prefix' | 'redis'>;
  readonly perMinute: number;
}

/** The door of a process. */
export const telegramDoor = (
  jobs: TelegramDoor['jobs'],
  {
    telegramApiRoot,
    telegramNewTokensPerMinute,
  }: Pick<Env, 'telegramApiRoot' | 'telegramNewTokensPerMinute'>,
): TelegramDoor => ({ apiRoot: telegramApiRoot, jobs, perMinute: telegramNewTokensPerMinute });

/**
 * Lets a token to Telegram that it may not know, or has not seen for an hour. A bot whose tenant gives it (`askedBy`) may try
 * five in ten minutes. Throws RetryableError('telegram.new_tokens_paced') with the time to wait: Telegram takes only so
 * many such tokens from one address.
 */
export async function passTokenGate(
  { jobs: { redis, prefix }, perMinute }: TelegramDoor,
  token: string,
  askedBy?: string,
): Promise<void> {
  const waitMs = await waitForCountedToken(redis, sha256(token), { perMinute, prefix, askedBy });
  if (waitMs > 0) throw new RetryableError('telegram.new_tokens_paced', { retryAfterMs: waitMs });
}

/**
 * Asks Telegram whose token this is (`getMe`), once it may pass the gate. Throws what the gate throws, TelegramError with
 * errorCode 401 or 404 for a token that is not good, RetryableError when Telegram cannot be reached.
 */
export async function identifyBot(door: TelegramDoor, token: string, askedBy?: string): Promise<TelegramBot> {
  await passTokenGate(door, token, askedBy);
  const { apiRoot } = door;
  const me = await callTelegram<{ id: number; first_name: string; username?: string }>({
    apiRoot,
    token,
    method: 'getMe',
  });
  return { id: String(me.id), firstName: me.first_name, username: me.username ?? '' };
}
