import { z } from 'zod';
import { isInChat } from '#services/people/ask-membership.js';

/** A person came into a chat that the bot runs, or left it. */
export interface MemberMove {
  readonly kind: 'membership';
  /** The line in which it waits: that of the person. */
  readonly chatId: string;
  readonly telegramId: string;
  /** Number and @name (in lower case) of that chat. */
  readonly room: readonly string[];
  readonly isInside: boolean;
}

const shape = z.looseObject({
  chat: z.looseObject({ id: z.number().int(), type: z.string(), username: z.string().optional() }),
  new_chat_member: z.looseObject({
    status: z.string(),
    is_member: z.boolean().optional(),
    user: z.looseObject({ id: z.number().int().positive(), is_bot: z.boolean().optional() }),
  }),
});

/** Reads a `chat_member`; undefined: it tells of no person, or is not as Telegram sends it. */
export function readMembership(raw: unknown): MemberMove | undefined {
  const { data } = shape.safeParse(raw);
  if (!data) return undefined;
  const { chat: room, new_chat_member: member } = data;
  if (room.type === 'private' || member.user.is_bot) return undefined;
  const telegramId = String(member.user.id);
  return {
    ...{ kind: 'membership', chatId: telegramId, telegramId, isInside: isInChat(member) },
    room: [String(room.id), ...(room.username ? [`@${room.username.toLowerCase()}`] : [])],
  };
}
