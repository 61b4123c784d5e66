import { lostTopic } from '#platform/lost-topic.js';
import { notify } from '#services/notices/notify.js';
import { loseTopic, noteTopicName, settleTicket } from '#services/tickets/ticket-place.js';
import type { Tx } from '#tenancy/scope.js';
import { hasOwnTopics, isInTopic } from '../place.js';
import { isNamedClosed, topicName } from '../screens/topic-name.js';
import type { Desk, Outcome, Step } from './steps.js';

/** So often a topic is made anew in one run; a forum in which they vanish at once gets none. */
const mostLost = 2;

const lacksRight = /not enough rights|CHAT_ADMIN_REQUIRED/i;

/**
 * Makes the topic of a ticket, unless it has its place in this group. When a run ends before the topic's number is noted, the next one
 * makes another: of all that can be left over, that is one empty topic.
 */
export async function placeStep(desk: Desk): Promise<Step | 'settled' | undefined> {
  const { scene, tx, ticket, voice } = desk;
  const { tenant, settings, chatId } = scene;
  if (ticket.deskState !== 'none' && ticket.deskChatId === chatId) return undefined;
  const ticketId = ticket.id;
  if (!hasOwnTopics(settings, chatId) || scene.topicsLost > mostLost) {
    await settleTicket(tenant, tx, { ticketId, chatId });
    return 'settled';
  }
  const name = topicName(voice, ticket);
  return {
    call: { method: 'createForumTopic', params: { chat_id: Number(chatId), name } },
    note: async (later, { result, refusal, fault }) => {
      const { message_thread_id: id } = (result ?? {}) as { message_thread_id?: unknown };
      // That of a closed ticket must still be closed, which goes by the name that is noted.
      const topic =
        typeof id === 'number' ? { id, name: ticket.status === 'closed' ? null : name } : undefined;
      await settleTicket(tenant, later, { ticketId, chatId, topic });
      const reason = fault !== undefined && lacksRight.test(fault) ? fault : undefined;
      if (reason !== undefined && refusal === undefined)
        await notify(tenant, later, { kind: 'ticket_group_trouble', about: { chat_id: chatId, reason } });
    },
  };
}

/** Closes the topic with its ticket, or opens it again, and names it so; undefined: it is as it should be. */
export function nameStep({ scene, ticket, voice }: Desk): Step | undefined {
  const { tenant, chatId } = scene;
  if (!isInTopic(ticket, chatId)) return undefined;
  const name = topicName(voice, ticket);
  const before = ticket.deskTopicName;
  const topic = { chat_id: Number(chatId), message_thread_id: Number(ticket.deskTopicId) };
  const isClosed = ticket.status === 'closed';
  // A ticket may turn once more before its topic has the new name.
  const wasClosed = scene.turnedTo ?? (before === null ? undefined : isNamedClosed(before));
  if (wasClosed !== isClosed)
    return {
      call: { method: isClosed ? 'closeForumTopic' : 'reopenForumTopic', params: topic },
      keepsTopic: true,
      // A right that the bot lacks, or a topic that stands so already, is no reason to say nothing.
      note: async (tx, { fault }) => {
        if (isTopicLost(fault)) return leaveTopic({ scene, ticket }, tx);
        scene.turnedTo = isClosed;
      },
    };
  if (before === name) return undefined;
  return {
    call: { method: 'editForumTopic', params: { ...topic, name } },
    keepsTopic: true,
    note: (tx, { fault }) =>
      isTopicLost(fault) ? leaveTopic({ scene, ticket }, tx) : noteTopicName(tenant, tx, ticket, name),
  };
}

/** Is the topic gone? A word that nothing was to be changed is none of that. */
export const isTopicLost = (fault: Outcome['fault']): boolean => fault !== undefined && lostTopic.test(fault);

/** The topic is gone: what staff must see of the ticket goes into a new one. */
export async function leaveTopic({ scene, ticket }: Pick<Desk, 'scene' | 'ticket'>, tx: Tx): Promise<void> {
  scene.topicsLost += 1;
  scene.turnedTo = undefined;
  scene.brought.clear();
  scene.begun.clear();
  scene.done.clear();
  await loseTopic(scene.tenant, tx, ticket);
}
