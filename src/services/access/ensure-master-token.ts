import { newApiToken, sha256 } from '#platform/secrets.js';
import { asFleet } from '#tenancy/scope.js';

/**
 * Makes sure that the fleet knows the hash of the master API token: `MASTER_API_TOKEN` when given, else one made at
 * the first start. Returns the hash, and the token itself when it was made now: it is shown once.
 */
export async function ensureMasterToken(given: string | undefined): Promise<{ hash: string; made?: string }> {
  return asFleet('keep the master token', async (tx) => {
    if (given) {
      await tx.sql(
        `insert into fleet_settings (key, value) values ('master_api_token', to_jsonb($1::text))
         on conflict (key) do update set value = excluded.value, updated_at = now()
         where fleet_settings.value is distinct from excluded.value`,
        [sha256(given)],
      );
      return { hash: sha256(given) };
    }
    const made = newApiToken();
    const fresh = await tx.sql(
      `insert into fleet_settings (key, value) values ('master_api_token', to_jsonb($1::text))
       on conflict (key) do nothing returning key`,
      [sha256(made)],
    );
    if (fresh.length) return { hash: sha256(made), made };
    const [row] = await tx.sql<{ value: string }>(
      `select value from fleet_settings where key = 'master_api_token'`,
    );
    return { hash: row?.value ?? '' };
  });
}
