import { topicOf } from '#services/settings/bot-topics.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Ticket } from '#services/tickets/ticket-rows.js';
import type { MessagePlace } from '../../outgoing-calls.js';

/** The group in which staff help the people of a bot; undefined: there is none, and staff do it in private. */
export const deskGroupOf = ({ values, adminChatId }: BotSettings): string | undefined => {
  const chatId = values.ticket_group_id ?? adminChatId;
  return chatId !== undefined && isGroup(chatId) ? chatId : undefined;
};

/** Is it the number of a group? */
export const isGroup = (chatId: string): boolean => chatId.startsWith('-');

/** Groups of the old kind, whose numbers are above, have no topics. */
const supergroups = -1_000_000_000_000;

/** Has each ticket a topic of its own in this chat, if that has topics? */
export const hasOwnTopics = (settings: BotSettings, chatId: string): boolean =>
  Number(chatId) < supergroups && commonTopicOf(settings, chatId) === undefined;

/** The topic that all tickets of a chat are in, where its admins have set one. */
const commonTopicOf = (settings: BotSettings, chatId: string): number | undefined =>
  chatId === settings.adminChatId ? topicOf(settings, 'ticket_topic_id') : undefined;

/** Is a ticket in a topic of its own in this chat? */
export const isInTopic = ({ deskState, deskChatId }: Ticket, chatId: string): boolean =>
  deskState === 'topic' && deskChatId === chatId;

/** Where what concerns a ticket goes in a chat. */
export const ticketPlace = (settings: BotSettings, ticket: Ticket, chatId: string): MessagePlace => ({
  chatId,
  topicId: isInTopic(ticket, chatId) ? Number(ticket.deskTopicId) : commonTopicOf(settings, chatId),
});
