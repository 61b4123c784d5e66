import { expireOrders } from '#services/orders/expire-orders.js';
import type { Handler } from './handler.js';

/** Ends a bot's carts and drafts whose time is over. */
export const expireOrdersHandler = (): Handler<'orders.expire'> => ({
  run: (tenant) => expireOrders(tenant),
});
