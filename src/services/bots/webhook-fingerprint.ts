import type { Env } from '#env/env.js';
import { sha256, type Vault } from '#platform/secrets.js';
import { allowedUpdates } from '#platform/telegram/allowed-updates.js';

/**
 * What all bots' webhook settings have in common, as a short hash: it changes with the mode, the address, the
 * secret they are derived from and the kinds of updates, and then every bot is connected anew.
 */
export function fleetFingerprint(env: Env, vault: Vault): string {
  const parts = [env.updateMode, env.updateMode === 'webhook' ? env.publicUrl : '', env.telegramApiRoot];
  const secret = vault.webhookSecret({ botId: 'fingerprint', telegramBotId: '' });
  return `${form}.${sha256([...parts, secret, ...allowedUpdates].join('\n')).slice(0, 16)}`;
}

/** The way in which webhook secrets are derived; versions that derived them in an earlier way wrote none. */
const form = '2';

/**
 * SQL that tells of a bot `b` and its connection `c` whether the webhook of its present token was set by a version whose
 * secrets were derived of the bot's number alone.
 */
export const hasEarlierSecret = `coalesce(c.webhook_fingerprint ~ '^[0-9a-f]{16}[.]'
  and split_part(c.webhook_fingerprint, '.', 2) = left(b.telegram_bot_token_hash, 16), false)`;

/** The settings one bot should have at Telegram; `tokenHash` is the SHA-256 of its Telegram token. */
export const botFingerprint = (fleet: string, tokenHash: string): string =>
  `${fleet}.${tokenHash.slice(0, 16)}`;
