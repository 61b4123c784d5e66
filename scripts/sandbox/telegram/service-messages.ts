import type { Core } from './core.js';
import { hasRight, isPresent } from './find-chat.js';
import { storeMessage, type MessageDraft } from './store-message.js';
import type { ApiMessage, BotAccount, Chat, Json, Person } from './types.js';

/**
 * Puts a word of Telegram itself into a group, such as that a topic was closed, in the name of who did it. Every bot that is there hears it,
 * also where it hears nothing else, and also the one that did it.
 */
export function tellGroup(
  core: Core,
  place: { chat: Chat; from: BotAccount | Person },
  draft: MessageDraft,
): ApiMessage {
  const { chat } = place;
  const payload = storeMessage(core.world, place, draft);
  for (const bot of core.world.bots.values()) {
    if (isPresent(chat, bot.id)) core.feed.push(bot, { type: 'message', payload, queue: `chat:${chat.id}` });
  }
  return payload;
}

/** What a person does to a topic of a forum. */
export interface TopicTurn {
  topicId: number;
  isClosed: boolean;
  /** As the group itself, which its admins may; `signature`: the title that they show. */
  asGroup?: { signature?: string };
}

/** An admin closes a topic by hand, or opens it again; returns the number of the message of it. Throws when a real client could not. */
export function turnTopic(core: Core, place: { chat: Chat; person: Person }, turn: TopicTurn): number {
  const { chat, person } = place;
  const { topicId, isClosed, asGroup } = turn;
  const topic = chat.topics.get(topicId);
  if (!topic) throw new Error(`The chat ${chat.id} has no topic ${topicId}.`);
  if (!hasRight(chat, person.id, 'can_manage_topics'))
    throw new Error(`${person.firstName} may not manage the topics of ${chat.id}.`);
  if (topic.isClosed === isClosed)
    throw new Error(`Topic ${topicId} is ${isClosed ? 'closed' : 'open'} already.`);
  topic.isClosed = isClosed;
  const content: Json = isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  return tellGroup(core, { chat, from: person }, { content, threadId: topicId, asGroup }).message_id;
}
