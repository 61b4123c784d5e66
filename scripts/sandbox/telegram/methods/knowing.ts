import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { fileById, filePath } from '../files.js';
import { checkMembership, hasRight, isAdmin, isPresent, knownChat } from '../find-chat.js';
import { announce, findMessage } from '../store-message.js';
import type { Chat, Json, MemberStatus } from '../types.js';
import { botJson, chatJson, userJson, type World } from '../world.js';

const maxDownloadBytes = 20 * 1024 * 1024;

/** The methods that tell a bot about itself, chats, members and files, or change its place in a chat. */
export const knowingMethods: Record<string, Method> = {
  getMe({ bot }): Json {
    return {
      ...botJson(bot),
      can_join_groups: true,
      can_read_all_group_messages: bot.readsAll ?? false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: bot.hasTopics,
    };
  },
  getChat({ core, bot, params }): Json {
    const chat = knownChat(core.world, bot, params.chat_id);
    if (chat.type !== 'private' && !chat.username) checkMembership(chat, bot);
    return {
      ...chatJson(core.world, chat),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {},
    };
  },
  getChatMember,
  getChatAdministrators(context): Json[] {
    const { core, bot, params } = context;
    const chat = knownChat(core.world, bot, params.chat_id);
    if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
    checkMembership(chat, bot);
    const admins = [...chat.members.keys()].filter((id) => isAdmin(chat, id));
    return admins.map((id) => memberJson(core.world, chat, id));
  },
  getChatMemberCount({ core, bot, params }): number {
    const chat = knownChat(core.world, bot, params.chat_id);
    if (chat.type === 'private') return 2;
    checkMembership(chat, bot);
    return [...chat.members.keys()].filter((id) => isPresent(chat, id)).length;
  },
  getFile({ core, bot, params }): Json {
    const fileId = params.file_id as string;
    const file = fileById(core.world, bot, fileId);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > maxDownloadBytes) throw badRequest('file is too big');
    const { uniqueId, bytes } = file;
    return { file_id: fileId, file_unique_id: uniqueId, file_size: bytes.length, file_path: filePath(file) };
  },
  getUserProfilePhotos({ core, params }): Json {
    if (!core.world.persons.has(String(params.user_id))) throw badRequest('user not found');
    return { total_count: 0, photos: [] };
  },
  leaveChat({ core, bot, params }): boolean {
    const chat = knownChat(core.world, bot, params.chat_id);
    if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
    checkMembership(chat, bot);
    chat.members.set(bot.id, 'left');
    return true;
  },
  pinChatMessage(context): boolean {
    const { chat, messageId } = pinTarget(context);
    chat.pinned = [...chat.pinned.filter((id) => id !== messageId), messageId];
    announce(context.core.world, chat, { kind: 'edit', messageId });
    return true;
  },
  unpinChatMessage({ core, bot, params }): boolean {
    const chat = knownChat(core.world, bot, params.chat_id);
    const messageId = (params.message_id as number | undefined) ?? chat.pinned.at(-1);
    chat.pinned = chat.pinned.filter((id) => id !== messageId);
    return true;
  },
  unpinAllChatMessages({ core, bot, params }): boolean {
    knownChat(core.world, bot, params.chat_id).pinned = [];
    return true;
  },
  setMessageReaction({ core, bot, params }): boolean {
    const chat = knownChat(core.world, bot, params.chat_id);
    const stored = findMessage(chat, params.message_id as number);
    if (!stored) throw badRequest('message to react not found');
    const reactions = (params.reaction as Json[] | undefined) ?? [];
    if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    if (reactions.some((one) => one.type !== 'emoji')) throw badRequest('REACTION_INVALID');
    stored.reactions = reactions.map((one) => String(one.emoji));
    announce(core.world, chat, { kind: 'edit', messageId: stored.api.message_id });
    return true;
  },
  logOut: () => true,
  close: () => true,
};

function getChatMember({ core, bot, params }: CallContext): Json {
  const chat = knownChat(core.world, bot, params.chat_id);
  const userId = String(params.user_id);
  if (chat.type !== 'private' && !chat.username) checkMembership(chat, bot);
  if (!core.world.persons.has(userId) && !core.world.bots.has(userId)) throw badRequest('user not found');
  const mayAsk = chat.type !== 'channel' || isAdmin(chat, bot.id) || userId === bot.id;
  if (!mayAsk) throw badRequest('member list is inaccessible');
  return memberJson(core.world, chat, userId);
}

function memberJson(world: World, chat: Chat, userId: string): Json {
  const status: MemberStatus = chat.type === 'private' ? 'member' : (chat.members.get(userId) ?? 'left');
  const person = world.persons.get(userId);
  const user = person ? userJson(person) : botJson(world.bots.get(userId)!);
  const member: Json = { user, status };
  if (status === 'creator') member.is_anonymous = false;
  if (status === 'kicked') member.until_date = 0;
  if (status === 'restricted') Object.assign(member, { is_member: true, until_date: 0 });
  if (status === 'administrator')
    Object.assign(member, {
      can_be_edited: false,
      can_manage_topics: chat.isForum && hasRight(chat, userId, 'can_manage_topics'),
      can_delete_messages: hasRight(chat, userId, 'can_delete_messages'),
    });
  return member;
}

function pinTarget({ core, bot, params }: CallContext): { chat: Chat; messageId: number } {
  const chat = knownChat(core.world, bot, params.chat_id);
  const messageId = params.message_id as number;
  if (!findMessage(chat, messageId)) throw badRequest('message to pin not found');
  if (chat.type !== 'private' && !isAdmin(chat, bot.id))
    throw badRequest('not enough rights to manage pinned messages in the chat');
  return { chat, messageId };
}
