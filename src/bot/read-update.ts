import { z } from 'zod';
import { isLanguage, type Language } from '#platform/language.js';
import type { Profile } from '#services/people/admit-update.js';
import { isToChannel } from './is-to-channel.js';
import { readAttachment, type Attachment } from './read-attachment.js';
import { readMembership, type MemberMove } from './read-membership.js';

/** A command as a person typed it: `/start@shop_bot abc`. */
export interface TypedCommand {
  /** In lower case, without `/`. */
  readonly name: string;
  /** The bot it names, in lower case without @; '' when it names none. */
  readonly target: string;
  readonly argument: string;
}

interface Sent {
  readonly chatId: string;
  readonly profile: Profile;
  /** The language of the sender's Telegram, when we speak it: a hint, no choice. */
  readonly hint: Language | undefined;
}

/** What an update means to us; anything else Telegram may send is `ignored`. */
export type Incoming =
  | (Sent & {
      readonly kind: 'message';
      readonly command: TypedCommand | undefined;
      /** Its words, at most 4096 UTF-16 units; undefined for a picture and the like. */
      readonly text: string | undefined;
      /** Its picture or file. */
      readonly attachment: Attachment | undefined;
      readonly messageId: number;
      /** The message of this chat that it is a reply to. */
      readonly repliedTo: number | undefined;
      /** Set when the message is one picture of several sent together. */
      readonly albumId: string | undefined;
    })
  | (Sent & {
      readonly kind: 'tap';
      readonly callbackId: string;
      readonly data: string | undefined;
      /** The message with the button, when it is ours to edit. */
      readonly messageId: number | undefined;
    })
  | (Sent & { readonly kind: 'reach'; readonly canReceive: boolean })
  | MemberMove
  | (Sent & {
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
  | (Sent & {
      readonly kind: 'group-command';
      readonly command: TypedCommand;
      readonly topicId: number | undefined;
    })
  | (Sent & {
      /** Words in reply to a message of a bot, maybe ours. */
      readonly kind: 'group-reply';
      readonly text: string;
      readonly messageId: number;
      readonly repliedTo: number;
      /** Telegram id of the bot whose message that is. */
      readonly repliedBotId: string;
    })
  | { readonly kind: 'group-moved'; readonly chatId: string; readonly to: string }
  | (Sent & {
      readonly kind: 'group-tap';
      readonly callbackId: string;
      readonly data: string | undefined;
      /** The message with the button, when it is ours to edit. */
      readonly messageId: number | undefined;
    })
  | { readonly kind: 'ignored'; readonly reason: string };

/** A name that Telegram gave to something: short and printable, so that every store can keep it. */
const handle = z.string().regex(/^[\x20-\x7e]{1,64}$/);
const user = z.looseObject({
  id: z.number().int().positive(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional().catch(undefined),
});
const chat = z.looseObject({
  id: z.number().int(),
  type: z.string(),
  first_name: z.string().optional().catch(undefined),
});
const message = z.looseObject({
  chat,
  message_id: z.number().int(),
  from: user.optional(),
  text: z.string().optional(),
  media_group_id: handle.optional().catch(undefined),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  reply_to_message: z
    .looseObject({ message_id: z.number().int(), from: user.optional() })
    .optional()
    .catch(undefined),
  migrate_to_chat_id: z.number().int().negative().optional().catch(undefined),
});
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

/** Contents of a message that a person may expect an answer to; service messages have none of them. */
const contents = [
  'animation',
  'audio',
  'checklist',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'text',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

const ignored = (reason: string): Incoming => ({ kind: 'ignored', reason });

function sent(from: z.output<typeof user>, chatId: number): Sent {
  const spoken = from.language_code?.slice(0, 35).toLowerCase().split('-')[0];
  return {
    chatId: String(chatId),
    hint: isLanguage(spoken) ? spoken : undefined,
    profile: {
      telegramId: String(from.id),
      username: from.username ?? null,
      firstName: from.first_name,
      lastName: from.last_name ?? null,
    },
  };
}

const commandShape = /^\/([a-z0-9_]{1,32})(?:@(\w{1,64}))?(?:\s+(\S[^]*)?)?$/i;

function readCommand(text: string | undefined): TypedCommand | undefined {
  const [, name, target = '', argument = ''] = commandShape.exec(text?.slice(0, 4096) ?? '') ?? [];
  return name === undefined
    ? undefined
    : { name: name.toLowerCase(), target: target.toLowerCase(), argument: argument.trim() };
}

const topicOf = (said: z.output<typeof message>): number | undefined =>
  said.is_topic_message ? said.message_thread_id : undefined;

function readMessage(raw: unknown): Incoming {
  const result = message.safeParse(raw);
  if (!result.success) return ignored('malformed message');
  const { chat: room, from, text, media_group_id: albumId } = result.data;
  const to = result.data.migrate_to_chat_id;
  if (to !== undefined) return { kind: 'group-moved', chatId: String(room.id), to: String(to) };
  const moved = readStars(result.data);
  if (moved) return moved;
  if (!from) return ignored('message without a sender');
  if (from.is_bot) return ignored('message of a bot');
  const command = readCommand(text);
  if (room.type === 'group' || room.type === 'supergroup') return readInGroup(result.data, from, command);
  if (room.type !== 'private') return ignored(`message in a ${room.type.slice(0, 20)}`);
  if (!contents.some((content) => content in result.data)) return ignored('service message');
  const attachment = readAttachment(result.data);
  return {
    ...{ kind: 'message', ...sent(from, room.id), command, text: text?.slice(0, 4096) },
    ...{ attachment, albumId, messageId: result.data.message_id },
    repliedTo: result.data.reply_to_message?.message_id,
  };
}

/** A command, or words in reply to a message of a bot. */
function readInGroup(
  said: z.output<typeof message>,
  from: z.output<typeof user>,
  command: TypedCommand | undefined,
): Incoming {
  if (command) return { kind: 'group-command', ...sent(from, said.chat.id), command, topicId: topicOf(said) };
  const { chat: room, text, message_id: messageId, reply_to_message: replied } = said;
  if (text === undefined || !replied?.from?.is_bot) return ignored('message in a group');
  const { message_id: repliedTo, from: bot } = replied;
  return {
    ...{ kind: 'group-reply', ...sent(from, room.id), text: text.slice(0, 4096), messageId, repliedTo },
    repliedBotId: String(bot.id),
  };
}

/** Stars that moved, of whose chat it is, whoever the message is said to be from; undefined: it tells of no payment. */
function readStars(said: z.output<typeof message>): Incoming | undefined {
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
  return { kind: 'tap', ...sent(from, carrier?.chat.id ?? from.id), callbackId, data, messageId };
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
