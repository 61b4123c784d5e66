import { enqueueDueDevices } from '#services/provision/enqueue-due-devices.js';
import { orderOwed } from '#services/provision/order-owed.js';
import type { Handler } from './index.js';

/** Orders what the panel is owed and nobody is on the way to do. */
export const provisionOwedHandler = (): Handler<'fleet.provision-owed'> => ({
  run: async () => {
    await orderOwed();
    await enqueueDueDevices();
  },
});
