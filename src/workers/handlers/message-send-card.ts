import { fillNumber } from '#bot/areas/cards/number-places.js';
import { log } from '#platform/log.js';
import { openOwnNumber } from '#services/card-payments/own-card.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender } from './message-send.js';

/**
 * Sends a message that shows a card to its payer, on the terms of `message.send`. The number is read when the message leaves, and
 * only for the chat of who pays: queues, the outbox and their boards have places where it goes.
 */
export function sendCardHandler(deps: WorkerDeps): Handler<'message.send-card'> {
  const send = openSender(deps);
  return {
    run: async (tenant, { chat_id: chatId, method, params, payment_id: paymentId, language }, run) => {
      const number = await tenant.db((tx) =>
        openOwnNumber(tenant, tx, { vault: deps.vault, paymentId, chatId }),
      );
      if (number === undefined)
        return log.warn(
          { payment: paymentId },
          'this chat pays nothing on that card; the message is dropped',
        );
      await send(tenant, { chat_id: chatId, method, params: fillNumber(params, { number, language }) }, run);
    },
    // As with `message.send`: what failed for good is needed again, should it be asked for again.
    failed: ({ botId }, { chat_id: chatId }) => deps.jobs.ordered.messages.forgetLeft({ botId, chatId }),
  };
}
