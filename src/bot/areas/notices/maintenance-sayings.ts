import { noteAsker } from '#services/maintenance/note-asker.js';
import { isUnderMaintenance } from '#services/maintenance/read-maintenance.js';
import {
  maintenanceBegan,
  maintenanceEnded,
  maintenanceOver,
} from '../maintenance/screens/maintenance-notices.js';
import type { Saying } from './saying.js';

/** Maintenance of the bot began, for its admins. */
export const sayMaintenanceBegan: Saying<'maintenance_began'> = async ({ settings }, { way }) => ({
  choice: 'maintenance',
  screen: (voice) => {
    const reason = way === 'by_hand' ? voice.own(settings.values.maintenance_reason) : '';
    return maintenanceBegan(voice, { way, reason });
  },
});

/** It ended. */
export const sayMaintenanceEnded: Saying<'maintenance_ended'> = async (
  _scene,
  { way, still, since, until },
) => ({
  choice: 'maintenance',
  screen: (voice) => maintenanceEnded(voice, { way, still, lastedMs: Date.parse(until) - Date.parse(since) }),
});

/** It is over, for a person who came meanwhile; where it has begun again they wait for the next end. */
export const sayMaintenanceOver: Saying<'maintenance_over'> = async (
  { tenant, tx, settings, recipient },
  { start_payload: payload },
) => {
  if (await isUnderMaintenance(tenant, tx)) {
    const { userId } = recipient;
    await noteAsker(tenant, tx, { userId, startPayload: payload ?? undefined });
    return undefined;
  }
  const { username } = settings;
  const link = payload === null || username === '' ? undefined : `https://t.me/${username}?start=${payload}`;
  return { screen: (voice) => maintenanceOver(voice, link) };
};
