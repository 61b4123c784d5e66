import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { hasRight, writableChat } from '../find-chat.js';
import { tellGroup } from '../service-messages.js';
import { announce } from '../store-message.js';
import type { Chat, Json, Topic } from '../types.js';
import type { World } from '../world.js';

const iconColors = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047];

/** The methods for topics of forums, and of private chats with bots that have topics enabled. */
export const topicMethods: Record<string, Method> = {
  createForumTopic(context): Json {
    const { core, bot, params } = context;
    const chat = forumOf(context);
    checkRight(context, chat, 'create a topic');
    const name = checkName(params.name as string);
    const iconColor = (params.icon_color as number | undefined) ?? iconColors[0]!;
    if (!iconColors.includes(iconColor)) throw badRequest('invalid forum topic icon color specified');
    const created = { name, icon_color: iconColor };
    const id = chat.nextMessageId;
    chat.topics.set(id, { id, name, iconColor, isClosed: false, madeBy: bot.id });
    tellGroup(core, { chat, from: bot }, { content: { forum_topic_created: created }, threadId: id });
    return { message_thread_id: id, ...created };
  },
  editForumTopic(context): boolean {
    const { chat, topic } = topicOf(context, 'edit the topic');
    const { name } = context.params;
    if (name === undefined || name === topic.name) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.name = checkName(name as string);
    note(context, chat, { topic, content: { forum_topic_edited: { name: topic.name } } });
    return true;
  },
  closeForumTopic(context): boolean {
    const { chat, topic } = topicOf(context, 'close the topic');
    if (topic.isClosed) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.isClosed = true;
    note(context, chat, { topic, content: { forum_topic_closed: {} } });
    return true;
  },
  reopenForumTopic(context): boolean {
    const { chat, topic } = topicOf(context, 'reopen the topic');
    if (!topic.isClosed) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.isClosed = false;
    note(context, chat, { topic, content: { forum_topic_reopened: {} } });
    return true;
  },
  deleteForumTopic(context): boolean {
    const chat = forumOf(context);
    const topic = topicIn(context, chat);
    if (chat.type !== 'private' && !hasRight(chat, context.bot.id, 'can_delete_messages'))
      throw badRequest('not enough rights to delete the topic');
    dropTopic(context.core.world, chat, topic);
    return true;
  },
};

/** A topic is gone with all that was said in it. */
export function dropTopic(world: World, chat: Chat, topic: Topic): void {
  chat.topics.delete(topic.id);
  for (const stored of chat.messages.values()) {
    if (stored.api.message_thread_id === topic.id) stored.isDeleted = true;
  }
  announce(world, chat, { kind: 'delete' });
}

function forumOf({ core, bot, params }: CallContext): Chat {
  const chat = writableChat(core.world, bot, params.chat_id);
  const isPrivateForum = chat.type === 'private' && bot.hasTopics;
  if (!chat.isForum && !isPrivateForum) throw badRequest('the chat is not a forum');
  return chat;
}

function checkRight({ bot }: CallContext, chat: Chat, doing: string): void {
  if (chat.type !== 'private' && !hasRight(chat, bot.id, 'can_manage_topics'))
    throw badRequest(`not enough rights to ${doing}`);
}

function topicOf(context: CallContext, right: string): { chat: Chat; topic: Topic } {
  const chat = forumOf(context);
  const topic = topicIn(context, chat);
  if (topic.madeBy !== context.bot.id) checkRight(context, chat, right);
  return { chat, topic };
}

function topicIn({ params }: CallContext, chat: Chat): Topic {
  const topic = chat.topics.get(params.message_thread_id as number);
  if (!topic) throw badRequest('message thread not found');
  return topic;
}

function checkName(name: string): string {
  if (name.length < 1 || name.length > 128) throw badRequest('TOPIC_TITLE_EMPTY');
  return name;
}

function note({ core, bot }: CallContext, chat: Chat, event: { topic: Topic; content: Json }): void {
  tellGroup(core, { chat, from: bot }, { content: event.content, threadId: event.topic.id });
}
