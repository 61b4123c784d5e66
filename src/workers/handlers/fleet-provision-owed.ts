import { standardPace } from '#panels/call-limits.js';
import { enqueueDueDevices } from '#services/provision/enqueue-due-devices.js';
import { enqueueForgotten } from '#services/provision/enqueue-forgotten.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Enqueues the pending syncs with the panel that have no job. */
export const provisionOwedHandler = ({ env }: Pick<WorkerDeps, 'env'>): Handler<'fleet.provision-owed'> => ({
  run: async () => {
    await enqueueForgotten({ callsPerSecond: env.panel?.callsPerSecond ?? standardPace.callsPerSecond });
    await enqueueDueDevices();
  },
});
