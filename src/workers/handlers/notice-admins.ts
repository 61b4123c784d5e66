import { newMessages, orderCalls } from '#bot/say.js';
import { saleKind, saleNotice } from '#bot/screens/sale-notice.js';
import { voiceOf } from '#bot/voice.js';
import { readSale } from '#services/read-sale.js';
import { readSettings } from '#services/read-settings.js';
import type { Handler } from './index.js';

/** Tells a bot's admins of a sale in their chat or its topic, where they want to hear of its kind. */
export const noticeAdminsHandler = (): Handler<'notice.admins'> => ({
  run: async (tenant, { order_id: orderId, event }) => {
    const settings = await readSettings(tenant);
    const { adminChatId: chatId, adminTopicId, values } = settings ?? {};
    if (!settings || !chatId || !values?.admin_notices) return;
    await tenant.db(async (tx) => {
      const sale = await readSale(tenant, tx, orderId);
      const kind = sale && saleKind(sale, event);
      if (!kind || !values.admin_notice_kinds.includes(kind)) return;
      const voice = voiceOf(settings.defaultLanguage, values.time_zone);
      const topicId = adminTopicId === undefined ? undefined : Number(adminTopicId);
      await orderCalls(tenant, chatId, newMessages(chatId, saleNotice(voice, sale, kind), topicId));
    });
  },
});
