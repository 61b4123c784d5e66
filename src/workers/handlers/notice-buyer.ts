import { newMessages, enqueueCalls } from '#bot/outgoing-calls.js';
import { orderNotice } from '#bot/areas/notices/screens/order-notice.js';
import { voiceOf } from '#bot/voice.js';
import { readSale } from '#services/orders/read-sale.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Tells a buyer what became of an order without their doing, where messages reach them. */
export const noticeBuyerHandler = ({
  snapshots,
}: Pick<WorkerDeps, 'snapshots'>): Handler<'notice.buyer'> => ({
  run: async (tenant, { order_id: orderId, event, reason }) => {
    const settings = (await snapshots.read(tenant))?.settings;
    if (!settings) return;
    await tenant.db(async (tx) => {
      const sale = await readSale(tenant, tx, orderId);
      if (!sale?.buyer.isReachable) return;
      const { telegramId, language } = sale.buyer;
      const voice = voiceOf(language, settings.values.time_zone);
      await enqueueCalls(
        tenant,
        telegramId,
        newMessages(telegramId, orderNotice(voice, sale, { event, reason })),
      );
    });
  },
});
