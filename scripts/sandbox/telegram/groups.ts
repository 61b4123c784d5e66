import { randomInt } from 'node:crypto';
import { pushMyMembership } from './act-as-person.js';
import type { Core } from './core.js';
import { storeMessage } from './store-message.js';
import type { BotAccount, Chat, MemberStatus, Person } from './types.js';
import { chatJson, emptyChat, unixNow, userJson, type World } from './world.js';

/** A new group or channel. */
export interface GroupInput {
  id?: string;
  type: Chat['type'];
  title: string;
  username?: string;
  isForum?: boolean;
  owner?: Person;
  members?: Person[];
  bots?: BotAccount[];
  adminBots?: BotAccount[];
}

/** Adds a group or channel with its members. */
export function addGroup(world: World, input: GroupInput): Chat {
  const prefix = input.type === 'group' ? '-' : '-100';
  const id = input.id ?? `${prefix}${randomInt(1_000_000_000, 4_000_000_000)}`;
  const chat = emptyChat({ key: id, id, type: input.type });
  Object.assign(chat, { title: input.title, isForum: input.isForum ?? false });
  // The first message of a supergroup tells that it was made; a forum calls that one its General topic.
  if (input.type === 'supergroup') chat.nextMessageId = 2;
  if (input.username) chat.username = input.username.replace(/^@/, '');
  const add = (list: { id: string }[], status: MemberStatus): void => {
    for (const one of list) chat.members.set(one.id, status);
  };
  add(input.members ?? [], 'member');
  add(input.bots ?? [], 'member');
  add(input.adminBots ?? [], 'administrator');
  if (input.owner) chat.members.set(input.owner.id, 'creator');
  world.chats.set(id, chat);
  world.events.emit('change', { kind: 'chat', chat: id });
  return chat;
}

/** Changes a person's place in a group or channel; bots that run it and ask for chat_member hear of it. */
export function setMember(core: Core, place: { chat: Chat; person: Person }, status: MemberStatus): void {
  const { chat, person } = place;
  const old = chat.members.get(person.id) ?? 'left';
  chat.members.set(person.id, status);
  core.world.events.emit('change', { kind: 'chat', chat: chat.key });
  const payload = {
    chat: chatJson(core.world, chat),
    from: userJson(person),
    date: unixNow(),
    old_chat_member: { user: userJson(person), status: old },
    new_chat_member: { user: userJson(person), status },
  };
  for (const bot of core.world.bots.values()) {
    if (chat.members.get(bot.id) !== 'administrator') continue;
    core.feed.push(bot, { type: 'chat_member', payload, queue: `chat:${chat.id}` });
  }
}

/** Changes a bot's place in a group or channel; the bot hears of it. */
export function setBotMember(
  core: Core,
  place: { chat: Chat; bot: BotAccount; by: Person },
  status: MemberStatus,
  missingRights: string[] = [],
): number {
  const { chat, bot, by } = place;
  const from = chat.members.get(bot.id) ?? 'left';
  chat.members.set(bot.id, status);
  chat.missingRights = { ...chat.missingRights, [bot.id]: missingRights };
  core.world.events.emit('change', { kind: 'chat', chat: chat.key });
  return pushMyMembership(core, { bot, person: by, chat }, { from, to: status });
}

/** Turns a group into a supergroup with a new id; writes to the old one are refused with that id. */
export function migrateGroup(core: Core, group: Chat, by: Person): Chat {
  const { world, feed } = core;
  const next = addGroup(world, { type: 'supergroup', title: group.title ?? '' });
  next.members = new Map(group.members);
  for (const bot of world.bots.values()) {
    if (!group.members.has(bot.id)) continue;
    const content = { migrate_to_chat_id: Number(next.id) };
    const payload = storeMessage(world, { chat: group, from: by }, { content });
    feed.push(bot, { type: 'message', payload, queue: `chat:${group.id}` });
  }
  group.migratedTo = next.id;
  return next;
}
