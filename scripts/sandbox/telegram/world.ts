import { randomBytes, randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ResolvedOptions } from './options.js';
import type {
  BotAccount,
  Chat,
  Json,
  OpenQuery,
  Person,
  RecordedCall,
  StarAccount,
  StoredFile,
} from './types.js';

/** Everything the stand-in knows; nothing else in it keeps state that a restart should bring back. */
export interface World {
  options: ResolvedOptions;
  bots: Map<string, BotAccount>;
  botIdsByToken: Map<string, string>;
  persons: Map<string, Person>;
  chats: Map<string, Chat>;
  files: Map<string, StoredFile>;
  queries: Map<string, OpenQuery>;
  calls: RecordedCall[];
  /** Emits `change` with what happened, `updates` with a bot's id, `call` with each RecordedCall, for page and file. */
  events: EventEmitter;
}

/** What a new bot may be told about itself. */
export interface BotInput {
  token?: string;
  username?: string;
  firstName?: string;
  hasTopics?: boolean;
  readsAll?: boolean;
}

/** An empty world. */
export function createWorld(options: ResolvedOptions): World {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  return {
    options,
    bots: new Map(),
    botIdsByToken: new Map(),
    persons: new Map(),
    chats: new Map(),
    files: new Map(),
    queries: new Map(),
    calls: [],
    events,
  };
}

/** Registers a bot; a missing token, username or name is invented. */
export function addBot(world: World, input: BotInput): BotAccount {
  const token = input.token ?? inventToken();
  const id = token.split(':')[0]!;
  if (!isTokenShape(token))
    throw new Error(`Bot token "${token}" has not the shape 123456789:AA… (35 characters).`);
  if (world.bots.has(id))
    throw new Error(`The sandbox has a bot ${id} already; give the new one another id.`);
  const bot: BotAccount = {
    id,
    token,
    username: input.username ?? `shop${id}_bot`,
    firstName: input.firstName ?? `Shop ${id}`,
    hasTopics: input.hasTopics ?? false,
    readsAll: input.readsAll ?? false,
    nextUpdateId: randomInt(100_000_000, 900_000_000),
    pending: [],
    allowedUpdates: null,
    webhook: null,
    webhookSetAt: 0,
    commands: new Map(),
    settings: new Map(),
    stars: emptyStarAccount(),
  };
  world.bots.set(id, bot);
  world.botIdsByToken.set(token, id);
  world.events.emit('change', { kind: 'bots' });
  return bot;
}

/** The account of a bot that has sold nothing for Stars. */
export function emptyStarAccount(): StarAccount {
  return { links: [], transactions: [], subscriptions: [] };
}

/** Gives a bot a new token, as BotFather does; every call with the old one is refused from now on. */
export function replaceToken(world: World, bot: BotAccount): string {
  const secret = inventToken().split(':')[1]!;
  bot.token = `${bot.id}:${secret}`;
  world.botIdsByToken.set(bot.token, bot.id);
  world.events.emit('change', { kind: 'bots' });
  return bot.token;
}

/** Whether a text can be a bot token at all. */
export function isTokenShape(token: string): boolean {
  return /^\d{6,12}:[A-Za-z0-9_-]{30,50}$/.test(token);
}

/** A token that no bot has. */
export function inventToken(): string {
  return `${randomInt(1_000_000_000, 9_000_000_000)}:AA${randomBytes(25).toString('base64url').slice(0, 33)}`;
}

/** The bot that owns a token, revoked or not; throws for a token the stand-in never gave out. */
export function botOf(world: World, token: string): BotAccount {
  const bot = world.bots.get(world.botIdsByToken.get(token) ?? '');
  if (!bot) throw new Error('The sandbox has no bot with this token; add it with addBot().');
  return bot;
}

/** Registers a person, or changes the one with that id. */
export function addPerson(world: World, input: Partial<Person> & { firstName: string }): Person {
  const id = input.id ?? String(randomInt(100_000_000, 7_000_000_000));
  const person = Object.assign(world.persons.get(id) ?? { id, firstName: '' }, input, { id });
  world.persons.set(id, person);
  world.events.emit('change', { kind: 'persons' });
  return person;
}

/** The dialog of a bot and a person; made on first need. */
export function privateChat(world: World, botId: string, personId: string): Chat {
  const key = `${botId}:${personId}`;
  const found = world.chats.get(key);
  if (found) return found;
  const chat = emptyChat({ key, id: personId, type: 'private' });
  chat.botId = botId;
  world.chats.set(key, chat);
  return chat;
}

/** A chat without messages or members. */
export function emptyChat(basics: Pick<Chat, 'key' | 'id' | 'type'>): Chat {
  return {
    ...basics,
    isForum: false,
    isStarted: false,
    isBlocked: false,
    nextMessageId: 1,
    messages: new Map(),
    members: new Map(),
    topics: new Map(),
    pinned: [],
    typingUntil: 0,
  };
}

/** A person as the Bot API shows them. */
export function userJson(person: Person): Json & { id: number } {
  const user: Json & { id: number } = { id: Number(person.id), is_bot: false, first_name: person.firstName };
  if (person.lastName) user.last_name = person.lastName;
  if (person.username) user.username = person.username;
  if (person.languageCode) user.language_code = person.languageCode;
  return user;
}

/** A bot as it stands in the `from` of a message. */
export function botJson(bot: BotAccount): Json & { id: number } {
  return { id: Number(bot.id), is_bot: true, first_name: bot.firstName, username: bot.username };
}

/** A chat as it stands in a message. */
export function chatJson(world: World, chat: Chat): Json & { id: number } {
  if (chat.type === 'private') return privateChatJson(world, chat);
  const json: Json & { id: number } = { id: Number(chat.id), title: chat.title, type: chat.type };
  if (chat.username) json.username = chat.username;
  if (chat.isForum) json.is_forum = true;
  return json;
}

function privateChatJson(world: World, chat: Chat): Json & { id: number } {
  const person = world.persons.get(chat.id);
  const json: Json & { id: number } = { id: Number(chat.id), first_name: person?.firstName ?? '' };
  if (person?.lastName) json.last_name = person.lastName;
  if (person?.username) json.username = person.username;
  json.type = 'private';
  return json;
}

/** Now, in the whole seconds of the Bot API. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}
