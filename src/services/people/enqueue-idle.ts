import { z } from 'zod';
import { enqueue } from '#jobs/enqueue.js';
import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';

const key = 'people.idle';
/** Bots of one tick; a day has 144. */
const atOnce = 500;

/** How far the bots were gone over on a day (in UTC). */
const state = z.object({ day: z.string(), after: z.string().regex(/^\d+$/) });

const readState = 'select value from fleet_settings where key = $1 for update';
const writeState = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()`;
const nextBots = 'select id::text, is_active from bots where id > $1 order by bots.id limit $2';

/**
 * Goes on with the round over all bots, one a day, and enqueues a job for each that is on. A round that was
 * missed is made up for by the next. Returns how many.
 */
export const enqueueIdle = (): Promise<number> =>
  asFleet('find bots whose idle people are looked for', async (tx) => {
    const after = await readPlace(tx);
    const rows = await tx.sql<{ id: string; is_active: boolean }>(nextBots, [after, atOnce]);
    const last = rows.at(-1)?.id;
    if (last === undefined) return 0;
    await tx.sql(writeState, [key, { day: today(), after: last }]);
    const active = rows.filter(({ is_active: isActive }) => isActive);
    for (const { id } of active) await enqueue(tenantOf(id), 'people.erase-idle', {});
    return active.length;
  });

const today = (): string => dayOf(now(), 'UTC');

async function readPlace(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ value: unknown }>(readState, [key]);
  const { data } = state.safeParse(row?.value);
  return data?.day === today() ? data.after : '0';
}
