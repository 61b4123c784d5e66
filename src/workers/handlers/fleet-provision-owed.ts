import { enqueueDueDevices } from '#services/provision/enqueue-due-devices.js';
import { orderOwed } from '#services/provision/order-owed.js';
import { standardPace } from '#panels/call-limits.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

/** Orders what the panel is owed and nobody is on the way to do. */
export const provisionOwedHandler = ({ env }: Pick<WorkerDeps, 'env'>): Handler<'fleet.provision-owed'> => ({
  run: async () => {
    await orderOwed({ callsPerSecond: env.panel?.callsPerSecond ?? standardPace.callsPerSecond });
    await enqueueDueDevices();
  },
});
