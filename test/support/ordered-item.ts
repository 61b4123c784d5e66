import type { OrderedItem } from '#jobs/ordered/items.js';

/** An update of a chat for an ordered queue; `id` is its number and what its payload carries. */
export const orderedItem = (botId: string, chatId: string, id: number): OrderedItem => ({
  botId,
  chatId,
  id: String(id),
  name: 'telegram.update',
  data: { bot_id: botId, chat_id: chatId, payload: { n: id }, offered_at: Date.now() },
});
