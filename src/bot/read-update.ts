import { z } from 'zod';
import { isToChannel } from './is-to-channel.js';
import { contents } from './message-contents.js';
import { readAttachment, type Attachment } from './read-attachment.js';
import { readMenuPicture } from './read-menu-picture.js';
import { readContent, type MessageContent } from './read-content.js';
import {
  readInGroup,
  senderInGroup,
  type GroupCommand,
  type GroupMessage,
  type GroupTopicTurn,
} from './read-in-group.js';
import { readMembership, type MemberMove } from './read-membership.js';
import {
  chatShape as chat,
  handleShape as handle,
  messageShape as message,
  readCommand,
  sentBy as sent,
  userShape as user,
  type MessageShape,
  type Speaker,
  type TypedCommand,
} from './update-shapes.js';

/** What an update means to us; anything else Telegram may send is `ignored`. */
export type Incoming =
  | (Speaker & {
      readonly kind: 'message';
      readonly command: TypedCommand | undefined;
      /** Its words, at most 4096 UTF-16 units; undefined for a picture and the like. */
      readonly text: string | undefined;
      /** Its picture or file. */
      readonly attachment: Attachment | undefined;
      /** All of it that can be shown elsewhere again. */
      readonly content: MessageContent | undefined;
      readonly messageId: number;
      /** The message that it is a reply to. */
      readonly repliedTo: number | undefined;
      /** Set when the message is one picture of several sent together. */
      readonly albumId: string | undefined;
    })
  | (Speaker & {
      readonly kind: 'tap';
      readonly callbackId: string;
      readonly data: string | undefined;
      /** The message with the button, when it is ours to edit. */
      readonly messageId: number | undefined;
      /** The same when it is the main menu with its picture: what follows takes its place. */
      readonly pictureId?: number;
    })
  | (Speaker & { readonly kind: 'reach'; readonly canReceive: boolean })
  | MemberMove
  | (Speaker & {
      /** Stars came in from a person, or went back to them. */
      readonly kind: 'stars';
      readonly way: 'back' | 'in';
      readonly chargeId: string;
      readonly amount: number;
      /** What the invoice carried; it may be anybody's. */
      readonly payload: string;
      /** Until when something is paid that repeats. */
      readonly paidUntil: Date | undefined;
    })
  | {
      /** Whether a person is charged again for what an invoice with this payload sold. */
      readonly kind: 'repeat';
      readonly chatId: string;
      readonly payload: string;
      readonly state: 'active' | 'canceled' | 'failed';
    }
  | GroupCommand
  | GroupMessage
  | GroupTopicTurn
  | (Speaker & {
      /** A message that was sent before says something else now. */
      readonly kind: 'edit';
      readonly isInGroup: boolean;
      readonly messageId: number;
      readonly content: MessageContent;
    })
  | { readonly kind: 'group-moved'; readonly chatId: string; readonly to: string }
  | (Speaker & {
      readonly kind: 'group-tap';
      readonly callbackId: string;
      readonly data: string | undefined;
      /** The message with the button, when it is ours to edit. */
      readonly messageId: number | undefined;
    })
  | { readonly kind: 'ignored'; readonly reason: string };

const starsMoved = z.looseObject({
  currency: z.literal('XTR'),
  total_amount: z.number().int().positive(),
  invoice_payload: z.string(),
  subscription_expiration_date: z.number().int().positive().max(8e9).optional().catch(undefined),
  telegram_payment_charge_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
});
const tap = z.looseObject({
  id: handle,
  from: user,
  data: z.string().optional(),
  message: z
    .looseObject({
      chat,
      message_id: z.number().int(),
      date: z.number(),
      text: z.string().optional(),
      from: user.optional(),
    })
    .optional(),
});
const reach = z.looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) });

const ignored = (reason: string): Incoming => ({ kind: 'ignored', reason });

function readMessage(raw: unknown): Incoming {
  const result = message.safeParse(raw);
  if (!result.success) return ignored('malformed message');
  const { chat: room, from, text, media_group_id: albumId } = result.data;
  const to = result.data.migrate_to_chat_id;
  if (to !== undefined) return { kind: 'group-moved', chatId: String(room.id), to: String(to) };
  const moved = readStars(result.data);
  if (moved) return moved;
  if (isGroup(room)) return orIgnored(readInGroup(result.data));
  if (!from) return ignored('message without a sender');
  if (from.is_bot) return ignored('message of a bot');
  if (room.type !== 'private') return ignored(`message in a ${room.type.slice(0, 20)}`);
  if (!contents.some((content) => content in result.data)) return ignored('service message');
  const attachment = readAttachment(result.data);
  const content = readContent(result.data);
  const { message_id: messageId, reply_to_message: replied } = result.data;
  return {
    kind: 'message',
    command: readCommand(text),
    text: text?.slice(0, 4096),
    ...{ attachment, content, albumId, messageId, repliedTo: replied?.message_id },
    ...sent(from, room.id),
  };
}

