import { fillNumber } from '#bot/areas/cards/number-places.js';
import { cardClosed } from '#bot/areas/cards/screens/card-closed.js';
import { editedMessage, newMessages } from '#bot/outgoing-calls.js';
import { voiceOf } from '#bot/voice.js';
import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { openOwnNumber } from '#services/card-payments/own-card.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender, type Sending } from './message-send.js';

type CardMessage = Payload<'message.send-card'>;

/**
 * Sends a message that shows a card to its payer, on the terms of `message.send`. The number is read when the message leaves, and
 * only for the chat of who pays: queues, the outbox and their boards have places where it goes. In place of a number that cannot be
 * read comes the word that this way is closed for now; the payment stays as it is.
 */
export function sendCardHandler(deps: WorkerDeps): Handler<'message.send-card'> {
  const send = openSender(deps);
  const forgetLeft = ({ botId }: Tenant, { chat_id: chatId }: CardMessage) =>
    deps.jobs.ordered.messages.forgetLeft({ botId, chatId });
  return {
    run: async (tenant, message, run) => {
      const { chat_id: chatId, method, params, of, payment_id: paymentId, language } = message;
      const own = await tenant.db((tx) =>
        openOwnNumber(tenant, tx, { vault: deps.vault, paymentId, chatId }),
      );
      if (own === undefined)
        return log.warn(
          { payment: paymentId },
          'this chat pays nothing on that card; the message is dropped',
        );
      if (own.kind === 'open') {
        const filled = fillNumber(params, { number: own.number, language });
        await send(tenant, { chat_id: chatId, method, params: filled, of }, run);
        return;
      }
      const [closed] = callsOfClosed(message);
      if (closed) await send(tenant, closed, run);
      // The card is shown when it is asked for again and can be read by then.
      await forgetLeft(tenant, message);
    },
    // As with `message.send`: what failed for good is needed again, should it be asked for again.
    failed: forgetLeft,
  };
}

/** The call that says it, in the same place. */
function callsOfClosed(message: CardMessage): Sending[] {
  const { chat_id: chatId, params, of, payment_id: paymentId, language } = message;
  const screen = cardClosed(voiceOf(language), paymentId);
  const { message_id: messageId } = params;
  const calls =
    typeof messageId === 'number' ? editedMessage(chatId, messageId, screen) : newMessages(chatId, screen);
  return calls.map((call) => ({ chat_id: chatId, method: call.method, params: { ...call.params }, of }));
}
