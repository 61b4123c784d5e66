import { allowedUpdates } from '#platform/allowed-updates.js';
import type { Env } from '#platform/env.js';
import { sha256, type Vault } from '#platform/secrets.js';

/**
 * What all bots' webhook settings have in common, as a short hash: it changes with the mode, the address, the
 * secret they are derived from and the kinds of updates, and then every bot is connected anew.
 */
export function fleetFingerprint(env: Env, vault: Vault): string {
  const parts = [env.updateMode, env.updateMode === 'webhook' ? env.publicUrl : '', env.telegramApiRoot];
  return sha256([...parts, vault.webhookSecret('fingerprint'), ...allowedUpdates].join('\n')).slice(0, 16);
}

/** The settings one bot should have at Telegram; `tokenHash` is the SHA-256 of its Telegram token. */
export const botFingerprint = (fleet: string, tokenHash: string): string =>
  `${fleet}.${tokenHash.slice(0, 16)}`;