const isGroup = ({ type }: MessageShape['chat']): boolean => type === 'group' || type === 'supergroup';

const orIgnored = (read: Incoming | string): Incoming => (typeof read === 'string' ? ignored(read) : read);

function readEdit(raw: unknown): Incoming {
  const { data } = message.safeParse(raw);
  if (!data) return ignored('malformed edited message');
  const { chat: room, from, message_id: messageId } = data;
  const content = readContent(data);
  if (!content) return ignored('edit of something that no bot can show');
  if (isGroup(room)) {
    const sender = senderInGroup(data);
    return orIgnored(
      typeof sender === 'string' ? sender : { kind: 'edit', ...sender, isInGroup: true, messageId, content },
    );
  }
  if (room.type !== 'private' || !from || from.is_bot) return ignored('edit of nobody');
  return { kind: 'edit', ...sent(from, room.id), isInGroup: false, messageId, content };
}

/** Stars that moved, of whose chat it is, whoever the message is said to be from; undefined: it tells of no payment. */
function readStars(said: MessageShape): Incoming | undefined {
  const { chat: room, from, successful_payment: paid, refunded_payment: refunded } = said;
  const told = paid ?? refunded;
  if (told === undefined) return undefined;
  const { data } = starsMoved.safeParse(told);
  if (!data || room.type !== 'private') return ignored('payment that is none in Stars');
  const until = data.subscription_expiration_date;
  const payer = from?.id === room.id ? from : user.parse({ id: room.id, first_name: room.first_name });
  return {
    kind: 'stars',
    ...sent(payer, room.id),
    way: paid === undefined ? 'back' : 'in',
    chargeId: data.telegram_payment_charge_id,
    amount: data.total_amount,
    payload: data.invoice_payload,
    paidUntil: until === undefined ? undefined : new Date(until * 1_000),
  };
}

const repeated = z.looseObject({
  user: z.looseObject({ id: z.number().int().positive() }),
  invoice_payload: z.string(),
  state: z.enum(['active', 'canceled', 'failed']),
});

/** A state that came to the Bot API later is left alone. */
function readRepeat(raw: unknown): Incoming {
  const { data } = repeated.safeParse(raw);
  if (!data) return ignored('subscription in Stars of another state');
  return { kind: 'repeat', chatId: String(data.user.id), payload: data.invoice_payload, state: data.state };
}

function readTap(raw: unknown): Incoming {
  const result = tap.safeParse(raw);
  if (!result.success) return ignored('malformed callback query');
  const { id: callbackId, from, data, message: carrier } = result.data;
  if (from.is_bot) return ignored('callback query of a bot');
  const isEditable = carrier && carrier.date !== 0 && carrier.text !== undefined && carrier.from?.is_bot;
  const messageId = isEditable ? carrier.message_id : undefined;
  if (carrier && carrier.chat.type !== 'private')
    return { kind: 'group-tap', ...sent(from, carrier.chat.id), callbackId, data, messageId };
  const tapped = { callbackId, data, messageId, ...readMenuPicture(carrier) };
  return { kind: 'tap', ...sent(from, carrier?.chat.id ?? from.id), ...tapped };
}

function readReach(raw: unknown): Incoming {
  const result = reach.safeParse(raw);
  if (!result.success) return ignored('malformed my_chat_member');
  const { chat: room, from, new_chat_member: member } = result.data;
  if (room.type !== 'private') return ignored('my_chat_member of a group or channel');
  if (member.status !== 'kicked' && member.status !== 'member') return ignored('my_chat_member');
  return { kind: 'reach', ...sent(from, room.id), canReceive: member.status === 'member' };
}

/** Reads what an update means; never throws, whatever Telegram or a forger put in it. */
export function readUpdate(update: Readonly<Record<string, unknown>>): Incoming {
  if (isToChannel(update)) return ignored('direct message to a channel');
  if (update.message !== undefined) return readMessage(update.message);
  if (update.edited_message !== undefined) return readEdit(update.edited_message);
  if (update.callback_query !== undefined) return readTap(update.callback_query);
  if (update.my_chat_member !== undefined) return readReach(update.my_chat_member);
  if (update.chat_member !== undefined)
    return readMembership(update.chat_member) ?? ignored('chat_member of nobody');
  if (update.subscription !== undefined) return readRepeat(update.subscription);
  const type = Object.keys(update).find((key) => key !== 'update_id');
  return ignored(type ? `update of type ${type.slice(0, 40)}` : 'empty update');
}

/** An update as it came from Telegram: only its number is certain. */
export type RawUpdate = Readonly<Record<string, unknown>> & { readonly update_id: number };
