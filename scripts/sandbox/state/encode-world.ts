import type {
  BotAccount,
  Chat,
  OpenQuery,
  Person,
  StarAccount,
  StoredFile,
  StoredMessage,
} from '../telegram/types.js';
import { emptyStarAccount, type World } from '../telegram/world.js';

const version = 1;
/** Ids skipped after an end without a save, so that none is given out a second time. */
const skippedIds = 1000;

/** A world as JSON; the bytes of files are kept apart. */
export interface SavedWorld {
  version: number;
  /** False while the sandbox runs: something may have happened since. */
  isComplete: boolean;
  bots: (Omit<BotAccount, 'commands' | 'settings' | 'stars'> & {
    commands: unknown[];
    settings: unknown[];
    /** A file of an earlier sandbox has none. */
    stars?: StarAccount;
  })[];
  tokens: [string, string][];
  persons: Person[];
  chats: (Omit<Chat, 'messages' | 'members' | 'topics'> & {
    messages: StoredMessage[];
    members: unknown[];
    topics: unknown[];
  })[];
  files: Omit<StoredFile, 'bytes'>[];
  queries: OpenQuery[];
}

/** Everything of a world that a restart should bring back. */
export function encodeWorld(world: World, isComplete: boolean): SavedWorld {
  return {
    version,
    isComplete,
    bots: [...world.bots.values()].map((bot) => ({
      ...bot,
      commands: [...bot.commands],
      settings: [...bot.settings],
    })),
    tokens: [...world.botIdsByToken],
    persons: [...world.persons.values()],
    chats: [...world.chats.values()].map((chat) => ({
      ...chat,
      messages: [...chat.messages.values()],
      members: [...chat.members],
      topics: [...chat.topics],
    })),
    files: [...world.files.values()].map(({ bytes: _bytes, ...file }) => file),
    queries: [...world.queries.values()].map(({ settle: _settle, ...query }) => query),
  };
}

/** Whether a value read from a state file can be a saved world of this version. */
export function isSavedWorld(value: unknown): value is SavedWorld {
  const saved = value as Partial<SavedWorld> | null;
  if (typeof saved !== 'object' || saved?.version !== version) return false;
  const lists = [saved.bots, saved.tokens, saved.persons, saved.chats, saved.files, saved.queries];
  return lists.every((list) => Array.isArray(list));
}

/** Fills an empty world from a saved one; a file whose bytes are gone is left out. */
export function decodeWorld(
  world: World,
  saved: SavedWorld,
  readBytes: (uniqueId: string) => Buffer | undefined,
): void {
  const skip = saved.isComplete ? 0 : skippedIds;
  for (const bot of saved.bots) world.bots.set(bot.id, decodeBot(bot, skip));
  for (const [token, botId] of saved.tokens) world.botIdsByToken.set(token, botId);
  for (const person of saved.persons) world.persons.set(person.id, person);
  for (const chat of saved.chats) world.chats.set(chat.key, decodeChat(chat, skip));
  for (const query of saved.queries) world.queries.set(query.id, query);
  for (const file of saved.files) {
    const bytes = readBytes(file.uniqueId);
    if (bytes) world.files.set(file.uniqueId, { ...file, bytes });
  }
}

function decodeBot(bot: SavedWorld['bots'][number], skip: number): BotAccount {
  const commands: BotAccount['commands'] = new Map(bot.commands as [string, never][]);
  const settings: BotAccount['settings'] = new Map(bot.settings as [string, unknown][]);
  const stars = bot.stars ?? emptyStarAccount();
  return { ...bot, nextUpdateId: bot.nextUpdateId + skip, webhookSetAt: 0, commands, settings, stars };
}

function decodeChat(chat: SavedWorld['chats'][number], skip: number): Chat {
  return {
    ...chat,
    nextMessageId: chat.nextMessageId + skip,
    typingUntil: 0,
    messages: new Map(chat.messages.map((stored) => [stored.api.message_id, stored])),
    members: new Map(chat.members as [string, never][]),
    topics: new Map(chat.topics as [number, never][]),
  };
}
