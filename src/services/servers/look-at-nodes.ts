import type { Panel } from '#panels/panel.js';
import { now } from '#platform/clock.js';
import { asFleet } from '#tenancy/scope.js';
import { nodesKey, type SeenNodes } from './seen-nodes.js';

const keep = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()
  where (fleet_settings.value ->> 'seen_at')::bigint < (excluded.value ->> 'seen_at')::bigint`;

/**
 * Asks the panel for its servers, one call for the whole fleet, and keeps what all bots show of them; those that an admin of the panel
 * switched off are left out. An older look never takes the place of a newer one. Throws what Panel throws; what was kept stays then.
 */
export async function lookAtNodes(panel: Panel): Promise<void> {
  const seenAt = now();
  const nodes = (await panel.nodes())
    .filter(({ isDisabled }) => !isDisabled)
    .map(({ name, countryCode, state, inbounds }) => ({
      name,
      country: countryCode,
      state,
      inbounds: [...inbounds],
    }));
  const seen: SeenNodes['looked'] = { seen_at: seenAt, nodes };
  await asFleet('keep what the panel told of its servers', (tx) => tx.sql(keep, [nodesKey, seen]));
}
