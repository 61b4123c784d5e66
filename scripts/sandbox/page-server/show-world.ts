import { isPresent } from '../telegram/find-chat.js';
import type { BotAccount, Chat, Json, Person } from '../telegram/types.js';
import { emptyChat, type World } from '../telegram/world.js';
import { showMessage, type ShownMessage } from './show-message.js';

/** A bot as the page lists it. */
export interface ShownBot {
  id: string;
  name: string;
  username: string;
  mode: 'webhook' | 'polling';
  /** Updates that the bot has not fetched yet. */
  waiting: number;
}

/** A chat as the page lists it; `members` holds people and bots by id. */
export interface ShownChat {
  key: string;
  type: Chat['type'];
  title: string;
  username?: string;
  botId?: string;
  personId?: string;
  isForum: boolean;
  isStarted: boolean;
  isBlocked: boolean;
  isTyping: boolean;
  members: Record<string, string>;
  topics: { id: number; name: string; isClosed: boolean }[];
  pinned?: ShownMessage;
  last?: ShownMessage;
}

/** What the page needs at its start. */
export function showWorld(world: World): { bots: ShownBot[]; people: Person[]; chats: ShownChat[] } {
  return {
    bots: [...world.bots.values()].map(showBot),
    people: [...world.persons.values()],
    chats: [...world.chats.values()].filter((chat) => !chat.migratedTo).map((chat) => showChat(world, chat)),
  };
}

/** A bot as the page lists it. */
export function showBot(bot: BotAccount): ShownBot {
  return {
    id: bot.id,
    name: (bot.settings.get('name|') as string | undefined) || bot.firstName,
    username: bot.username,
    mode: bot.webhook ? 'webhook' : 'polling',
    waiting: bot.pending.length,
  };
}

/** A chat as the page lists it, with its newest message. */
export function showChat(world: World, chat: Chat): ShownChat {
  const shown: ShownChat = {
    key: chat.key,
    type: chat.type,
    title: chat.title ?? world.bots.get(chat.botId ?? '')?.firstName ?? '',
    isForum: chat.isForum,
    isStarted: chat.isStarted,
    isBlocked: chat.isBlocked,
    isTyping: chat.typingUntil > Date.now(),
    members: Object.fromEntries(chat.members),
    topics: [...chat.topics.values()].map(({ id, name, isClosed }) => ({ id, name, isClosed })),
  };
  if (chat.username) shown.username = chat.username;
  if (chat.botId) Object.assign(shown, { botId: chat.botId, personId: chat.id });
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0);
  if (pinned && !pinned.isDeleted) shown.pinned = showMessage(chat, pinned);
  const last = [...chat.messages.values()].findLast((stored) => !stored.isDeleted);
  if (last) shown.last = showMessage(chat, last);
  return shown;
}

/** One chat in full, as a person sees it. */
export interface OpenedChat {
  chat: ShownChat;
  messages: ShownMessage[];
  /** The keyboard under the input field: the newest one that a bot showed or took away. */
  keyboard: { messageId: number; markup: Json } | null;
  commands: { bot: string; command: string; description: string }[];
  description: string;
}

/** One chat in full, as a person sees it. */
export function openChat(world: World, chat: Chat, person: Person): OpenedChat {
  const stored = [...chat.messages.values()];
  const withKeyboard = stored.findLast((one) => one.keyboard && !one.isDeleted);
  const isShown = withKeyboard?.keyboard && !withKeyboard.keyboard.remove_keyboard;
  const bots = botsOf(world, chat);
  const language = person.languageCode ?? '';
  return {
    chat: showChat(world, chat),
    messages: stored.map((one) => showMessage(chat, one)),
    keyboard: isShown ? { messageId: withKeyboard.api.message_id, markup: withKeyboard.keyboard! } : null,
    commands: bots.flatMap((bot) => commandsFor(bot, { chat, person })),
    description: chat.type === 'private' ? describe(bots[0], language) : '',
  };
}

/** The chat behind a key; a dialog that does not exist yet is shown empty and not made. */
export function findChat(world: World, key: string): Chat | undefined {
  const found = world.chats.get(key);
  if (found) return found;
  const [botId = '', personId = ''] = key.split(':');
  if (!world.bots.has(botId) || !world.persons.has(personId)) return undefined;
  return { ...emptyChat({ key, id: personId, type: 'private' }), botId };
}

function botsOf(world: World, chat: Chat): BotAccount[] {
  if (chat.botId) return [world.bots.get(chat.botId)!];
  return [...world.bots.values()].filter((bot) => isPresent(chat, bot.id));
}

function describe(bot: BotAccount | undefined, language: string): string {
  const text = bot?.settings.get(`description|${language}`) || bot?.settings.get('description|');
  return (text as string | undefined) ?? '';
}

/** The commands of the narrowest scope that has any, in the person's language before the one for all. */
function commandsFor(bot: BotAccount, place: { chat: Chat; person: Person }): OpenedChat['commands'] {
  const { chat, person } = place;
  const isRunning = ['creator', 'administrator'].includes(chat.members.get(person.id) ?? '');
  const scopes =
    chat.type === 'private'
      ? [`chat:${chat.id}`, 'all_private_chats']
      : [
          `chat_member:${chat.id}:${person.id}`,
          ...(isRunning ? [`chat_administrators:${chat.id}`] : []),
          `chat:${chat.id}`,
          ...(isRunning ? ['all_chat_administrators'] : []),
          'all_group_chats',
        ];
  for (const scope of [...scopes, 'default']) {
    const lists = [person.languageCode ?? '', ''].map((language) => bot.commands.get(`${scope}|${language}`));
    const list = lists.find((one) => one && one.length > 0) as Record<string, string>[] | undefined;
    if (list)
      return list.map(({ command, description }) => ({
        bot: bot.username,
        command: command!,
        description: description!,
      }));
  }
  return [];
}
