import { ApiError, badRequest, forbidden } from './api-error.js';
import type { BotAccount, Chat, MemberStatus } from './types.js';
import { privateChat, type World } from './world.js';

const present: MemberStatus[] = ['creator', 'administrator', 'member', 'restricted'];

/** The chat a bot names by id or @username, in which it may write; otherwise the server's refusal. */
export function writableChat(world: World, bot: BotAccount, chatId: unknown): Chat {
  const chat = knownChat(world, bot, chatId);
  if (chat.type === 'private') {
    checkPrivate(world, chat);
    return chat;
  }
  checkMembership(chat, bot);
  if (chat.type === 'channel' && !isAdmin(chat, bot.id)) {
    throw badRequest('need administrator rights in the channel chat');
  }
  return chat;
}

/** The chat a bot names, whether or not it may write there. */
export function knownChat(world: World, bot: BotAccount, chatId: unknown): Chat {
  const chat = typeof chatId === 'string' ? publicChat(world, chatId) : chatById(world, bot, Number(chatId));
  if (!chat) throw badRequest('chat not found');
  if (chat.migratedTo) {
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: Number(chat.migratedTo),
    });
  }
  return chat;
}

/** Whether somebody runs a chat. */
export function isAdmin(chat: Chat, userId: string): boolean {
  return ['creator', 'administrator'].includes(chat.members.get(userId) ?? 'left');
}

/** Whether somebody runs a chat and has a right there, in the words of the Bot API. */
export function hasRight(chat: Chat, userId: string, right: string): boolean {
  return isAdmin(chat, userId) && !chat.missingRights?.[userId]?.includes(right);
}

/** Whether somebody is in a chat. */
export function isPresent(chat: Chat, userId: string): boolean {
  return present.includes(chat.members.get(userId) ?? 'left');
}

function publicChat(world: World, name: string): Chat | undefined {
  if (name === '') throw badRequest('chat_id is empty');
  const wanted = name.replace(/^@/, '').toLowerCase();
  return [...world.chats.values()].find((chat) => chat.username?.toLowerCase() === wanted);
}

function chatById(world: World, bot: BotAccount, id: number): Chat | undefined {
  if (id > 0) return personChat(world, bot, String(id));
  const chat = world.chats.get(String(id));
  return chat && (chat.members.has(bot.id) || chat.username) ? chat : undefined;
}

function personChat(world: World, bot: BotAccount, personId: string): Chat | undefined {
  if (world.bots.has(personId)) throw forbidden("bot can't send messages to bots");
  return world.persons.has(personId) ? privateChat(world, bot.id, personId) : undefined;
}

function checkPrivate(world: World, chat: Chat): void {
  if (world.persons.get(chat.id)?.isDeactivated) throw forbidden('user is deactivated');
  if (chat.isBlocked) throw forbidden('bot was blocked by the user');
  if (!chat.isStarted) throw forbidden("bot can't initiate conversation with a user");
}

/** Refuses a bot that is not, or no longer, in a group or channel. */
export function checkMembership(chat: Chat, bot: BotAccount): void {
  if (isPresent(chat, bot.id)) return;
  if (chat.members.get(bot.id) === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`);
  throw forbidden(`bot is not a member of the ${chat.type} chat`);
}
