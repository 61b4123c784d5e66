import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SecretKey } from './catalog.js';
import { openSecret } from './values.js';

const secretsText = `
  select config_key as key, config_value as value from bot_configurations
  where bot_id = $1 and config_key = any($2::text[])`;

/** Secrets of a bot in clear, null where none is set; read them right before their use and keep them nowhere. */
export async function readSecrets<K extends SecretKey>(
  tenant: Tenant,
  tx: Tx,
  { keys, vault }: { readonly keys: readonly K[]; readonly vault: Vault },
): Promise<Readonly<Record<K, string | null>>> {
  const rows = await tx.sql<{ key: string; value: unknown }>(secretsText, [tenant.botId, keys]);
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const opened = keys.map((key) => [
    key,
    openSecret(vault, { botId: tenant.botId, key, stored: stored.get(key) }),
  ]);
  return Object.fromEntries(opened) as Record<K, string | null>;
}
