import { log } from '#platform/log.js';
import { findReviewers } from '#services/notices/find-reviewers.js';
import { notify } from '#services/notices/notify.js';
import { readPersonFace } from '#services/people/find-user.js';
import { readDeskChat, showTicketTo } from '#services/tickets/put-ticket.js';
import { forgetCard, noteCopyLost, wasLostBefore, type TicketCopy } from '#services/tickets/ticket-copies.js';
import { losePlace } from '#services/tickets/ticket-place.js';
import type { TicketMessage } from '#services/tickets/ticket-messages.js';
import type { Tx } from '#tenancy/scope.js';
import { enqueueCalls, numberedChat, placedMessage } from '../../../outgoing-calls.js';
import { voiceOf } from '../../../voice.js';
import { isGroup, ticketPlace } from '../place.js';
import type { Desk } from './steps.js';

interface Loss {
  readonly copy: TicketCopy;
  readonly message: TicketMessage | undefined;
  /** Telegram's words. */
  readonly reason: string;
}

type Where = Pick<Desk, 'scene' | 'side' | 'ticket'>;

/**
 * A copy cannot be posted in its chat. Of an answer that does not reach the person, staff hear where they wrote it, once until one
 * arrives again; what the group of staff cannot take, each of them reads in private, and they hear why.
 */
export async function loseCopy(where: Where, tx: Tx, { copy, message, reason }: Loss): Promise<void> {
  const { scene, side, ticket } = where;
  const { tenant, chatId } = scene;
  log.warn({ ticket: ticket.id, chat: chatId, reason }, 'a message of a ticket cannot be posted');
  if (!(await noteCopyLost(tenant, tx, { id: copy.id, reason }))) return;
  if (side === 'person') return message && tellStaff(where, tx, { copy, message });
  if (side !== 'group') return;
  await losePlace(tenant, tx, { ticketId: ticket.id, chatId });
  // A card is wanted again as soon as the group takes messages again.
  if (copy.kind === 'card') await forgetCard(tenant, tx, copy);
  await notify(tenant, tx, { kind: 'ticket_group_trouble', about: { chat_id: chatId, reason } });
  const asker = await readPersonFace(tenant, tx, ticket.userId);
  for (const place of await findReviewers(tenant, tx))
    if (place.chatId !== asker?.telegramId)
      await showTicketTo(tenant, tx, { ticketId: ticket.id, chatId: place.chatId });
}

async function tellStaff(
  { scene, ticket }: Where,
  tx: Tx,
  { copy, message }: { readonly copy: TicketCopy; readonly message: TicketMessage },
): Promise<void> {
  const { tenant, settings } = scene;
  if (await wasLostBefore(tenant, tx, copy)) return;
  const chatId = message.sourceChatId ?? (await readDeskChat(tenant, tx));
  if (chatId === undefined) return;
  const place = isGroup(chatId) ? ticketPlace(settings, ticket, chatId) : { chatId };
  const replyTo = message.sourceMessageId === null ? undefined : Number(message.sourceMessageId);
  const voice = voiceOf(settings.defaultLanguage, settings.values.time_zone);
  const text = voice.say(voice.texts.desk.copy.undelivered, { number: voice.digits(ticket.id) });
  const chat = numberedChat(chatId, settings);
  await enqueueCalls(tenant, chat, [placedMessage({ ...place, replyTo }, { text })]);
}
