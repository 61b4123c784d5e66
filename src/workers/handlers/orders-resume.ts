import { resumeCart } from '#services/orders/complete-waiting.js';
import { resumeCarts } from '#services/orders/resume-carts.js';
import { resumeCharges } from '#services/payments/agreements/resume-charges.js';
import type { Handler } from './handler.js';

/** Buys what waited for the bot's wallet with the fleet. */
export const resumeOrdersHandler = (): Handler<'orders.resume'> => ({
  run: async (tenant) => {
    await resumeCarts(tenant);
    await resumeCharges(tenant);
  },
});

/** Buys a person's cart that waited for that. */
export const resumeCartHandler = (): Handler<'orders.resume-cart'> => ({
  run: (tenant, { user_id: userId }) => tenant.db((tx) => resumeCart(tenant, tx, userId)),
});
