import { readSale } from '#services/orders/read-sale.js';
import { orderNotice, type OrderEvent } from './screens/order-notice.js';
import { saleKind, saleNotice } from './screens/sale-notice.js';
import type { PersonScene, Said, Saying } from './saying.js';

interface AboutOrder {
  readonly order_id: string;
  readonly reason?: string | undefined;
}

/** What became of an order without its buyer's doing. */
export const sayOrder =
  (event: OrderEvent) =>
  async ({ tenant, tx }: PersonScene, { order_id, reason }: AboutOrder): Promise<Said | undefined> => {
    const sale = await readSale(tenant, tx, order_id);
    return sale && { screen: (voice) => orderNotice(voice, sale, { event, reason }) };
  };

/** A sale, or that it was taken back. */
export const saySale =
  (event: 'refunded' | 'sold'): Saying<'sale_made' | 'sale_refunded'> =>
  async ({ tenant, tx }, { order_id }) => {
    const sale = await readSale(tenant, tx, order_id);
    const choice = sale && saleKind(sale, event);
    return choice && { choice, screen: (voice) => saleNotice(voice, sale, choice) };
  };
