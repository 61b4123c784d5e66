import type { z } from 'zod';
import { readContent, type MessageContent } from './read-content.js';
import {
  readCommand,
  sentBy,
  type MessageShape,
  type Speaker,
  type TypedCommand,
  type userShape,
} from './update-shapes.js';

/** The message that another one is a reply to. */
export interface Replied {
  readonly messageId: number;
  /** Telegram id of the bot whose message that is; undefined: it is a person's. */
  readonly botId: string | undefined;
}

interface InGroup extends Speaker {
  readonly messageId: number;
  readonly topicId: number | undefined;
  /** undefined: it is a reply to nothing; in a topic, to nothing but the topic. */
  readonly replied: Replied | undefined;
}

/** A command that somebody typed in a group. */
export interface GroupCommand extends InGroup {
  readonly kind: 'group-command';
  readonly command: TypedCommand;
}

/** Anything else that somebody sent to a group. */
export interface GroupMessage extends InGroup {
  readonly kind: 'group-message';
  /** undefined: nothing that a bot could show elsewhere. */
  readonly content: MessageContent | undefined;
  /** Set when it is one of several sent together. */
  readonly albumId: string | undefined;
}

/** Somebody closed a topic of a group by hand, or opened it again. */
export interface GroupTopicTurn extends Speaker {
  readonly kind: 'group-topic';
  /** Number of Telegram's word of it, which rises in a group. */
  readonly messageId: number;
  readonly topicId: number;
  readonly isClosed: boolean;
}

/** Who wrote in a group; a reason where it is nobody who can be answered: another bot, or a channel. */
export function senderInGroup(said: MessageShape): Speaker | string {
  const { chat: room, from, sender_chat: instead, author_signature: signed } = said;
  if (!from) return 'message without a sender';
  // An admin of the group who shows the group instead of their name; Telegram says that a bot of its own sent it.
  if (instead?.id === room.id)
    return sentBy({ ...anonymous(from), first_name: signed ?? room.title ?? '' }, room.id);
  if (instead) return 'message of a channel';
  return from.is_bot ? 'message of a bot' : sentBy(from, room.id);
}

const anonymous = ({ id }: z.output<typeof userShape>): z.output<typeof userShape> => ({
  ...{ id, is_bot: true, first_name: '' },
});

/** What somebody sent to a group, or did to a topic of it; a reason where it is nothing to us. */
export function readInGroup(said: MessageShape): GroupCommand | GroupMessage | GroupTopicTurn | string {
  const sent = senderInGroup(said);
  if (typeof sent === 'string') return sent;
  const { message_id: messageId, text, media_group_id: albumId } = said;
  const turn = readTurn(said);
  if (turn) return { kind: 'group-topic', ...sent, messageId, ...turn };
  const where = { ...sent, messageId, topicId: topicOf(said), replied: repliedBy(said) };
  const command = readCommand(text);
  if (command) return { kind: 'group-command', ...where, command };
  const content = readContent(said);
  // Without a word or a file it may still be something that somebody wants to be passed on, such as a place.
  if (!content && !passedOn.some((field) => field in said)) return 'service message in a group';
  return { kind: 'group-message', ...where, content, albumId };
}

/** Contents that a person may expect to arrive, though no bot can show them elsewhere. */
const passedOn = ['checklist', 'contact', 'dice', 'game', 'location', 'paid_media', 'poll', 'story', 'venue'];

const topicOf = (said: MessageShape): number | undefined =>
  said.is_topic_message ? said.message_thread_id : undefined;

function readTurn(said: MessageShape): Pick<GroupTopicTurn, 'isClosed' | 'topicId'> | undefined {
  const topicId = topicOf(said);
  const isClosed = said.forum_topic_closed !== undefined;
  if (topicId === undefined || (!isClosed && said.forum_topic_reopened === undefined)) return undefined;
  return { topicId, isClosed };
}

function repliedBy({ reply_to_message: replied }: MessageShape): Replied | undefined {
  // Whatever is sent in a topic is a reply to the message that made it, for want of another.
  if (!replied || replied.forum_topic_created !== undefined) return undefined;
  const { message_id: messageId, from } = replied;
  return { messageId, botId: from?.is_bot ? String(from.id) : undefined };
}
