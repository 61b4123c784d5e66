import type { BotMeans } from '#bot/bot-means.js';
import { openVault } from '#platform/secrets.js';
import { readSnapshot, type BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import { openSnapshots } from '#services/snapshots/open-snapshots.js';
import type { Tenant } from '#tenancy/scope.js';

/** A bot as it is now, past all caches. */
export async function snapshotNow(tenant: Tenant): Promise<BotSnapshot> {
  const snapshot = await tenant.db((tx) => readSnapshot(tenant, tx));
  if (!snapshot) throw new Error(`no bot ${tenant.botId}`);
  return snapshot;
}

/** What updates are handled with where nobody asks Telegram, and nobody reaches the ingress. */
export const openBotMeans = (): BotMeans => ({
  snapshots: openSnapshots({ revisionOf: () => undefined }),
  nodes: { read: () => Promise.resolve(undefined) },
  askTelegram: () => Promise.reject(new Error('no way to Telegram in this test')),
  vault: openVault('a secret of tests, of 32 characters'),
  publicUrl: undefined,
});
