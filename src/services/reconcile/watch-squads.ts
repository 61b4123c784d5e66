import { z } from 'zod';
import { log } from '#platform/log.js';
import type { Panel, PanelSquad } from '#panels/panel.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';

const key = 'panel.squads';
const kept = z.array(
  z.object({ uuid: z.uuid(), name: z.string(), inbounds: z.array(z.string()).default([]) }),
);

const readKept = 'select value from fleet_settings where key = $1 for update';
const keep = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()`;
const concerned = `
  select bot_id::text as id from subscriptions
  where status = 'active' and removal_wanted_at is null and ends_at > now()
    and (squads && $1::uuid[] or panel_taken -> 'squads' ?| $1::text[])
  union select bot_id::text from bot_plans where squads && $1::uuid[]
  union select bot_id::text from promo_groups where squads && $1::uuid[]`;

/**
 * Compares the panel's squads with those that it had before. The panel says nothing when one is removed, and its accounts
 * simply lose it: the admins of each bot that sells or sold it are told, once. Throws what Panel throws.
 */
export async function watchSquads(panel: Panel): Promise<void> {
  const squads = await panel.squads();
  await asFleet('tell bots of squads that the panel removed', async (tx) => {
    const [row] = await tx.sql<{ value: unknown }>(readKept, [key]);
    const before = kept.safeParse(row?.value).data ?? [];
    const gone = before.filter(({ uuid }) => !squads.some((squad) => squad.uuid === uuid));
    if (gone.length > 0) await tellBots(tx, gone);
    const now = squads.map(({ uuid, name, inbounds }) => ({ uuid, name, inbounds }));
    if (JSON.stringify(before) !== JSON.stringify(now)) await tx.sql(keep, [key, JSON.stringify(now)]);
  });
}

async function tellBots(tx: Tx, gone: readonly PanelSquad[]): Promise<void> {
  log.warn({ squads: gone }, 'squads were removed on the panel; give the plans that sell them other servers');
  const named = gone.map(({ uuid, name }) => ({ uuid, name }));
  const uuids = gone.map(({ uuid }) => uuid);
  for (const { id } of await tx.sql<{ id: string }>(concerned, [uuids]))
    await notify(tenantOf(id), tx, { kind: 'squads_removed', about: { squads: named } });
}
