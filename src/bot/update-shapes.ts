import { z } from 'zod';
import { isLanguage, type Language } from '#platform/language.js';
import type { Profile } from '#services/people/admit-update.js';

/** Who sent something, and in which chat. */
export interface Speaker {
  readonly chatId: string;
  readonly profile: Profile;
  /** The language of the sender's Telegram, when we speak it: a hint, no choice. */
  readonly hint: Language | undefined;
}

/** A command as a person typed it: `/start@shop_bot abc`. */
export interface TypedCommand {
  /** In lower case, without `/`. */
  readonly name: string;
  /** The bot it names, in lower case without @; '' when it names none. */
  readonly target: string;
  readonly argument: string;
}

/** A name that Telegram gave to something: short and printable, so that every store can keep it. */
export const handleShape = z.string().regex(/^[\x20-\x7e]{1,64}$/);

/** A person or a bot in an update. */
export const userShape = z.looseObject({
  id: z.number().int().positive(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional().catch(undefined),
});

/** A chat in an update. */
export const chatShape = z.looseObject({
  id: z.number().int(),
  type: z.string(),
  first_name: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
});

/** A message in an update, with what decides which way it goes. */
export const messageShape = z.looseObject({
  chat: chatShape,
  message_id: z.number().int(),
  from: userShape.optional(),
  sender_chat: z.looseObject({ id: z.number().int() }).optional().catch(undefined),
  author_signature: z.string().optional().catch(undefined),
  text: z.string().optional(),
  media_group_id: handleShape.optional().catch(undefined),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  reply_to_message: z
    .looseObject({
      message_id: z.number().int(),
      from: userShape.optional(),
      forum_topic_created: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
  forum_topic_closed: z.unknown().optional(),
  forum_topic_reopened: z.unknown().optional(),
  migrate_to_chat_id: z.number().int().negative().optional().catch(undefined),
});

/** A message as it was read. */
export type MessageShape = z.output<typeof messageShape>;

/** The sender of something, as every store can keep them. */
export function sentBy(from: z.output<typeof userShape>, chatId: number): Speaker {
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

/** The command that a text is; undefined: it is none. */
export function readCommand(text: string | undefined): TypedCommand | undefined {
  const [, name, target = '', argument = ''] = commandShape.exec(text?.slice(0, 4096) ?? '') ?? [];
  return name === undefined
    ? undefined
    : { name: name.toLowerCase(), target: target.toLowerCase(), argument: argument.trim() };
}
