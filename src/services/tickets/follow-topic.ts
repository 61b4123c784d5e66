import type { Tenant, Tx } from '#tenancy/scope.js';
import { closeTicket, reopenTicket } from './close-ticket.js';
import type { Staff } from './ticket-rows.js';

/** Somebody of the staff closed a topic by hand, or opened it again. */
export interface TopicTurn {
  readonly chatId: string;
  readonly topicId: number;
  /** Number of Telegram's word of it, which rises in a chat. */
  readonly messageId: number;
  readonly isClosed: boolean;
  readonly staff: Staff;
}

const note = `
  update tickets set desk_turn_message_id = $4
  where bot_id = $1 and desk_chat_id = $2 and desk_topic_id = $3 and coalesce(desk_turn_message_id, 0) < $4
  returning id::text`;
// Its name says no more whether the topic is closed, so the bot sees to both.
const forgetName = 'update tickets set desk_topic_name = null where bot_id = $1 and id = $2';

/**
 * Closes the ticket of a topic with it, or opens it again, in the open transaction, as the buttons of its card do. False: nothing changed,
 * since it is the topic of no ticket, the ticket stands so already, or a later turn of the topic is known.
 */
export async function followTopic(tenant: Tenant, tx: Tx, turn: TopicTurn): Promise<boolean> {
  const { botId } = tenant;
  const { chatId, topicId, messageId, isClosed, staff } = turn;
  const [ticket] = await tx.sql<{ id: string }>(note, [botId, chatId, topicId, messageId]);
  if (!ticket) return false;
  const ticketId = ticket.id;
  const { isChanged } = isClosed
    ? await closeTicket(tenant, tx, { ticketId, by: 'staff', staff })
    : await reopenTicket(tenant, tx, { ticketId, staff });
  if (isChanged) await tx.sql(forgetName, [botId, ticketId]);
  return isChanged;
}
